import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { balances } from '../ledger/index.ts';
import { programInForce, tierOf } from '../program/index.ts';
import { fetchCustomers, setSummaries, setTags, type AdminApi, type CustomerDetails } from '../shopify/index.ts';
import { standingsNow } from './lives.ts';

/** Shopify takes this many customers' summaries in one call. */
const perCall = 12;

/**
 * Sets the members' summaries in Shopify, which surfaces show before live data comes, and the customer tag of their tier, by which the
 * shop opens early access; learns names we do not have.
 * Never inside a transaction. Setting twice is harmless. Throws `shopify_unavailable`.
 */
export async function announce(ctx: Context, api: AdminApi, customerIds: readonly string[], details?: CustomerDetails): Promise<void> {
  const unique = [...new Set(customerIds)];
  for (let start = 0; start < unique.length; start += perCall) {
    const some = unique.slice(start, start + perCall);
    await learnNames(ctx, details ? [details] : await fetchNameless(ctx, api, some));
    const { summaries, tags } = await ctx.db.read(ctx.shop.id, async (tx) => ({
      summaries: await summarise(tx, ctx, some),
      tags: await accessTags(tx, ctx),
    }));
    if (summaries.length === 0) continue;
    await setSummaries(api, summaries);
    if (tags.length > 0) await setTags(api, summaries, tags);
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
  const members = await tx.rows<{ id: MemberId; customer_id: string; tier_id: string }>(
    `select id, customer_id, tier_id from member where shop_id = $1 and id in (
       select coalesce(merged_into, id) from member where shop_id = $1 and customer_id = any($2::text[]))`,
    [ctx.shop.id, customerIds],
  );
  const ids = members.map((member) => member.id);
  const found = await balances(tx, ctx.shop, ids, ctx.now);
  const standings = await standingsNow(tx, ctx, definition, ids);
  return members.map((member) => {
    const tier = tierOf(definition, member.tier_id);
    const next = standings.get(member.id)?.next;
    const summary = {
      points: found.get(member.id)?.available ?? 0,
      pendingPoints: found.get(member.id)?.pending ?? 0,
      tier: tier.name,
      nextTier: next?.tier.name ?? null,
      missingMinor: next?.missing.spendMinor ?? null,
      at: ctx.now.toISOString(),
    };
    return { customerId: member.customer_id, summary, tier: tier.id, accessTag: tier.accessTag };
  });
}

/** All tags that any version of the programme ever gave to members of a tier: these, and no others, are ours to take away again. */
async function accessTags(tx: Tx, ctx: Context): Promise<string[]> {
  const rows = await tx.rows<{ tag: string }>(
    `select distinct tier ->> 'accessTag' as tag from program_version v cross join jsonb_array_elements(v.definition -> 'tiers') tier
     where v.shop_id = $1 and tier ? 'accessTag'`,
    [ctx.shop.id],
  );
  return rows.map(({ tag }) => tag);
}
