import { mutantsOf } from './mutant.ts';

const earning = ['server/program/earn.test.ts', 'server/program/earn-bonus.test.ts'];
const verifying = ['server/verification/recompute.test.ts'];

export const earningMutants = [
  ...mutantsOf(
    'server/program/rounding.ts',
    ['server/program/rounding.test.ts', ...earning],
    [
      ['round-down-up', 'rounding down rounds down', "case 'down':\n      return false;", "case 'down':\n      return rest > 0;"],
      ['round-half-down', 'half a point rounds up', '2 * rest >= divisor', '2 * rest > divisor'],
      ['round-up-down', 'rounding up rounds up', 'return rest > 0;', 'return false;'],
      [
        'exact-lost',
        'products beyond plain numbers are exact',
        'Number.isSafeInteger(product)) {\n    const rest',
        'true) {\n    const rest',
      ],
    ],
  ),
  ...mutantsOf('server/program/earn-base.ts', earning, [
    ['gift-card-earns', 'gift cards earn nothing', 'if (line.giftCard && terms.include.giftCards !== true)', 'if (false)'],
    ['tip-earns', 'tips earn nothing', 'if (line.tip && terms.include.tips !== true)', 'if (false)'],
    ['sale-earns', 'excluded sale lines earn nothing', 'if (terms.saleLines && line.onSale === true)', 'if (false)'],
    ['code-earns', 'excluded lines with a code earn nothing', 'if (terms.codeLines && line.byCode === true)', 'if (false)'],
    ['by-hand-earns', 'what was refunded by hand earns nothing', 'Math.min(worth, Math.max(0, order.unexplainedRefundMinor))', '0'],
    ['foreign-money', 'money of another currency earns nothing', 'if (order.currency !== terms.currency)', 'if (false)'],
    ['gift-card-spend', 'gift cards count for no tier', 'if (!line.giftCard && !line.tip) all +=', 'all +='],
    [
      'half-foreign',
      'another currency’s rate needs all that was paid in it',
      'lines.every((line) => line.paidNetMinor !== undefined)',
      'true',
    ],
  ]),
  ...mutantsOf('server/program/earn.ts', earning, [
    [
      'minimum-missed',
      'the smallest order itself earns',
      'counted.worthMinor < tier.minimumOrderMinor',
      'counted.worthMinor <= tier.minimumOrderMinor',
    ],
    ['line-by-order', 'line by line is not once for the order', 'if (!perLine) {', 'if (true) {'],
  ]),
  ...mutantsOf('server/program/earn-factors.ts', earning, [
    ['factors-multiply', 'factors add up', 'const more = factor.factor - 100;', 'const more = factor.factor;'],
    ['factor-everywhere', 'a factor is on its lines alone', '!matches(line))) continue;', 'false)) continue;'],
    ['last-day', 'a campaign runs on its last day', 'day <= to', 'day < to'],
    ['first-day', 'a campaign runs on its first day', 'from <= day', 'from < day'],
    ['campaign-again', 'a campaign gives a member only so much in all', 'capPerMember - givenBefore', 'capPerMember'],
  ]),
  ...mutantsOf('server/program/earn-fixed.ts', earning, [
    ['cap-order', 'an order’s cap holds', "cut('order', caps.order);", ''],
    ['cap-day', 'a day’s cap counts what was earned before', "cut('day', caps.day, earnedThatDay);", "cut('day', caps.day, 0);"],
    [
      'cap-month',
      'a month’s cap counts what was earned before',
      "cut('month', caps.month, earnedThatMonth);",
      "cut('month', caps.month, 0);",
    ],
    ['milestone-again', 'a milestone of spend is reached once', 'spentBeforeMinor < milestone.spendMinor &&', ''],
    ['bonus-for-nothing', 'nothing fixed is given where nothing counts', 'if (counted.spendMinor === 0)', 'if (false)'],
    ['free-units', 'units of a free line earn nothing', 'line === undefined || baseMinor === 0 ||', 'line === undefined ||'],
  ]),
  ...mutantsOf(
    'server/program/shares.ts',
    ['server/program/earn-laws.test.ts'],
    [
      ['share-lost', 'the lines’ shares sum to the award', 'parts[i] = (parts[i] ?? 0) + 1;', ''],
      ['share-order', 'what is left goes to the largest remainders', 'a.rest > b.rest ? -1 : 1', 'a.rest > b.rest ? 1 : -1'],
    ],
  ),
  ...mutantsOf('server/verification/recompute-bonuses.ts', verifying, [
    [
      'recount-factor',
      'a factor is recomputed on its lines',
      'weights[i] = (weights[i] ?? 0n) + BigInt(factor - 100)',
      'weights[i] = (weights[i] ?? 0n) + BigInt(factor)',
    ],
    ['recount-campaign', 'a campaign’s cap is recomputed', 'Math.min(gained, left)', 'gained'],
    ['recount-rounding', 'what was rounded is recomputed', 'if (said === undefined) return undefined;', 'return undefined;'],
  ]),
  ...mutantsOf('server/verification/recompute-caps.ts', verifying, [
    [
      'recount-cap',
      'caps are recomputed',
      "const stays = Math.min(left, Math.max(0, most - whole(reason['earnedBefore'])));",
      'const stays = left;',
    ],
  ]),
];
