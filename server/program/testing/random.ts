import fc from 'fast-check';
import type { LineFacts } from '../../core/facts.ts';
import { minor, type Minor } from '../../core/money.ts';
import type { LineMatch } from '../definition/common.ts';
import type { Campaign, EarningRule } from '../definition/earning.ts';
import type { Definition } from '../definition.ts';
import type { EarnContext } from '../earn-context.ts';
import type { EarnFacts } from '../earn.ts';
import { programme } from './cases.ts';

/* Few words, so that rules and lines often meet. */
const tag = fc.constantFrom('red', 'Blue', 'new');
const product = fc.constantFrom('1', '2', '3');
const channel = fc.constantFrom('web', 'pos');
const on = fc.constantFrom(true as const, undefined);

const points = fc.integer({ min: 1, max: 500 });
const factorHundredths = fc.oneof(fc.integer({ min: 101, max: 500 }), fc.constantFrom(150, 200, 10_000));
const match: fc.Arbitrary<LineMatch> = fc.oneof(
  tag.map((one) => ({ tags: [one] })),
  product.map((one) => ({ products: [one] })),
  fc.constant<LineMatch>({ vendors: ['Laurel'], collections: ['9'] }),
);

function rule(i: number): fc.Arbitrary<EarningRule> {
  const named = { id: fc.constant(`rule-${i}`), name: fc.constant(`Rule ${i}`) };
  return fc.oneof(
    fc.record({ ...named, kind: fc.constant('line-factor' as const), match, factorHundredths }),
    fc.record({ ...named, kind: fc.constant('line-points' as const), match, points }),
    fc.record({ ...named, kind: fc.constant('channel-factor' as const), channels: channel.map((one) => [one]), factorHundredths }),
    fc.record({ ...named, kind: fc.constant('subscription-factor' as const), factorHundredths }),
    fc.record({ ...named, kind: fc.constant('first-order' as const), points }),
    fc.record({
      ...named,
      kind: fc.constant('order-milestone' as const),
      orders: fc.integer({ min: 2, max: 4 }),
      every: fc.boolean(),
      points,
    }),
    fc.record({ ...named, kind: fc.constant('spend-milestone' as const), spendMinor: fc.integer({ min: 1, max: 20_000 }), points }),
  );
}

function campaign(i: number): fc.Arbitrary<Campaign> {
  return fc
    .record({
      id: fc.constant(`campaign-${i}`),
      name: fc.constant(`Campaign ${i}`),
      from: fc.constantFrom('2026-03-01', '2026-03-15', '2026-03-16'),
      to: fc.constantFrom('2026-03-15', '2026-03-31'),
      audience: fc.constantFrom(undefined, { tiers: ['fan'] }, { tiers: ['pro', 'icon'] }, { customerTags: ['red'] }),
      effect: fc.oneof(
        fc.record({ kind: fc.constant('factor' as const), factorHundredths, match: fc.option(match, { nil: undefined }) }),
        fc.record({ kind: fc.constant('bonus' as const), points, minimumOrderMinor: fc.integer({ min: 0, max: 5_000 }) }),
      ),
      capPerMember: fc.option(fc.integer({ min: 1, max: 300 }), { nil: undefined }),
    })
    .map((said) => stripped<Campaign>(said));
}

function several<T>(of: (i: number) => fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.integer({ min: 0, max: 4 }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => of(i))));
}

const earning = fc
  .record({
    perMajorUnits: fc.constantFrom(undefined, undefined, 5, 100),
    rounding: fc.constantFrom('down' as const, 'half-up' as const, 'up' as const),
    roundingPer: fc.constantFrom(undefined, 'order' as const, 'line' as const),
    include: fc.option(fc.record({ tax: on, shipping: on, duties: on, tips: on, giftCards: on }), { nil: undefined }),
    exclude: fc.option(
      fc.record({
        saleLines: on,
        codeLines: on,
        lines: fc.option(match, { nil: undefined }),
        customerTags: fc.constantFrom(undefined, ['new']),
        channels: fc.constantFrom(undefined, ['pos']),
      }),
      { nil: undefined },
    ),
    minimumOrderMinor: fc.constantFrom(undefined, undefined, 1_000),
    caps: fc.option(
      fc.record({
        order: fc.option(points, { nil: undefined }),
        day: fc.option(points, { nil: undefined }),
        month: fc.option(points, { nil: undefined }),
      }),
      { nil: undefined },
    ),
  })
  .map((said) => stripped<Partial<Definition['earning']>>(said));

/** A programme with a bit of everything. */
export const anyProgramme: fc.Arbitrary<Definition> = fc
  .record({
    currency: fc.constantFrom('USD', 'JPY', 'KWD'),
    rate: fc.oneof(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 333 })),
    rateIn: fc.option(fc.record({ EUR: fc.record({ points: fc.integer({ min: 0, max: 9 }), perMajorUnits: fc.constantFrom(1, 3) }) }), {
      nil: undefined,
    }),
    rules: several(rule),
    campaigns: several(campaign),
    earning,
  })
  .map((said) => programme(stripped(said)));

const amount = fc.oneof(
  fc.integer({ min: 0, max: 99_999 }),
  fc.integer({ min: -5, max: 30 }),
  fc.integer({ min: 1, max: 400 }).map((q) => q * 25),
);
const some = amount.map((one) => minor(Math.max(0, one)));

const anyLine: fc.Arbitrary<Omit<LineFacts, 'lineId'>> = fc
  .record({
    productId: fc.option(product, { nil: undefined }),
    title: fc.constant('Tint'),
    quantity: fc.integer({ min: 0, max: 5 }),
    netMinor: amount.map((one) => minor(one)),
    giftCard: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
    tip: fc.integer({ min: 0, max: 7 }).map((one) => one === 0),
    vendor: fc.constantFrom(undefined, 'laurel', 'Acme'),
    tags: fc.option(fc.array(tag, { maxLength: 2 }), { nil: undefined }),
    collections: fc.constantFrom(undefined, ['9']),
    onSale: on,
    byCode: on,
    subscription: on,
    taxMinor: fc.option(some, { nil: undefined }),
    paidNetMinor: fc.option(some, { nil: undefined, freq: 9 }),
    paidTaxMinor: fc.option(some, { nil: undefined }),
  })
  .map((said) => ({ ...stripped<Omit<LineFacts, 'lineId'>>(said), productId: said.productId }));

/** An order in the currency of a programme, with what a shop can send. */
export function anyOrder(currency: string): fc.Arbitrary<EarnFacts> {
  return fc
    .record({
      lines: fc.array(anyLine, { maxLength: 5 }),
      unexplainedRefundMinor: fc.oneof({ weight: 2, arbitrary: fc.constant(0 as Minor) }, some),
      channel: fc.option(channel, { nil: undefined }),
      customerTags: fc.option(fc.array(tag, { maxLength: 2 }), { nil: undefined }),
      shippingMinor: fc.option(some, { nil: undefined }),
      dutiesMinor: fc.option(some, { nil: undefined }),
      paidCurrency: fc.constantFrom(undefined, 'EUR', 'GBP'),
    })
    .map(({ lines, ...said }) =>
      stripped<EarnFacts>({ currency, ...said, lines: lines.map((line, i) => ({ ...line, lineId: String(i + 1) })) }),
    );
}

/** What a member may have done before. */
export const anyContext: fc.Arbitrary<EarnContext> = fc.record({
  day: fc.constantFrom('2026-03-14', '2026-03-15', '2026-03-31', '2026-04-01'),
  ordersBefore: fc.integer({ min: 0, max: 5 }),
  spentBeforeMinor: fc.integer({ min: 0, max: 20_000 }),
  earnedThatDay: fc.integer({ min: 0, max: 600 }),
  earnedThatMonth: fc.integer({ min: 0, max: 900 }),
  campaignPoints: fc.constantFrom({}, { 'campaign-0': 10 }, { 'campaign-0': 400, 'campaign-1': 5 }),
});

/** A case: a programme, an order in its currency, and what was before. */
export const anyCase = anyProgramme.chain((definition) =>
  fc.record({ definition: fc.constant(definition), facts: anyOrder(definition.currency), context: anyContext }),
);

/** Without what is undefined. */
function stripped<T>(said: object): T {
  return Object.fromEntries(
    Object.entries(said)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, isPlain(value) ? stripped(value) : value]),
  ) as T;
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
