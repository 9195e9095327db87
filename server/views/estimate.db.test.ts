import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minor } from '../core/money.ts';
import { testDb, type TestDb } from '../db/testing.ts';
import { order, tell, type Story } from '../orders/testing.ts';
import { defaultDefinition, type Definition } from '../program/index.ts';
import { programme } from '../program/testing/cases.ts';
import { anyOrder, anyProgramme } from '../program/testing/random.ts';
import { contextOf } from './earn-context.ts';
import { estimateFor } from './estimate.ts';
import { examplesOf } from './examples.ts';
import { memberHistory } from './member-history.ts';

let t: TestDb;
beforeAll(async () => {
  t = await testDb();
});
afterAll(() => t.close());

const march = { name: 'March', from: '2026-03-01', to: '2026-03-31' };
const rich = programme({
  rules: [{ id: 'lips', name: 'Lips', nameIn: { de: 'Lippen' }, kind: 'line-factor', match: { tags: ['lips'] }, factorHundredths: 150 }],
  campaigns: [{ id: 'double', ...march, effect: { kind: 'factor', factorHundredths: 200 }, capPerMember: 60 }],
  earning: { rounding: 'half-up', roundingPer: 'line', include: { shipping: true }, caps: { day: 150 } },
});
const shopWith = async (definition: Definition): Promise<Story> => tell(t, await t.shop({ definition }));
const soFar = async (story: Story, at: string, definition = rich) =>
  t.db.read(story.shop.id, async (tx) => contextOf(tx, story.context(at), await story.memberOf(), definition));

describe('what a member did before an order of now', () => {
  test('orders, spend, points of the shop’s day and month, and of campaigns; from the orders as they now are', async () => {
    const story = await shopWith(rich);
    await story.settle([order({ orderId: '1', at: '2026-02-20', netMinor: 100_00 })]);
    await story.settle([order({ orderId: '2', at: '2026-03-02', netMinor: 5_00 })]);
    // In New York still the 9th.
    await story.settle([order({ orderId: '3', at: '2026-03-10T03:30:00Z', netMinor: 3_00 })]);
    await story.settle([order({ orderId: '4', at: '2026-03-10', netMinor: 7_00, customerTags: ['VIP'] })]);
    const context = { day: '2026-03-10', ordersBefore: 4, spentBeforeMinor: 115_00, earnedThatDay: 28, earnedThatMonth: 60 };
    expect(await soFar(story, '2026-03-10T20:00:00Z')).toEqual({
      context: { ...context, campaignPoints: { double: 30 } },
      customerTags: ['VIP'],
    });

    await story.settle([order({ orderId: '4', at: '2026-03-10', netMinor: 2_00, seen: '2026-03-11' })]);
    expect((await soFar(story, '2026-03-11')).context).toEqual({
      day: '2026-03-11',
      ordersBefore: 4,
      spentBeforeMinor: 110_00,
      earnedThatDay: 0,
      earnedThatMonth: 40,
      campaignPoints: { double: 20 },
    });
  });

  test('an order that was cancelled does not count', async () => {
    const story = await shopWith(rich);
    await story.settle([order({ orderId: '1' })]);
    await story.settle([order({ orderId: '1', cancelled: '2026-03-02', seen: '2026-03-02' })]);
    const { context } = await soFar(story, '2026-03-02');
    expect(context).toMatchObject({ ordersBefore: 0, spentBeforeMinor: 0, earnedThatMonth: 0 });
  });

  test('without a member there is none', async () => {
    const story = await shopWith(rich);
    const context = { day: '2026-03-02', ordersBefore: 0, spentBeforeMinor: 0, earnedThatDay: 0, earnedThatMonth: 0, campaignPoints: {} };
    expect(await t.db.read(story.shop.id, (tx) => contextOf(tx, story.context('2026-03-02'), undefined, rich))).toEqual({
      context,
      customerTags: undefined,
    });
  });
});

describe('the estimate', () => {
  test('of a first cart is what the order then earns', async () => {
    const story = await shopWith(rich);
    const lines = [
      { netMinor: 10_25, giftCard: false, tags: ['Lips'], quantity: 2 },
      { netMinor: 7_77, giftCard: false },
    ];
    const told = await estimateFor(story.context('2026-03-05'), undefined, { currency: 'USD', lines, shippingMinor: 4_90 });
    const [settled] = await story.settle([
      order({ at: '2026-03-05', lines: lines.map((line) => ({ ...line, netMinor: minor(line.netMinor) })), shippingMinor: minor(4_90) }),
    ]);
    expect(settled).toMatchObject({ outcome: 'settled', points: told.points });
    expect(told.points).toBeGreaterThan(80);
  });

  test('is what the order then earns, whatever the member did before: milestones, campaigns and caps', { timeout: 60_000 }, async () => {
    const moments = ['2026-03-05', '2026-03-05T19:00:00Z', '2026-03-06', '2026-04-02'];
    const histories = anyProgramme.chain((definition) =>
      fc.record({ definition: fc.constant(definition), carts: fc.tuple(...moments.map(() => anyOrder(definition.currency))) }),
    );
    await fc.assert(
      fc.asyncProperty(histories, async ({ definition, carts }) => {
        const story = tell(t, await t.shop({ currency: definition.currency, definition }));
        for (const [i, { unexplainedRefundMinor: _, customerTags: __, lines, ...cart }] of carts.entries()) {
          const at = moments[i] ?? '';
          const bought = { ...cart, lines: lines.filter(({ tip }) => !tip) };
          const told = await estimateFor(story.context(at), i === 0 ? undefined : await story.memberOf(), bought);
          const [settled] = await story.settle([order({ ...bought, orderId: String(i + 1), at })]);
          expect(settled).toMatchObject({ outcome: 'settled', points: told.points });
        }
      }),
      { numRuns: 25 },
    );
  });

  test('knows what is left of caps, and says so', async () => {
    const story = await shopWith(rich);
    await story.settle([order({ at: '2026-03-05', netMinor: 20_00 })]);
    const cart = { currency: 'USD', lines: [{ netMinor: 40_00, giftCard: false, title: 'Tint' }] };
    const told = await estimateFor(story.context('2026-03-05T20:00:00Z'), await story.memberOf(), cart);
    expect(told).toMatchObject({
      points: 70,
      lines: [
        { points: 80, text: 'Tint: $40.00 × 2 points per $1' },
        { points: 20, text: 'March: 2× on $40.00; each member gets at most 60 points of it and had 40 before' },
        { points: -30, text: 'No more than 150 points a day; 80 were earned before' },
      ],
    });
  });

  test('is refused in a currency that points are not counted in', async () => {
    const story = await shopWith(rich);
    await expect(estimateFor(story.context('2026-03-05'), undefined, { currency: 'EUR', lines: [] })).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });
});

test('the history is told in the reader’s language, with the titles of the order and the names of its version', async () => {
  const story = await shopWith(rich);
  await story.settle([order({ lines: [{ netMinor: minor(10_00), title: 'Tint', tags: ['lips'] }] })]);
  await story.settle([
    order({ lines: [{ netMinor: minor(10_00), title: 'Tint', tags: ['lips'] }], seen: '2026-03-02', cancelled: '2026-03-02' }),
  ]);
  const read = async (locale: string) => {
    const { entries } = await memberHistory(story.context('2026-03-02'), await story.memberOf(), 'member', undefined, locale);
    return entries.map(({ why }) => why.map(({ text, points }) => [text.replaceAll(/\s/g, ' '), points]));
  };
  expect(await read('en')).toEqual([
    [
      ['The order was cancelled', 0],
      ['Points of this order until now', -50],
    ],
    [
      ['Tint: $10.00 × 2 points per $1', 20],
      ['Lips: 1.5× on Tint', 10],
      ['March: 2× on $10.00', 20],
    ],
  ]);
  expect(await read('de-AT')).toEqual([
    [
      ['Die Bestellung wurde storniert', 0],
      ['Bisherige Punkte dieser Bestellung', -50],
    ],
    [
      ['Tint: 10,00 $ × 2 Punkte je 1 $', 20],
      ['Lippen: 1,5× auf Tint', 10],
      ['March: 2× auf 10,00 $', 20],
    ],
  ]);
});

describe('examples of a draft', () => {
  const line = { netMinor: 48_00, giftCard: false };
  const ask = async (definition: unknown, cart: object) => {
    const story = await shopWith(defaultDefinition('USD'));
    return examplesOf(story.context('2026-03-05'), { definition, carts: [{ tierId: 'pro', lines: [line], ...cart }] });
  };

  test('are counted by the draft, not by what is published', async () => {
    expect((await ask(rich, {})).examples).toMatchObject([
      { tierName: 'Pro', points: 150, lines: [{ points: 192 }, { points: 60 }, { points: -102 }] },
    ]);
    expect((await ask(rich, { day: '2026-04-01' })).examples).toMatchObject([{ points: 150, lines: [{ points: 192 }, { points: -42 }] }]);
  });

  test('in a currency of the tier', async () => {
    const draft = programme({ rateIn: { EUR: { points: 3, perMajorUnits: 1 } } });
    const [example] = (await ask(draft, { currency: 'EUR' })).examples;
    expect(example).toMatchObject({ points: 144, lines: [{ text: 'Item 1: €48.00 × 3 points per €1' }] });
  });

  test('a draft with problems is good enough', async () => {
    const twice = { ...rich, tiers: rich.tiers.map((tier) => ({ ...tier, name: 'Same' })) };
    expect((await ask(twice, {})).examples).toHaveLength(1);
  });

  test.each([
    ['a draft that is not whole', { ...rich, tiers: [] }, {}, 'invalid_program', /^Examples need a whole draft: At least 1 is needed\.$/],
    ['no draft at all', 'nonsense', {}, 'invalid_program', /^Examples need a whole draft: This has to be/],
    ['a draft in another currency', programme({ currency: 'EUR' }), {}, 'invalid_program', /count in USD too/],
    ['a tier that is not there', rich, { tierId: 'gold' }, 'invalid_request', /^The draft has no tier “gold”\.$/],
    ['a currency without a rate', rich, { currency: 'EUR' }, 'invalid_request', /^Pro has no rate for EUR/],
  ])('%s is refused in words', async (_title, draft, cart, code, publicMessage) => {
    await expect(ask(draft, cart)).rejects.toMatchObject({
      code,
      publicMessage: expect.stringMatching(publicMessage),
    });
  });
});
