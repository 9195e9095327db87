import type { LineFacts } from '../../core/facts.ts';
import { currencyDigits, minor } from '../../core/money.ts';
import type { Campaign, EarningRule } from '../definition/earning.ts';
import { defaultDefinition, type Definition, type Tier } from '../definition.ts';
import { firstOrder, type EarnContext } from '../earn-context.ts';
import { earn, termsOf, type Award, type EarnFacts } from '../earn.ts';

/** What a case says of its programme; the tiers earn 2, 4 and 6 points a dollar, rounded down, unless it says otherwise. */
export interface Promised {
  readonly currency?: string;
  /** Of the first tier; the second earns twice as much, the third three times. */
  readonly rate?: number;
  readonly rateIn?: NonNullable<Tier['rateIn']>;
  readonly rules?: readonly EarningRule[];
  readonly campaigns?: readonly Campaign[];
  readonly earning?: Partial<Definition['earning']>;
}

/** A programme that promises what a case says. */
export function programme({ currency = 'USD', rate = 2, rateIn, rules = [], campaigns, earning }: Promised = {}): Definition {
  const definition = defaultDefinition(currency);
  return {
    ...definition,
    tiers: definition.tiers.map((tier, i) => ({ ...tier, pointsPerMajorUnit: rate * (i + 1), ...(rateIn && { rateIn }) })),
    earning: { ...definition.earning, ...earning, rules: [{ id: 'purchase', kind: 'purchase' }, ...rules] },
    ...(campaigns && { campaigns: [...campaigns] }),
  };
}

/** What an order earns in the first tier, on 15 March 2026 and as a first order, unless said otherwise. */
export function earned(definition: Definition, facts: EarnFacts, soFar: Partial<EarnContext> = {}, tierId = 'fan'): Award {
  const tier = definition.tiers.find(({ id }) => id === tierId);
  if (!tier) throw new Error(`no tier ${tierId}`);
  return earn(facts, termsOf(definition, tier, { ...firstOrder('2026-03-15'), ...soFar }));
}

/**
 * An order in a line: `10.00 tax:2.00 + 5.00 tip | shipping:4.00`. Lines are numbered from 1; "×3" is a quantity; amounts are net and
 * in major units, those of the order behind the bar.
 */
export function cart(text: string, currency = 'USD'): EarnFacts {
  const [lines = '', rest = ''] = text.split('|').map((part) => part.trim());
  const amount = (digits: string) => minor(Math.round(Number(digits) * 10 ** currencyDigits(currency)));
  return {
    currency,
    unexplainedRefundMinor: minor(0),
    ...sayings(rest, (name, value) => orderWords[name]?.(value, amount)),
    lines: lines === '' ? [] : lines.split(' + ').map((line, i) => cartLine(line, i, amount)),
  };
}

type Amount = (digits: string) => ReturnType<typeof minor>;
type Words<T> = Readonly<Record<string, (value: string, amount: Amount) => Partial<T>>>;

function cartLine(text: string, i: number, amount: Amount): LineFacts {
  const [price = '', ...words] = text.trim().split(' ');
  const line = {
    lineId: String(i + 1),
    productId: undefined,
    title: 'Tint',
    quantity: 1,
    giftCard: false,
    tip: false,
    netMinor: amount(price),
  };
  return { ...line, ...sayings(words.join(' '), (name, value) => lineWords[name]?.(value, amount)) };
}

const lineWords: Words<LineFacts> = {
  'gift-card': () => ({ giftCard: true }),
  tip: () => ({ tip: true }),
  sale: () => ({ onSale: true }),
  code: () => ({ byCode: true }),
  subscribed: () => ({ subscription: true }),
  '×': (count) => ({ quantity: Number(count) }),
  product: (productId) => ({ productId }),
  collection: (id) => ({ collections: [id] }),
  tag: (tag) => ({ tags: ['other', tag] }),
  vendor: (vendor) => ({ vendor }),
  tax: (value, amount) => ({ taxMinor: amount(value) }),
  paid: (value, amount) => ({ paidNetMinor: amount(value) }),
  'paid-tax': (value, amount) => ({ paidTaxMinor: amount(value) }),
};

const orderWords: Words<EarnFacts> = {
  'by-hand': (value, amount) => ({ unexplainedRefundMinor: amount(value) }),
  shipping: (value, amount) => ({ shippingMinor: amount(value) }),
  duties: (value, amount) => ({ dutiesMinor: amount(value) }),
  channel: (channel) => ({ channel }),
  customer: (tag) => ({ customerTags: ['other', tag] }),
  in: (paidCurrency) => ({ paidCurrency }),
};

function sayings<T>(text: string, meaning: (name: string, value: string) => Partial<T> | undefined): Partial<T> {
  return Object.assign(
    {},
    ...text
      .split(' ')
      .filter(Boolean)
      .map((word) => {
        const [name = '', value = ''] = word.startsWith('×') ? ['×', word.slice(1)] : word.split(':');
        const said = meaning(name, value);
        if (!said) throw new Error(`a cart does not say “${word}”`);
        return said;
      }),
  ) as Partial<T>;
}
