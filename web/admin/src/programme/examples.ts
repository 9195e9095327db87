import type { Definition } from '@laurel/server/api';
import type { Examples } from '../api.ts';
import { placeName, type Path } from '../form/json.ts';
import type { Notes } from '../form/place.ts';
import { currencyDigits, money, points } from '../words/numbers.ts';

/** An order that shows what a field of the definition means, and where it is told. */
export interface Example {
  readonly place: string;
  readonly cart: Cart;
}

type Cart = Examples['carts'][number];
type Line = Cart['lines'][number];
type Match = NonNullable<NonNullable<Definition['earning']['exclude']>['lines']>;

/** As many as the server answers at once. */
const EXAMPLES_MAX = 50;

/** One order for each tier's rate, and one for each rule and campaign that gives more, in the highest tier it is for. */
export function examplesFor({ currency, tiers, earning, campaigns = [] }: Definition): Example[] {
  const orderMinor = exampleOrderMinor(currency);
  const top = tiers.at(-1)?.id ?? '';
  const of = (path: Path, tierId: string, line: Partial<Line> = {}, order: Partial<Cart> = {}): Example => ({
    place: placeName(path),
    cart: { tierId, lines: [{ netMinor: orderMinor, quantity: 1, giftCard: false, ...line }], ...order },
  });
  const ofTiers = tiers.map(({ id }, index) => of(['tiers', index, 'pointsPerMajorUnit'], id));
  const ofRules = earning.rules.flatMap((rule, index) => {
    const at = (field: string, line: Partial<Line>, order?: Partial<Cart>) => [of(['earning', 'rules', index, field], top, line, order)];
    if (rule.kind === 'line-factor') return at('factorHundredths', lineOf(rule.match));
    if (rule.kind === 'line-points') return at('points', lineOf(rule.match));
    if (rule.kind === 'channel-factor') return at('factorHundredths', {}, { channel: rule.channels[0] ?? '' });
    return rule.kind === 'subscription-factor' ? at('factorHundredths', { subscription: true }) : [];
  });
  const ofCampaigns = campaigns.map(({ effect, audience, from }, index) => {
    const factor = effect.kind === 'factor';
    const tierId = audience?.tiers?.at(-1) ?? top;
    const order = { day: from, ...(audience?.customerTags !== undefined && { customerTags: audience.customerTags.slice(0, 1) }) };
    const line = factor ? lineOf(effect.match ?? {}) : { netMinor: Math.max(orderMinor, effect.minimumOrderMinor) };
    return of(['campaigns', index, 'effect', factor ? 'factorHundredths' : 'points'], tierId, line, order);
  });
  return [...ofTiers, ...ofRules, ...ofCampaigns].slice(0, EXAMPLES_MAX);
}

/** What is only given now and then would hide what every order earns. */
export function everyOrder(definition: Definition): Definition {
  const now = ['first-order', 'order-milestone', 'spend-milestone'];
  return { ...definition, earning: { ...definition.earning, rules: definition.earning.rules.filter(({ kind }) => !now.includes(kind)) } };
}

/** "An order of $48.00 in Gold earns 192 points." at each example's field. */
export function exampleNotes(definition: Definition, examples: readonly Example[], answers: readonly { readonly points: number }[]): Notes {
  return new Map(
    examples.flatMap(({ place, cart }, index): [string, string][] => {
      const answer = answers[index];
      const tier = definition.tiers.find(({ id }) => id === cart.tierId);
      if (answer === undefined || tier === undefined) return [];
      const orderMinor = cart.lines.reduce((sum, { netMinor }) => sum + netMinor, 0);
      return [[place, `An order of ${money(orderMinor, definition.currency)} in ${tier.name} earns ${points(answer.points)}.`]];
    }),
  );
}

/** The order the examples speak of: 48 in most currencies, ¥4,800 where there are no decimals. */
export function exampleOrderMinor(currency: string): number {
  return currencyDigits(currency) === 3 ? 48_000 : 4_800;
}

function lineOf({ products, collections, tags, vendors }: Match): Partial<Line> {
  return {
    ...(products !== undefined && { productId: products[0] }),
    ...(collections !== undefined && { collections: collections.slice(0, 1) }),
    ...(tags !== undefined && { tags: tags.slice(0, 1) }),
    ...(vendors !== undefined && { vendor: vendors[0] }),
  };
}
