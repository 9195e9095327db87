import { mutantsOf } from './mutant.ts';

const actions = ['server/actions/actions.db.test.ts', 'server/actions/decide.test.ts'];
const birthdays = ['server/actions/birthdays.db.test.ts'];
const past = ['server/orders/past.db.test.ts'];

/** What members do beside buying, and what they had done before an order. */
export const actionMutants = [
  ...mutantsOf('server/actions/decide.ts', actions, [
    [
      'month-of-another',
      'a limit counts in the period at hand',
      'one.actionId === action.id && one.period === period',
      'one.actionId === action.id',
    ],
  ]),
  ...mutantsOf('server/actions/perform.ts', actions, [
    ['action-unlimited', 'an action counts as often as promised', 'if (count.left === 0)', 'if (count.left === -1)'],
    ['action-unlocked', 'who asks at the same moment waits', '  await lockCurrent(tx, ctx, memberIds);\n', ''],
    [
      'event-of-another',
      'one event is one member’s act',
      'if (before.memberId !== deed.memberId || before.actionId !== deed.actionId) throw reused(deed.event);',
      '',
    ],
  ]),
  ...mutantsOf('server/actions/record.ts', actions, [
    [
      'merged-deeds-forgotten',
      'two who became one have done what each did',
      `union all select id, merged_into from member where shop_id = $1 and merged_into = any($2::uuid[])`,
      '',
    ],
  ]),
  ...mutantsOf('server/actions/birthdays.ts', birthdays, [
    ['born-on-the-29th', 'who is born on 29 February has a birthday every year', 'month === 2 && date === 28 && !leap', 'month === 13'],
    ['birthday-told-late', 'a birthday told after the day waits for the next', 'and b.given_at < $4 and', 'and'],
  ]),
  ...mutantsOf('server/orders/past.ts', past, [
    [
      'later-orders-count',
      'only orders placed before count',
      'const earlier = [...orders.values()].filter((order) => isEarlier(order, facts));',
      'const earlier = [...orders.values()].filter(({ orderId }) => orderId !== facts.orderId);',
    ],
    [
      'day-by-universal-time',
      'the day is the shop’s',
      'const today = calendar.dayOf(processedAt);',
      'const today = processedAt.toISOString().slice(0, 10);',
    ],
  ]),
  ...mutantsOf('server/orders/decide.ts', past, [
    ['refund-counted-twice', 'what is in hand is no part of a sum', '    first.facts.processedAt,\n', ''],
  ]),
  ...mutantsOf(
    'prisma/migrations/20261122000300_orders/migration.sql',
    ['server/orders/kept-facts.db.test.ts'],
    [
      [
        'sale-of-today',
        'what a product was when it was bought stays',
        `one.key in ('tags', 'collections', 'onSale')`,
        `one.key in ('nothing')`,
      ],
    ],
  ),
  ...mutantsOf(
    'prisma/migrations/20261122001000_actions/migration.sql',
    ['server/actions/forged.db.test.ts'],
    [
      [
        'limit-only-in-code',
        'the database keeps the limit too',
        'if new.period <> period_now or new.n > times then',
        'if new.period <> period_now then',
      ],
      [
        'points-out-of-nowhere',
        'points of an action are posted',
        '  if not found then\n    raise exception',
        '  if false then\n    raise exception',
      ],
    ],
  ),
];
