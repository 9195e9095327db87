import { mutantsOf } from './mutant.ts';

const page = ['server/http/programme-page.db.test.ts'];
const statement = ['server/http/statement.db.test.ts'];

/** What anybody reads of the programme, and what members take with them. */
export const promiseMutants = [
  ...mutantsOf('server/views/public-tier.ts', page, [
    ['tier-told-whole', 'of a tier nobody outside reads more than its shape says', 'return { id,', 'return { ...tier, id,'],
  ]),
  ...mutantsOf('server/views/programme-sheet.ts', page, [
    ['tier-unsaid', 'a reward for a higher tier says so', 'tierFrom === undefined ? []', 'tierFrom !== null ? []'],
    ['first-day-unsaid', 'a reward that is still to come says from when', 'validFrom === undefined ||', 'validFrom !== null ||'],
  ]),
  ...mutantsOf('server/http/programme-page.ts', page, [
    ['tag-of-nothing', 'who kept the page hears when it says something else', '.update(text)', '.update(locale)'],
  ]),
  ...mutantsOf(
    'server/program/rate-is-least.ts',
    ['server/program/rate-is-least.test.ts'],
    [
      ['caps-forgotten', 'a least is promised only where no cap makes it less', 'return !caps && ', 'return '],
      ['lines-forgotten', 'a least is promised only where rounding by the line makes it no less', ' && !byLine', ''],
    ],
  ),
  ...mutantsOf('server/views/member-statement.ts', statement, [
    ['columns-disagree', 'a change stands beside the balance it changed', 'available - spendable', 'points'],
  ]),
];
