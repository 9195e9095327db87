import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { balances } from '../ledger/index.ts';
import { judge, programInForce, tierOf } from '../program/index.ts';
import { fetchCustomers, setSummaries, type AdminApi, type CustomerDetails } from '../shopify/index.ts';

/** Shopify takes this many customers' summaries in one call. */
const perCall = 12;

/**
 * Sets the members' summaries in Shopify, which surfaces show before live data comes, and learns names we do not have.
 * Never inside a transaction. Setting twice is harmless. Throws `shopify_unavailable`.
 */
export async function announce(ctx: Context, api: AdminApi, customerIds: readonly string[], details?: CustomerDetails): Promise<void> {
  const unique = [...new Set(customerIds)];
  for (let start = 0; start < unique.length; start += perCall) {
    const some = unique.slice(start, start + perCall);
    await learnNames(ctx, details ? [details] : await fetchNameless(ctx, api, some));
    const summaries = await ctx.db.read(ctx.shop.id, (tx) => summarise(tx, ctx, some));
    if (summaries.length > 0) await setSummaries(api, summaries);
  }
}

async function fetchNameless(ctx: Context, api: AdminApi, customerIds: readonly string[]): Promise<CustomerDetails[]> {
  const nameless = await ctx.db.read(ctx.shop.id, (tx) =>
    tx.rows<{ customer_id: string }>(
      'select customer_id from member where shop_id = $1 and customer_id = any($2::text[]) and name is null and merged_into is null',
      [ctx.shop.id, customerIds],
    ),
  );
  return nameless.length === 0
    ? []
    : fetchCustomers(
        api,
        nameless.map((row) => row.customer_id),
      );
}

async function learnNames(ctx: Context, details: readonly CustomerDetails[]): Promise<void> {
  const named = details.filter((one) => one.name !== undefined);
  if (named.length === 0) return;
  await ctx.db.transaction(ctx.shop.id, (tx) =>
    tx.exec(
      `update member m set name = d.name from unnest($2::text[], $3::text[]) as d(customer_id, name)
       where m.shop_id = $1 and m.customer_id = d.customer_id and m.name is distinct from d.name`,
      [ctx.shop.id, named.map((one) => one.customerId), named.map((one) => one.name)],
    ),
  );
}

async function summarise(tx: Tx, ctx: Context, customerIds: readonly string[]) {
  const { definition } = await programInForce(tx, ctx.shop.id, ctx.now);
  const members = await tx.rows<{ id: MemberId; customer_id: string; tier_id: string; window_spend_minor: number }>(
    `select id, customer_id, tier_id, window_spend_minor from member where shop_id = $1 and id in (
       select coalesce(merged_into, id) from member where shop_id = $1 and customer_id = any($2::text[]))`,
    [ctx.shop.id, customerIds],
  );
  const found = await balances(
    tx,
    ctx.shop,
    members.map((member) => member.id),
    ctx.now,
  );
  return members.map((member) => {
    const tier = tierOf(definition, member.tier_id);
    const { next } = judge(definition, member.window_spend_minor);
    const summary = {
      points: found.get(member.id)?.available ?? 0,
      pendingPoints: found.get(member.id)?.pending ?? 0,
      tier: tier.name,
      nextTier: next?.tier.name ?? null,
      missingMinor: next?.missingMinor ?? null,
      at: ctx.now.toISOString(),
    };
    return { customerId: member.customer_id, summary, tier: tier.id };
  });
}
