import type { Context } from '../context.ts';
import { calendarOf } from '../core/calendar.ts';
import { LaurelError } from '../core/errors.ts';
import type { Day } from '../core/time.ts';
import {
  definitionSchema,
  estimate,
  firstOrder,
  readDefinition,
  type CartEstimate,
  type Definition,
  type EstimateCart,
} from '../program/index.ts';

/** A cart whose points a draft's reader wants to see. */
export interface ExampleCart extends Pick<EstimateCart, 'lines' | 'channel' | 'customerTags' | 'shippingMinor' | 'dutiesMinor'> {
  readonly tierId: string;
  /** What the amounts are in; absent: the programme's. */
  readonly currency?: string | undefined;
  /** Shop-local; absent: today. */
  readonly day?: Day | undefined;
}

export interface ExamplesRequest {
  readonly definition: unknown;
  readonly carts: readonly ExampleCart[];
}

/**
 * What first orders would earn by a draft, by the very function that grants it. A draft may have problems that stand in the way of
 * publishing it, but has to be whole. Stores nothing. Throws `invalid_program` with the problems, and `invalid_request`.
 */
export function examplesOf(ctx: Context, { definition: draft, carts }: ExamplesRequest): { examples: CartEstimate[] } {
  const definition = wholeDraft(ctx, draft);
  const today = calendarOf(ctx.shop.timeZone).dayOf(ctx.now);
  return {
    examples: carts.map((cart) =>
      estimate(definition, tierIdOf(definition, cart), asPaid(definition, cart), firstOrder(cart.day ?? today), 'en'),
    ),
  };
}

function wholeDraft(ctx: Context, draft: unknown): Definition {
  const parsed = definitionSchema.safeParse(draft);
  if (parsed.success && parsed.data.currency === ctx.shop.currency) return parsed.data;
  const read = readDefinition(draft, ctx.shop);
  const problems = 'problems' in read ? read.problems : [];
  throw new LaurelError('invalid_program', 'examples of a draft that is not whole', {
    publicMessage: `Examples need a whole draft: ${problems[0]?.message ?? ''}`,
    details: { problems },
  });
}

function tierIdOf({ tiers }: Definition, { tierId }: ExampleCart): string {
  if (tiers.some(({ id }) => id === tierId)) return tierId;
  throw new LaurelError('invalid_request', `no tier ${tierId}`, { publicMessage: `The draft has no tier “${tierId}”.` });
}

/** In another currency an amount stands for what was paid in it; what that is worth to the shop nobody can know here. */
function asPaid(definition: Definition, { tierId, currency = definition.currency, ...cart }: ExampleCart): EstimateCart {
  if (currency === definition.currency) return cart;
  const tier = definition.tiers.find(({ id }) => id === tierId);
  if (tier?.rateIn?.[currency] === undefined) {
    const publicMessage = `${tier?.name ?? tierId} has no rate for ${currency}: orders paid in it earn on their amounts in ${definition.currency}.`;
    throw new LaurelError('invalid_request', `no rate for ${currency}`, { publicMessage });
  }
  const lines = cart.lines.map((line) => ({ ...line, paidNetMinor: line.netMinor, paidTaxMinor: line.taxMinor }));
  return { ...cart, lines, paidCurrency: currency };
}
