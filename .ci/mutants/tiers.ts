import { mutantsOf } from './mutant.ts';

const tables = ['server/program/tier.test.ts', 'server/program/tier-stories.test.ts'];
const days = [...tables, 'server/program/tier-property.test.ts'];
const stories = ['server/members/tiers.db.test.ts'];
const forged = ['server/members/forged-keeps.db.test.ts'];
const keeps = 'prisma/migrations/20261122000900_tier_keeps/migration.sql';

export const tierMutants = [
  ...mutantsOf('server/program/tier-walk.ts', days, [
    ['threshold-missed', 'the threshold itself reaches the tier', 'undefined : has >= threshold;', 'undefined : has > threshold;'],
    ['any-is-all', 'one threshold is enough where any is', "(need === 'any' || (spent", '(false || (spent'],
    ['invitation-earned', 'a tier by invitation is not reached', '(tier) => !tier.inviteOnly && isReached', '(tier) => isReached'],
    [
      'grace-a-day-long',
      'grace is so many days and no more',
      'this.calendar.daysAfter(held, graceDays)',
      'this.calendar.daysAfter(held, graceDays + 1)',
    ],
    ['step-to-nothing', 'one step down holds for another period', "this.hold(this.stands, until, 'step')", 'void until'],
    [
      'falls-through',
      'what grace still holds is not passed over',
      'place <= this.reached || day < this.keptUntil(place)',
      'place <= this.reached',
    ],
    ['year-shortens', 'what lasts longer is not cut short', 'if (until <= this.heldFor(place)) return;', ''],
  ]),
  ...mutantsOf('server/program/tier-period.ts', days, [
    [
      'window-a-day-long',
      'an order counts to the last day of the window',
      'calendar.daysAfter(calendar.monthsAfter(day, -months), 1)',
      'calendar.daysAfter(calendar.monthsAfter(day, -months), 0)',
    ],
    ['window-end', 'the day on which a window loses an order is found', '<= orderDay)', '< orderDay)'],
    ['leap-day-lost', 'years of membership are counted from the day of joining', '12 * (years + yearsLater)', '12 * years'],
    ['life-cut', 'all that can matter is loaded', "period.lasts === 'next-year' ? -24 : -12", '-12'],
    [
      'grace-cut',
      'what the days of grace still need is loaded',
      'calendar.daysAfter(calendar.dayOf(at), -graceDays)',
      'calendar.dayOf(at)',
    ],
  ]),
  ...mutantsOf('server/program/tier.ts', days, [
    ['keep-for-ever', 'a keep ends after its last day', 'return until === undefined || day <= until;', 'return true;'],
    ['ended-holds', 'a keep that was ended holds no more', 'keep.endedAt === undefined || keep.endedAt > at', 'true'],
    ['pin-is-least', 'a pin is exactly that tier', "if (keep.kind === 'pinned') pin", 'if (false) pin'],
    ['day-unforetold', 'the day on which time may change anything is foretold', 'rejudgeOn ??= day;', ''],
  ]),
  ...mutantsOf(
    'server/orders/past.ts',
    ['server/orders/settle.db.test.ts', 'server/orders/converge.db.test.ts', ...stories],
    [['keeps-unheard', 'an order sees what staff said of its member when it was placed', 'keeps: beside?.keeps ?? []', 'keeps: []']],
  ),
  ...mutantsOf(
    'server/members/restand.ts',
    ['server/orders/settle.db.test.ts', 'server/orders/converge.db.test.ts', 'server/orders/races.db.test.ts'],
    [
      ['restand-unlocked', 'of two who judge a member the second sees what the first settled', ' order by id for no key update', ''],
      [
        'keep-unsaid',
        'whom new rules would lower keeps the tier',
        'kept.size === 0 ? byRules : judgeAll(kept)',
        'byRules',
        ['server/orders/replay/publication.db.test.ts'],
      ],
    ],
  ),
  ...mutantsOf(
    'server/members/entry-gifts.ts',
    ['server/members/entry-gifts.db.test.ts'],
    [
      ['gift-again', 'a tier gives once for ever', 'promised.filter(({ id }) => first.has(id))', 'promised'],
      [
        'gift-to-both',
        'a gift that one of two had is not given when they are one',
        'and not exists (',
        'and ($1 is null or true) or exists (',
      ],
    ],
  ),
  ...mutantsOf(
    'server/orders/verify-tiers.ts',
    ['server/orders/verify.db.test.ts'],
    [
      ['tier-unchecked', 'the check of the books finds a wrong tier', 'stored === derived ? [] :', 'stored >= 0 ? [] :'],
      ['spend-unchecked', 'the check of the books finds a wrong spend', 'row.window_spend_minor !== row.spend', 'false'],
    ],
  ),
  ...mutantsOf(keeps, forged, [
    [
      'keep-out-of-order',
      'a keep is the next of its member',
      'new.ended_at is not null or new.no <>',
      'new.ended_at is not null or false and new.no <>',
    ],
    [
      'keep-changes',
      'of a keep nothing but its end is ever written',
      "or to_jsonb(new) - array['ended_at', 'ended_by'] <>",
      "or false and to_jsonb(new) - array['ended_at', 'ended_by'] <>",
    ],
    ['keep-ends-twice', 'a keep ends once', 'elsif old.ended_at is not null or new.ended_at is null', 'elsif new.ended_at is null'],
    [
      'two-pins',
      'of pins one holds at a time',
      "where kind = 'pinned' and ended_at is null",
      "where kind = 'pinned' and ended_at is null and false",
    ],
    [
      'keep-deleted',
      'keeps are never deleted',
      'before delete on tier_keep for each row',
      'before delete on tier_keep for each row when (false)',
    ],
  ]),
];
