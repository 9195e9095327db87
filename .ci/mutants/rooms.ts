import { mutantsOf } from './mutant.ts';

const settling = ['server/orders/settle.db.test.ts', 'server/orders/converge.db.test.ts', 'server/orders/races.db.test.ts'];
const redeeming = ['server/redemption/redemption.db.test.ts'];

export const roomMutants = [
  ...mutantsOf('server/orders/difference.ts', settling, [
    [
      'waived-asked-again',
      'what a policy waived is not asked for again',
      'const last = posted.points - posted.waived;',
      'const last = posted.points;',
    ],
    [
      'waived-paid-twice',
      'what a policy waived counts first when an order rises again',
      '{ issue: target - posted.points }',
      '{ issue: target - last }',
    ],
  ]),
  ...mutantsOf('server/orders/pin.ts', settling, [
    [
      'newest-version',
      'an order keeps the promise in force when it was placed',
      'versionAt(versions, facts.processedAt)',
      'versions.at(-1)',
    ],
  ]),
  ...mutantsOf('server/orders/decide.ts', settling, [
    [
      'pin-forgotten',
      'an order keeps the rate it was granted at',
      'return stays(order) ? order.record.pin : undefined;',
      'return undefined;',
    ],
  ]),
  ...mutantsOf('server/orders/snapshot.ts', settling, [
    [
      'oldest-in-batch',
      'of two snapshots in one batch the newest wins',
      'known.updatedAt <= one.updatedAt',
      'known.updatedAt > one.updatedAt',
    ],
    [
      'first-of-same-second',
      'of two with the same time the later to arrive counts',
      'known.updatedAt <= one.updatedAt',
      'known.updatedAt < one.updatedAt',
    ],
  ]),
  ...mutantsOf('server/orders/record.ts', settling, [
    ['older-wins', 'an older snapshot is dropped', 'where o.updated_at <= excluded.updated_at and', 'where'],
    [
      'same-second-dropped',
      'of two with the same second the later to arrive counts',
      'o.updated_at <= excluded.updated_at',
      'o.updated_at < excluded.updated_at',
    ],
    [
      'import-overwrites',
      'what was brought over never replaces what the shop said',
      ' and (o.imported or not excluded.imported)',
      '',
      ['server/orders/import/import.db.test.ts'],
    ],
  ]),
  ...mutantsOf('server/orders/settle.ts', settling, [
    ['settle-unlocked', 'members are locked before their orders are settled', 'await lockCurrent(tx, ctx, [...locked]);', ''],
    ['latecomers-unlocked', 'a member who got an order in the meantime is locked too', 'await lockCurrent(tx, ctx, late);', ''],
    [
      'capture-forgotten',
      'a paid order uses up the redemption on it',
      'await captureForOrders(tx, ctx, stored.map(toCapture));',
      '',
      ['server/simulation/simulation.db.test.ts', 'server/worker.db.test.ts'],
    ],
  ]),
  ...mutantsOf('server/orders/book.ts', settling, [
    [
      'former-owner-keeps',
      'an order that moves to another customer takes its points along',
      'placed.filter((order) => !stays(order))',
      'placed.filter(() => false)',
    ],
    ['unjudged', 'who spends is judged again', 'if (changed) whom.set', 'if (false) whom.set'],
  ]),
  ...mutantsOf('server/orders/post-orders.ts', settling, [
    ['one-key-per-order', 'every change of an order has a key of its own', '/${due.postings + 1}`', '/1`'],
  ]),
  ...mutantsOf('server/orders/order-days.ts', settling, [
    ['days-from-now', 'days count from the order', 'calendar.dayOf(facts.processedAt)', 'calendar.dayOf(new Date())'],
  ]),
  ...mutantsOf(
    'server/orders/reschedule.ts',
    ['server/orders/vesting.db.test.ts'],
    [
      ['parcels-unheard', 'points that wait hear of their parcels', 'postings === 0 ||', 'true ||'],
      ['vested-moves', 'what is due has vested, posted or not', 'l.vests_on > $2 and', ''],
      ['one-key-per-day', 'every setting of a day has a key of its own', '/${times + 1}`', '/1`'],
    ],
  ),
  ...mutantsOf('server/orders/award.ts', settling, [
    ['unpaid-earns', 'an order that is not paid earns nothing', 'if (!facts.paid)', 'if (false)'],
    ['cancelled-earns', 'a cancelled order earns nothing', 'if (facts.cancelledAt !== undefined)', 'if (false)'],
    ['test-earns', 'a test order earns nothing', 'if (facts.test)', 'if (false)'],
  ]),
  ...mutantsOf('server/redemption/start.ts', redeeming, [
    [
      'start-unlocked',
      'the same attempt at the same moment is one redemption',
      'await lockMembers(tx, ctx.shop.id, [request.memberId]);',
      '',
    ],
    ['attempt-ignored', 'the same attempt is one redemption', 'if (before) {', 'if (false) {'],
    ['attempt-reused', 'an attempt for another reward is refused', 'if (before.inputHash !== hash)', 'if (false)'],
  ]),
  ...mutantsOf('server/redemption/release.ts', redeeming, [
    ['code-left-on', 'the code is off before its points go back', '} else if (found.active) {', '} else if (false) {'],
    [
      'used-and-given-back',
      'points of a used code are not given back',
      'return used ? redemption : giveBack(ctx, redemption);',
      'return giveBack(ctx, redemption);',
    ],
    [
      'name-left-free',
      'a code still on its way never comes to life',
      'if (!found.exists) {',
      'if (!found.exists) return false; else if (false) {',
    ],
    ['anyone-may-undo', 'a redemption is undone by its own member', '(owner !== undefined && redemption.memberId !== owner)', 'false'],
    ['released-twice', 'a redemption is given back once', `if (current.state !== 'releasing') return current;`, ''],
    [
      'release-forgotten',
      'a release that Shopify’s silence stopped is taken up again',
      'await finishReleaseLater(tx, ctx, redemptionId);',
      '',
    ],
  ]),
  ...mutantsOf('server/redemption/capture.ts', redeeming, [
    [
      'late-use-overdraws',
      'a code used after its release takes what is there',
      'Math.min(redemption.points, balance?.available ?? 0)',
      'redemption.points',
    ],
    ['cancelled-keeps', 'a cancelled order gives back what it captured', 'cancelled.push(redemption);', 'cancelled.slice();'],
    [
      'unpaid-captures',
      'an order that is not paid uses nothing up',
      'carriers.find((order) => order.paid && !order.cancelled) ?? carriers.find((order) => order.paid)',
      'carriers[0]',
    ],
  ]),
  ...mutantsOf(
    'server/redemption/states.ts',
    ['server/redemption/states.test.ts'],
    [
      [
        'captured-released',
        'what was captured is never released',
        `captured: { 'code-made': 'captured', 'give-up': 'captured'`,
        `captured: { 'code-made': 'captured', 'give-up': 'releasing'`,
      ],
      [
        'released-lives',
        'a released code never comes back to life',
        `released: { 'code-made': 'released'`,
        `released: { 'code-made': 'issued'`,
      ],
    ],
  ),
  ...mutantsOf(
    'server/db/client.ts',
    ['server/db/client.db.test.ts', 'server/ledger/forged.db.test.ts'],
    [
      ['server-as-owner', 'the server is never more than laurel_app', 'set role laurel_app;', ''],
      ['shop-leaks', 'a connection forgets its shop with the transaction', `'\${shopId}', true)`, `'\${shopId}', false)`],
      ['read-writes', 'who reads cannot write', `'begin read only'`, `'begin'`],
      ['deadlock-thrown', 'a deadlock begins anew', ' && code !== DEADLOCK)', ')'],
    ],
  ),
];
