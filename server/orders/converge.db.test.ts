import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OrderFacts } from '../core/facts.ts';
import { minor } from '../core/money.ts';
import { testDb, type TestDb } from '../db/testing.ts';
import { defaultDefinition, type Definition } from '../program/index.ts';
import { order, tell, type Story } from './testing.ts';

let t: TestDb;
beforeAll(async () => {
  t = await testDb();
});
afterAll(() => t.close());

const policed = async (clawback: Definition['earning']['clawback'], changes: Partial<Definition['earning']> = {}): Promise<Story> => {
  const definition = defaultDefinition('USD');
  return tell(t, await t.shop({ definition: { ...definition, earning: { ...definition.earning, clawback, ...changes } } }));
};

/** One state of an order after another, a minute apart. */
const states = fc.array(
  fc.record({
    nets: fc.array(fc.integer({ min: 0, max: 90_00 }), { maxLength: 4 }),
    byHand: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 50_00 })),
    cancelled: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, fc.constant(true)),
    paid: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)),
  }),
  { minLength: 1, maxLength: 5 },
);
/** Which of them arrive, in which order and how often; and how many at once. The final one arrives somewhere among them. */
const deliveries = fc.array(fc.record({ state: fc.nat(), together: fc.boolean() }), { maxLength: 7 });

let made = 0;
function snapshots(
  customerId: string,
  orderId: string,
  list: readonly { nets: number[]; byHand: number; cancelled: boolean; paid: boolean }[],
): OrderFacts[] {
  return list.map(({ nets, byHand, cancelled, paid }, i) =>
    order({
      orderId,
      customerId,
      at: '2026-03-01T12:00:00Z',
      seen: `2026-03-01T12:${String(10 + i)}:00Z`,
      lines: nets.map((net) => ({ netMinor: minor(net) })),
      unexplainedRefundMinor: minor(byHand),
      paid,
      ...(cancelled && { cancelled: '2026-03-01T12:10:00Z' }),
    }),
  );
}

const soon = '2026-03-01T13:00:00Z';
/** What a member has in all: with the unlimited policy a clawback may leave a debt. */
const worth = async (story: Story, customerId: string) => {
  const { pending, available, held, debt } = await story.balance(soon, customerId);
  return pending + available + held - debt;
};

describe('any number, order and repetition of deliveries ends in the points of the final snapshot alone', () => {
  test.each(['at-once', 'after-days'] as const)('when points come %s', async (kind) => {
    const story = await policed('unlimited', { vesting: kind === 'at-once' ? { kind } : { kind, days: 14 } });
    await fc.assert(
      fc.asyncProperty(states, deliveries, fc.nat(), async (list, arriving, place) => {
        const [one, alone] = [String(++made), String(++made)];
        const history = snapshots(one, `order-${one}`, list);
        const final = history.at(-1);
        if (!final) return;
        const sent = arriving.map(({ state, together }) => ({ facts: history[state % history.length] ?? final, together }));
        sent.splice(place % (sent.length + 1), 0, { facts: final, together: false });
        for (const batch of batches(sent)) await story.settle(batch, soon);
        await story.settle([{ ...final, orderId: `order-${alone}`, customerId: alone }], soon);
        expect(await worth(story, one)).toBe(await worth(story, alone));
        expect(await story.tier(one)).toBe(await story.tier(alone));
      }),
      { numRuns: 40 },
    );
    await story.audit();
  });
});

function batches(arriving: readonly { facts: OrderFacts; together: boolean }[]): OrderFacts[][] {
  const all: OrderFacts[][] = [];
  for (const { facts, together } of arriving) {
    const last = all.at(-1);
    if (together && last) last.push(facts);
    else all.push([facts]);
  }
  return all;
}

test('k refunds in parts are one refund, to the point', async () => {
  const story = await policed('unlimited');
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 99_99 }),
      fc.array(fc.integer({ min: 1, max: 40_00 }), { minLength: 1, maxLength: 5 }),
      async (paid, parts) => {
        const [stepwise, atOnce] = [String(++made), String(++made)];
        const states = parts.reduce<number[]>((left, part) => [...left, Math.max(0, (left.at(-1) ?? 0) - part)], [paid]);
        for (const [i, netMinor] of states.entries()) {
          await story.settle(
            [order({ orderId: `order-${stepwise}`, customerId: stepwise, netMinor, seen: `2026-03-01T17:${10 + i}:00Z` })],
            '2026-03-02',
          );
        }
        await story.settle([order({ orderId: `order-${atOnce}`, customerId: atOnce, netMinor: paid })], '2026-03-02');
        await story.settle(
          [order({ orderId: `order-${atOnce}`, customerId: atOnce, netMinor: states.at(-1) ?? 0, seen: '2026-03-02' })],
          '2026-03-02',
        );
        expect(await story.balance('2026-03-02', stepwise)).toEqual(await story.balance('2026-03-02', atOnce));
      },
    ),
    { numRuns: 25 },
  );
  await story.audit();
});

describe('what the merchant’s policy leaves with the member', () => {
  /** 48 points from one order, 40 of another order’s 48 already spent. */
  const spent = async (story: Story): Promise<void> => {
    await story.settle([order({ orderId: '1', netMinor: 24_00 })]);
    const memberId = await story.memberOf();
    await story.spend(memberId, 40);
  };

  test.each([
    // policy, available after the refund, debt
    ['never', 8, 0],
    ['pending-only', 8, 0],
    ['within-balance', 0, 0],
    ['unlimited', 0, 40],
  ] as const)('%s: a full refund after spending', async (policy, available, debt) => {
    const story = await policed(policy);
    await spent(story);
    await story.settle([order({ orderId: '1', netMinor: 0, seen: '2026-03-05' })]);
    expect(await story.balance('2026-03-05')).toMatchObject({ available, debt });
    await story.audit();
  });

  test('is not asked for again by a later snapshot, though the member has earned since', async () => {
    const story = await policed('within-balance');
    await spent(story);
    await story.settle([order({ orderId: '1', netMinor: 0, seen: '2026-03-05' })]);
    await story.settle([order({ orderId: '2', netMinor: 50_00, at: '2026-03-06' })]);
    expect(await story.settle([order({ orderId: '1', netMinor: 0, seen: '2026-03-07' })])).toMatchObject([{ points: 0 }]);
    expect(await story.balance('2026-03-07')).toMatchObject({ available: 100 });
  });

  test('counts first when the order rises again: it never earns twice', async () => {
    const story = await policed('within-balance');
    await spent(story);
    await story.settle([order({ orderId: '1', netMinor: 0, seen: '2026-03-05' })]);
    // 8 were taken, 40 left: they cover a rise to 20. When all 48 are due again, 8 come anew.
    expect(await story.settle([order({ orderId: '1', netMinor: 10_00, seen: '2026-03-05T18:00:00Z' })])).toMatchObject([{ points: 0 }]);
    expect(await story.settle([order({ orderId: '1', netMinor: 24_00, seen: '2026-03-06' })])).toMatchObject([{ points: 8 }]);
    expect(await story.settle([order({ orderId: '1', netMinor: 30_00, seen: '2026-03-07' })])).toMatchObject([{ points: 12 }]);
    expect(await story.balance('2026-03-07')).toMatchObject({ available: 20 });
  });

  test.each(['never', 'pending-only', 'within-balance'] as const)(
    '%s: stays with a customer whom the order comes back to, once',
    async (policy) => {
      const story = await policed(policy);
      await spent(story);
      await story.settle([order({ orderId: '1', customerId: '102', netMinor: 24_00, seen: '2026-03-05' })]);
      await story.settle([order({ orderId: '1', netMinor: 24_00, seen: '2026-03-06' })]);
      // 48 were given and 40 of them spent, whatever happened in between.
      expect(await story.balance('2026-03-06')).toMatchObject({ available: 8, debt: 0 });
      await story.audit();
    },
  );
});
