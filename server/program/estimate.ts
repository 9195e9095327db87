import { assert } from '../core/assert.ts';
import type { LineFacts } from '../core/facts.ts';
import { minor } from '../core/money.ts';
import type { Definition, Tier } from './definition.ts';
import type { EarnContext } from './earn-context.ts';
import { earn, termsOf, type Award } from './earn.ts';
import { reasonText } from './words/reason-text.ts';
import { spokenFor, type Spoken } from './words/say.ts';

type LinesSay = Pick<LineFacts, 'vendor' | 'tags' | 'collections' | 'onSale' | 'byCode' | 'subscription'>;

/** A line of a cart that is not yet an order; what it does not say does not hold. */
export type EstimateLine = { readonly [K in keyof LinesSay]?: LinesSay[K] | undefined } & {
  readonly productId?: string | undefined;
  readonly title?: string | undefined;
  readonly quantity?: number | undefined;
  readonly netMinor: number;
  readonly taxMinor?: number | undefined;
  readonly paidNetMinor?: number | undefined;
  readonly paidTaxMinor?: number | undefined;
  readonly giftCard: boolean;
};

/** A cart in the programme's currency. */
export interface EstimateCart {
  readonly lines: readonly EstimateLine[];
  readonly channel?: string | undefined;
  readonly customerTags?: readonly string[] | undefined;
  readonly shippingMinor?: number | undefined;
  readonly dutiesMinor?: number | undefined;
  readonly paidCurrency?: string | undefined;
}

export interface CartEstimate {
  readonly points: number;
  readonly tierName: string;
  readonly pointsPerMajorUnit: number;
  /** Every reason in words, those that give nothing too; their points sum to the estimate. */
  readonly lines: { readonly points: number; readonly text: string }[];
}

/**
 * What a cart would earn in a tier, by the very function that grants it; without a tier, or in one the programme no longer has: in
 * the first. The reasons are in the locale's words, or in English.
 */
export function estimate(
  definition: Definition,
  tierId: string | undefined,
  cart: EstimateCart,
  context: EarnContext,
  locale: string,
): CartEstimate {
  const tier = tierOf(definition, tierId);
  return {
    tierName: tier.name,
    pointsPerMajorUnit: tier.pointsPerMajorUnit,
    ...inWords(earn(cartFacts(definition, cart), termsOf(definition, tier, context)), definition, cart, locale),
  };
}

const itemWord: Readonly<Record<Spoken, string>> = {
  en: 'Item',
  de: 'Artikel',
  fr: 'Article',
  es: 'Artículo',
  ja: '商品',
  th: 'สินค้า',
  'zh-TW': '商品',
};

function inWords(
  { points, reasons }: Award,
  definition: Definition,
  cart: EstimateCart,
  locale: string,
): Pick<CartEstimate, 'points' | 'lines'> {
  const title = (lineId: string) => cart.lines[Number(lineId)]?.title ?? `${itemWord[spokenFor(locale)]} ${Number(lineId) + 1}`;
  const names = { currency: definition.currency, definition, title };
  return { points, lines: reasons.map((reason) => ({ points: reason.points, text: reasonText(reason, names, locale) ?? reason.rule })) };
}

/** The cart as an order that was placed just so. */
export function cartFacts({ currency }: Definition, cart: EstimateCart): Parameters<typeof earn>[0] {
  const { channel, customerTags, shippingMinor, dutiesMinor, paidCurrency } = cart;
  return said<Parameters<typeof earn>[0]>({
    currency,
    lines: cart.lines.map(lineFacts),
    unexplainedRefundMinor: minor(0),
    channel,
    customerTags,
    shippingMinor,
    dutiesMinor,
    paidCurrency,
  });
}

function lineFacts({ title: _title, ...line }: EstimateLine, i: number): LineFacts {
  return said<LineFacts>({ ...line, lineId: String(i), productId: line.productId, title: '', quantity: line.quantity ?? 1, tip: false });
}

/** Facts leave out what is not known. */
function said<T>(facts: Record<keyof T & string, unknown> | Record<string, unknown>): T {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as T;
}

/** The tier of that id; the first when there is none of it. */
export function tierOf(definition: Definition, tierId: string | undefined): Tier {
  const tier = definition.tiers.find((candidate) => candidate.id === tierId) ?? definition.tiers[0];
  assert(tier, 'a programme has a tier');
  return tier;
}
