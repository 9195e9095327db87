import type { Context } from './context.ts';
import type { Buyer } from './core/buyer.ts';
import { LaurelError } from './core/errors.ts';
import type { FactsNeeded, OrderFacts } from './core/facts.ts';
import type { Deps } from './http/deps.ts';
import { settle, type SettleResult } from './orders/index.ts';
import { factsNeeded, programVersions } from './program/index.ts';
import { claimForOrders, inviteLater, keepTraces, tracesOf, type FirstSettled } from './referrals/index.ts';
import { fetchOrders, type InstalledShop } from './shopify/index.ts';

export interface Taken {
  readonly facts: readonly OrderFacts[];
  readonly results: readonly SettleResult[];
}

/**
 * Asks Shopify for orders as they stand now, and settles them: what their buyers are known by is kept hashed before, and whom somebody
 * brought is noted after. All of it may be repeated. Throws `shopify_unavailable`, and `unavailable` for an order Shopify announced a
 * moment before it can be read, unless `mayMiss`.
 */
export async function takeOrders(
  deps: Deps,
  shop: InstalledShop,
  ctx: Context,
  orderIds: readonly string[],
  { mayMiss }: { readonly mayMiss: boolean },
): Promise<Taken> {
  const buyers: Buyer[] = [];
  const facts = await fetchOrders(deps.admin.of(shop), orderIds, await neededOf(ctx), (buyer) => buyers.push(buyer));
  const known = new Set(facts.map((order) => order.orderId));
  const unknown = orderIds.find((id) => !known.has(id));
  if (unknown !== undefined && !mayMiss) throw new LaurelError('unavailable', `Shopify does not know order ${unknown}`);
  await keepTraces(
    ctx,
    deps.secrets,
    buyers.map((buyer) => ({ orderId: buyer.orderId, traces: tracesOf(buyer) })),
  );
  const emailHash = (email: string): string => deps.secrets.hmac('email', email).toString('hex');
  const results = await settle(ctx, facts, { emailHash });
  await claimForOrders(ctx, facts, buyers, emailHash);
  await inviteLater(ctx, firstOrders(facts, results));
  return { facts, results };
}

/** Who ordered for the first time that we know of, is asked to bring a friend. */
function firstOrders(facts: readonly OrderFacts[], results: readonly SettleResult[]): FirstSettled[] {
  return results.flatMap((result, i) => {
    const { cancelledAt, customerId, processedAt, test } = facts[i] ?? {};
    const counts = result.outcome === 'settled' && result.first && test === false && cancelledAt === undefined;
    return counts && customerId !== undefined && processedAt ? [{ customerId, processedAt }] : [];
  });
}

/** What the rules read of orders, by every version that was published. */
async function neededOf(ctx: Context): Promise<FactsNeeded> {
  const versions = await ctx.db.read(ctx.shop.id, (tx) => programVersions(tx, ctx.shop.id));
  return factsNeeded(versions.map(({ definition }) => definition));
}
