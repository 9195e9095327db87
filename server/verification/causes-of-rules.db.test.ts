import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minor } from '../core/money.ts';
import { testDb, type TestDb } from '../db/testing.ts';
import { order, tell, type Story } from '../orders/testing.ts';
import type { Definition, EarnFacts } from '../program/index.ts';
import { cart, programme } from '../program/testing/cases.ts';
import { anyOrder, anyProgramme } from '../program/testing/random.ts';
import { checkCauses } from './causes.ts';
import { tamper } from './testing.ts';

let t: TestDb;
beforeAll(async () => {
  t = await testDb();
});
afterAll(() => t.close());

const found = async (story: Story) =>
  (await checkCauses(story.context('2027-06-01'), 100)).differences.map(
    ({ what, stored, derived }) => `${what}: ${stored}, should be ${derived}`,
  );

/** Under programmes with a bit of everything; each order is told in a few states, one after the other. */
test('by every rule, every posting’s number follows from its cause, whatever becomes of the orders', { timeout: 60_000 }, async () => {
  const histories = anyProgramme.chain((definition) =>
    fc.record({
      definition: fc.constant(definition),
      orders: fc.array(fc.array(anyOrder(definition.currency), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(histories, async ({ definition, orders }) => {
      const story = tell(t, await t.shop({ currency: definition.currency, definition }));
      for (const [state, day] of ['2026-03-16', '2026-03-20', '2026-03-25'].entries()) {
        const snapshots = orders.flatMap((states, i) => {
          const facts = states[state];
          return facts ? [order({ ...facts, orderId: String(i + 1), at: '2026-03-15', seen: day })] : [];
        });
        if (snapshots.length > 0) await story.settle(snapshots);
      }
      await story.audit();
    }),
    { numRuns: 25 },
  );
});

test('by every rule, several partial refunds come to what one would', { timeout: 60_000 }, async () => {
  const refunded = anyProgramme.chain((definition) =>
    fc.record({
      definition: fc.constant(definition),
      facts: anyOrder(definition.currency),
      left: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 4 }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(refunded, async ({ definition, facts, left }) => {
      const states = left.toSorted((a, b) => b - a).map((percent, i) => order({ ...partOf(facts, percent), seen: `2026-03-0${i + 2}` }));
      const [inParts, atOnce] = [await shopOf(definition), await shopOf(definition)];
      for (const state of [order(facts), ...states]) await inParts.settle([state]);
      for (const state of [order(facts), ...states.slice(-1)]) await atOnce.settle([state]);
      expect(await inParts.balance('2026-03-20')).toEqual(await atOnce.balance('2026-03-20'));
    }),
    { numRuns: 25 },
  );
});

const shopOf = async (definition: Definition) => tell(t, await t.shop({ currency: definition.currency, definition }));

/** What is left of an order when all but so much of every line was returned. */
function partOf(facts: EarnFacts, percent: number): EarnFacts {
  const part = (amount: number) => Math.floor((amount * percent) / 100);
  const lines = facts.lines.map((line) => ({
    ...line,
    quantity: part(line.quantity),
    netMinor: minor(part(line.netMinor)),
    ...(line.taxMinor !== undefined && { taxMinor: minor(part(line.taxMinor)) }),
    ...(line.paidNetMinor !== undefined && { paidNetMinor: minor(part(line.paidNetMinor)) }),
  }));
  return { ...facts, lines };
}

describe('a cause that does not give the number is found, by every rule', () => {
  const march = { name: 'March', from: '2026-03-01', to: '2026-03-31' };
  const promised = programme({
    rules: [
      { id: 'lips', name: 'Lips', kind: 'line-factor', match: { tags: ['lips'] }, factorHundredths: 150 },
      { id: 'fifty', name: 'Fifty', kind: 'line-points', match: { tags: ['lips'] }, points: 50 },
      { id: 'hello', name: 'Hello', kind: 'first-order', points: 100 },
      { id: 'grand', name: 'Grand', kind: 'spend-milestone', spendMinor: 40_00, points: 70 },
    ],
    campaigns: [
      { id: 'double', ...march, effect: { kind: 'factor', factorHundredths: 200 }, capPerMember: 60 },
      { id: 'bonus', ...march, audience: { tiers: ['fan'] }, effect: { kind: 'bonus', points: 25, minimumOrderMinor: 20_00 } },
    ],
    earning: { include: { shipping: true }, caps: { order: 400 } },
  });
  /*
   * 0 purchase 60, 1 purchase 20, 2 shipping 8 (4.20), 3 lips 31, 4 double 60 of 88, 5 rounding, 6 fifty 2 × 50, 7 hello 100, 8 grand 70,
   * 9 bonus 25, 10 the order's cap −74: 400.
   */
  const bought = cart('30.20 tag:lips ×2 + 10.00 | shipping:4.20');
  const cause = (path: string, value: string) => `jsonb_set(cause, '{reasons,${path}}', '${value}')`;

  test.each<[title: string, changed: string, finding: string]>([
    [
      'points of shipping',
      cause('2,points', '9'),
      'the points of line 3 in its cause do not follow from base, rate and rounding: 9, should be 8',
    ],
    ['a factor', cause('3,factor', '300'), 'the factor of “lips” is not the programme’s: 300, should be 150'],
    ['points of a factor', cause('3,points', '32'), 'the points of “lips”: 32, should be 31'],
    ['what a factor is about', cause('3,lineIds', '["1","2"]'), 'what “lips” is about: 3020, should be 4020'],
    ['a factor on the whole order', `cause #- '{reasons,3,lineIds}'`, '“lips” is not about what the programme says: 0, should be 0'],
    ['a campaign that was over', cause('4,day', '"2026-04-01"'), 'the campaign “double” was not on for this order: 60, should be 0'],
    ['a campaign nobody published', cause('4,id', '"triple"'), 'the campaign “triple” was not on for this order: 60, should be 0'],
    ['more than a campaign’s cap', cause('4,points', '61'), 'the points of “double”: 61, should be 60'],
    ['another cap', cause('4,capPerMember', '70'), 'the cap of “double”: 70, should be 60'],
    ['what was given before', cause('4,givenBefore', '10'), 'the points of “double”: 60, should be 50'],
    ['what was rounded', cause('5,rest', '1'), 'what was rounded'],
    ['points for more units', cause('6,quantity', '3'), 'the points of “fifty”: 100, should be 150'],
    ['units of a line that is not there', cause('6,lineId', '"7"'), 'the points of “fifty”: 100, should be 0'],
    ['more for a first order', cause('7,points', '101'), 'the points of “hello”: 101, should be 100'],
    [
      'the same twice',
      cause('8', '{"rule": "first-order", "id": "hello", "points": 100}'),
      '“hello” is counted twice in its cause: 100, should be 0',
    ],
    ['spend that reaches nothing', cause('8,spendMinor', '100'), 'the points of “grand”: 70, should be 0'],
    ['a bonus for too small an order', cause('9,baseMinor', '1999'), 'what “bonus” would give: 25, should be 0'],
    ['a bonus for another tier', `jsonb_set(cause, '{tierId}', '"pro"')`, 'the rate in its cause is not its tier’s: 2, should be 4'],
    ['a cap', cause('10,most', '500'), 'the cap of the order in its cause is not the programme’s: 500, should be 400'],
    ['what a cap takes off', cause('10,points', '-70'), 'what the cap of the order takes off: -70, should be -74'],
    ['no cap where there is one', `cause #- '{reasons,10}'`, 'points by its cause are more than one order may earn: 474, should be 400'],
    [
      'gift cards that should count not at all',
      cause('2', '{"rule": "on-sale", "lineId": "3", "points": 0}'),
      'the programme does not say “on-sale”: 0, should be 0',
    ],
  ])('%s', async (_title, changed, finding) => {
    const story = tell(t, await t.shop({ definition: promised }));
    await story.settle([order({ ...bought, at: '2026-03-15' })]);
    expect(await found(story)).toEqual([]);
    expect((await story.balance('2026-03-15')).available).toBe(400);
    await tamper(t, 'posting', `update posting set cause = ${changed} where shop_id = $1 and no = 1`, [story.shop.id]);
    const [first, ...others] = await found(story);
    expect(others).toEqual([]);
    expect(first).toContain(`posting 1: ${finding}`);
  });
});
