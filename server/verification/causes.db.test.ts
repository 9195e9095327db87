import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { minor } from '../core/money.ts';
import { points } from '../core/points.ts';
import { testDb, type TestDb } from '../db/testing.ts';
import { post, postDue, type Operation } from '../ledger/index.ts';
import { instant, order, tell, type Story } from '../orders/testing.ts';
import { defaultDefinition, publish, type Definition } from '../program/index.ts';
import { checkCauses } from './causes.ts';
import { tamper } from './testing.ts';

let t: TestDb;
beforeAll(async () => {
  t = await testDb();
});
afterAll(() => t.close());

type Earning = Definition['earning'];

const shopWith = async (currency: string, earning: Partial<Earning>): Promise<Story> => {
  const definition = defaultDefinition(currency);
  return tell(t, await t.shop({ currency, definition: { ...definition, earning: { ...definition.earning, ...earning } } }));
};
const found = async (story: Story, at = '2027-06-01') =>
  (await checkCauses(story.context(at), 100)).differences.map(({ what, stored, derived }) => `${what}: ${stored}, should be ${derived}`);

/** Large ones, tiny ones, and such as come to half a point. */
const amount = fc.oneof(
  fc.integer({ min: 0, max: 99_999 }),
  fc.integer({ min: 0, max: 30 }),
  fc.integer({ min: 1, max: 400 }).map((quarters) => quarters * 25),
);

/** One state of one of a few orders of two customers, or something else that moves points. */
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant('order' as const),
      id: fc.integer({ min: 1, max: 3 }),
      customer: fc.constantFrom('1', '1', '1', '2'),
      nets: fc.array(amount, { maxLength: 4 }),
      byHand: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 50_000 })),
      cancelled: fc.oneof({ weight: 8, arbitrary: fc.constant(false) }, fc.constant(true)),
      giftCard: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.constant(true)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('spend' as const),
      customer: fc.constantFrom('1', '2'),
      count: fc.integer({ min: 1, max: 3_000 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('days' as const), count: fc.integer({ min: 1, max: 40 }) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('publish' as const), rate: fc.integer({ min: 1, max: 5 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

let told = 0;
async function play(story: Story, steps: readonly Step[]): Promise<void> {
  const nr = ++told;
  let day = Date.parse('2026-03-01T17:00:00Z');
  let seconds = 0;
  const placed = new Map<number, string>();
  const now = () => new Date(day + ++seconds * 1_000).toISOString();
  const named = (customer: string) => `${nr}${customer}`;
  for (const one of steps) {
    if (one.does === 'days') {
      day += one.count * 86_400_000;
      await postDue(t.db, story.shop, new Date(day));
    } else if (one.does === 'publish') {
      await publishRate(story, one.rate, now());
    } else if (one.does === 'spend') {
      await story.memberOf(named(one.customer)).then(
        (memberId) => spend(story, memberId, one.count, now()),
        () => undefined,
      );
    } else {
      const at = placed.get(one.id) ?? now();
      placed.set(one.id, at);
      await story.settle([
        order({
          orderId: `${nr}-${one.id}`,
          customerId: named(one.customer),
          currency: story.shop.currency,
          at,
          seen: now(),
          lines: one.nets.map((net, i) => ({ netMinor: minor(net), giftCard: one.giftCard && i === 0 })),
          unexplainedRefundMinor: minor(one.byHand),
          ...(one.cancelled && { cancelled: at }),
        }),
      ]);
    }
  }
}

async function publishRate(story: Story, rate: number, at: string): Promise<void> {
  const ctx = { ...story.context(at), actor: { kind: 'staff', userId: '1' } as const };
  const { rows } = await t.owner.query<{ version: number; definition: Definition }>(
    'select version, definition from program_version where shop_id = $1 order by version desc limit 1',
    [story.shop.id],
  );
  const [current] = rows;
  if (!current) throw new Error('no programme');
  const tiers = current.definition.tiers.map((tier, i) => ({ ...tier, pointsPerMajorUnit: rate * (i + 1) }));
  await publish(ctx, { basedOnVersion: current.version, definition: { ...current.definition, tiers } });
}

async function spend(story: Story, memberId: Operation['memberId'], count: number, at: string): Promise<void> {
  const cause = { kind: 'redemption', ref: 'test' } as const;
  const operation: Operation = {
    kind: 'spend',
    memberId,
    points: points(count),
    partial: true,
    key: `spend/${told}/${at}`,
    at: new Date(at),
    cause,
  };
  await t.db.transaction(story.shop.id, (tx) => post(tx, story.shop, new Date(at), [operation]));
}

describe('every posting’s number follows from its cause', () => {
  const all = (['never', 'pending-only', 'within-balance', 'unlimited'] as const).flatMap((clawback, i) =>
    ['JPY', 'USD', 'KWD'].map((currency, j) => ({
      clawback,
      currency,
      rounding: (['down', 'half-up', 'up'] as const)[(i + j) % 3] ?? 'down',
      vesting: j === 1 ? ({ kind: 'at-once' } as const) : ({ kind: 'after-days', days: 14 } as const),
      expiry: { kind: 'months-after-earning', months: 2 } as const,
    })),
  );
  it.each(all)('$clawback, $currency, rounded $rounding', async ({ currency, ...earning }) => {
    const story = await shopWith(currency, earning);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 14 }), async (steps) => {
        await play(story, steps);
        expect(await found(story)).toEqual([]);
      }),
      { numRuns: 15 },
    );
    await postDue(t.db, story.shop, instant('2027-06-01'));
    expect(await found(story)).toEqual([]);
    const { rows } = await t.owner.query<{ kind: string }>('select distinct kind from posting where shop_id = $1', [story.shop.id]);
    expect(rows.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['issue', 'claw-back', 'spend', 'expire']));
  });
});

describe('a cause that does not give the number is found', () => {
  /** Posting 1: three lines, 193 points; posting 2: 71 taken back; both by version 1, tier fan, half up. */
  const story = async (earning: Partial<Earning> = {}) => {
    const told = await shopWith('USD', { rounding: 'half-up', ...earning });
    const lines = [{ netMinor: minor(33_33) }, { netMinor: minor(33_33) }, { netMinor: minor(29_83) }];
    await told.settle([order({ lines })]);
    await told.settle([order({ lines: lines.slice(0, 2), unexplainedRefundMinor: minor(5_66), seen: '2026-03-02' })]);
    return told;
  };
  const cause = (path: string, value: string) => `jsonb_set(cause, '${path}', '${value}')`;

  test.each<[title: string, no: number, changed: string, finding: string]>([
    [
      'points of a line',
      1,
      cause('{reasons,0,points}', '68'),
      'posting 1: the points of line 1 in its cause do not follow from base, rate and rounding: 68, should be 67',
    ],
    [
      'points moved between lines',
      1,
      cause('{reasons,2,points}', '60'),
      'posting 1: the points of line 3 in its cause do not follow from base, rate and rounding: 60, should be 59',
    ],
    [
      'a base',
      1,
      cause('{reasons,0,baseMinor}', '1'),
      'posting 1: the points of line 1 in its cause do not follow from base, rate and rounding: 67, should be 0',
    ],
    ['a rate', 1, cause('{reasons,0,rate}', '4'), 'posting 1: the rate in its cause is not its tier’s: 4, should be 2'],
    ['another tier', 1, cause('{tierId}', '"icon"'), 'posting 1: the rate in its cause is not its tier’s: 2, should be 6'],
    [
      'the unit of money',
      1,
      cause('{reasons,1,unitMinor}', '1'),
      'posting 1: the unit of money in its cause is not the programme’s: 1, should be 100',
    ],
    ['the rounding', 1, cause('{reasons,1,rounding}', '"up"'), 'posting 1: it was not rounded as the programme says: 0, should be 0'],
    [
      'a version that was never published',
      1,
      cause('{programVersion}', '7'),
      'posting 1: its cause names no version of the programme that was published: 7, should be 0',
    ],
    ['no reasons', 1, `cause - 'reasons'`, 'posting 1: points by its cause: 193, should be 0'],
    [
      'points that are no number',
      1,
      cause('{reasons,0,points}', '"67"'),
      'posting 1: “purchase” in its cause says no whole number of points: 0, should be 0',
    ],
    [
      'a rule nobody knows',
      1,
      cause('{reasons,0,rule}', '"luck"'),
      'posting 1: “luck” in its cause cannot be computed again: 67, should be 0',
    ],
    [
      'what was given before',
      2,
      cause('{reasons,-1,points}', '-190'),
      'posting 2: what the order had before, by its cause: 190, should be 193',
    ],
    [
      'a refund by hand',
      2,
      cause('{reasons,2,refundedMinor}', '1000'),
      'posting 2: the base of line 1 in its cause is not its part of the refund: 3050, should be 2833',
    ],
  ])('%s', async (_title, no, changed, finding) => {
    const told = await story();
    expect(await found(told)).toEqual([]);
    await tamper(t, 'posting', `update posting set cause = ${changed} where shop_id = $1 and no = $2`, [told.shop.id, no]);
    expect(await found(told)).toEqual([finding]);
  });

  test('more points posted than the cause gives', async () => {
    const told = await story();
    await tamper(t, 'posting', 'update posting set points = points + 9 where shop_id = $1 and no = 1', [told.shop.id]);
    expect(await found(told)).toEqual(['posting 1: points by its cause: 202, should be 193']);
  });

  test('a clawback that took more than the policy lets it', async () => {
    const told = await shopWith('USD', { clawback: 'within-balance' });
    await told.settle([order({ netMinor: 24_00 })]);
    const memberId = await told.memberOf();
    await told.spend(memberId, 40);
    const reasons = [{ rule: 'given-before', points: -48 }];
    const forged = {
      kind: 'claw-back',
      memberId,
      points: points(48),
      origin: 'order/1001',
      policy: 'unlimited',
      key: 'by/hand',
      at: instant('2026-03-05'),
    } as const;
    const cause = { kind: 'order', ref: '1001', programVersion: 1, tierId: 'fan', reasons } as const;
    await t.db.transaction(told.shop.id, (tx) => post(tx, told.shop, instant('2026-03-05'), [{ ...forged, cause }]));
    expect(await found(told)).toEqual(['posting 3: points by its cause and the policy: 48, should be 8']);
  });

  test('points that expired before, or after, their day', async () => {
    const told = await shopWith('USD', { expiry: { kind: 'months-after-earning', months: 1 } });
    await told.settle([order({ netMinor: 24_00 }), order({ orderId: '1002', netMinor: 10_00, at: '2026-03-10' })]);
    await postDue(t.db, told.shop, instant('2026-05-01'));
    expect(await found(told)).toEqual([]);
    await tamper(t, 'lot', `update lot set expires_on = '2026-03-20' where shop_id = $1 and origin = 'order/1002'`, [told.shop.id]);
    expect(await found(told)).toEqual(['posting 3: what expires on 2026-04-01: 48, should be 68']);
  });

  test('staff without a reason, a reward for less than its price, a sum that is none', async () => {
    const told = await story();
    const memberId = await told.memberOf();
    const at = instant('2026-03-05');
    const operations: Operation[] = [
      {
        kind: 'issue',
        memberId,
        points: points(5),
        into: 'available',
        source: 'adjustment',
        origin: 'staff/1',
        key: 'a',
        at,
        cause: { kind: 'staff', ref: '1', note: 'a gift' },
      },
      {
        kind: 'hold',
        memberId,
        points: points(99),
        holdKey: 'h',
        until: at,
        key: 'b',
        at,
        cause: { kind: 'redemption', ref: 'r', programVersion: 1, reasons: [{ rule: 'price', rewardId: 'three-off', points: 100 }] },
      },
      {
        kind: 'issue',
        memberId,
        points: points(5),
        into: 'available',
        source: 'bonus',
        origin: 'bonus/1',
        key: 'c',
        at,
        cause: { kind: 'program', ref: '1', reasons: [{ rule: 'bonus', points: 6 }] },
      },
      {
        kind: 'issue',
        memberId,
        points: points(7),
        into: 'available',
        source: 'entry-gift',
        origin: 'entry-gift/pro',
        key: 'd',
        at,
        cause: { kind: 'program', ref: 'tier/pro', programVersion: 1, reasons: [{ rule: 'entry-gift', tierId: 'pro', points: 7 }] },
      },
    ];
    await t.db.transaction(told.shop.id, (tx) => post(tx, told.shop, at, operations));
    await tamper(t, 'posting', `update posting set cause = cause - 'note' where shop_id = $1 and key = 'a'`, [told.shop.id]);
    expect(await found(told)).toEqual([
      'posting 3: staff gave no reason: 5, should be 0',
      'posting 4: points by the price of the reward: 99, should be 100',
      'posting 5: points by its cause: 5, should be 6',
      'posting 6: what the tier gives to who enters it: 7, should be 0',
    ]);
  });
});
