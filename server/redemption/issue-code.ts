import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import { LaurelError } from '../core/errors.ts';
import { combinesWith, matching, type LineMatch, type Terms } from '../program/index.ts';
import { createCode, productWords, type AdminApi, type CodeItems, type CodeOrder } from '../shopify/index.ts';
import { findRedemption, type Redemption } from './record.ts';

/** How far Shopify's clock may be behind ours without the code being "not yet valid". */
const clockSlackMs = 60_000;

/**
 * Makes the code of a held redemption in Shopify and records it. Done twice it is done once.
 * Not for use inside a transaction. Throws `not_found`, `refused` when the cart
 * held nothing it is for after all, or `shopify_unavailable` (then it may be tried again).
 */
export async function issueCode(ctx: Context, api: AdminApi, redemptionId: string): Promise<Redemption> {
  const redemption = await ctx.db.read(ctx.shop.id, (tx) => findRedemption(tx, ctx.shop.id, redemptionId));
  if (!redemption) throw new LaurelError('not_found', `no redemption ${redemptionId}`);
  if (redemption.way !== 'code' || redemption.state !== 'held' || redemption.holdUntil <= ctx.now) return redemption;

  const customerId = await customerOf(ctx, redemption);
  const proven = await proveProducts(api, redemption);
  const gid = await createCode(api, codeOrder(ctx, proven, customerId));
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    // Whoever takes it back meanwhile finds the code by its name, so recording it late harms nothing.
    await tx.exec(
      `update redemption set discount_gid = $3, state = case when state = 'held' then 'issued' else state end
       where shop_id = $1 and id = $2`,
      [ctx.shop.id, redemptionId, gid],
    );
    return (await findRedemption(tx, ctx.shop.id, redemptionId)) ?? redemption;
  });
}

/** Which products of the cart match by tag or vendor was said by a browser; only those count of which Shopify says the same. */
async function proveProducts(api: AdminApi, redemption: Redemption): Promise<Redemption> {
  const { reward, terms } = redemption;
  if (terms.productIds === undefined || !('on' in reward) || !reward.on) return redemption;
  const products = await productWords(api, terms.productIds, reward.on.collections !== undefined);
  const productIds = products.filter(matching(reward.on)).map(({ productId }) => productId);
  if (productIds.length === 0) throw new LaurelError('refused', `nothing in the cart is what redemption ${redemption.id} is for`);
  return { ...redemption, terms: { ...terms, productIds } };
}

/** The discount as Shopify must hold it: one use, this customer, gone when the hold ends. */
export function codeOrder(ctx: Context, redemption: Redemption, customerId: string): CodeOrder {
  const { reward, terms } = redemption;
  return {
    code: redemption.code,
    title: reward.name,
    tag: `r-${redemption.id}`,
    customerId,
    startsAt: new Date(redemption.createdAt.getTime() - clockSlackMs),
    endsAt: redemption.holdUntil,
    currency: ctx.shop.currency,
    // Shopify would count a minimum on the product alone; the whole cart's was asked for when the redemption was started.
    minimumOrderMinor: reward.kind === 'product' ? 0 : (terms.minimumMinor ?? reward.minimumOrderMinor),
    combinesWith: combinesWith(reward),
    value: codeValue(redemption),
  };
}

function codeValue({ reward, terms }: Redemption): CodeOrder['value'] {
  switch (reward.kind) {
    case 'free-shipping':
      return { kind: 'free-shipping', capMinor: reward.capMinor };
    case 'percentage':
      if (terms.amountMinor === undefined) return { kind: 'percentage', percent: reward.percent, items: codeItems(reward.on, terms) };
      return { kind: 'amount', amountMinor: terms.amountMinor, items: codeItems(reward.on, terms) };
    case 'amount':
      return { kind: 'amount', amountMinor: reward.amountMinor, items: codeItems(reward.on, terms) };
    case 'slider':
    case 'product': {
      const { amountMinor } = terms;
      assert(amountMinor !== undefined, `what a reward of the kind ${reward.kind} takes off was worked out`);
      return { kind: 'amount', amountMinor, items: reward.kind === 'slider' ? 'all' : pieceOf(reward) };
    }
    default:
      throw new LaurelError('conflict', `no code is made for a reward of the kind ${reward.kind}`);
  }
}

function pieceOf({ productId, variantId }: { productId: string; variantId?: string | undefined }): CodeItems {
  return variantId === undefined ? { products: [productId], variants: [] } : { products: [], variants: [variantId] };
}

/** Shopify names collections or products, never both, and neither tags nor vendors: those became the products of the cart. */
function codeItems(on: LineMatch | undefined, terms: Terms): CodeItems {
  if (on === undefined) return 'all';
  if (terms.productIds) return { products: terms.productIds, variants: [] };
  return on.collections ? { collections: on.collections } : { products: on.products ?? [], variants: [] };
}

/** Shopify's numeric id of the member who redeems. */
export async function customerOf(ctx: Context, redemption: Redemption): Promise<string> {
  const [member] = await ctx.db.read(ctx.shop.id, (tx) =>
    tx.rows<{ customer_id: string }>('select customer_id from member where shop_id = $1 and id = $2', [ctx.shop.id, redemption.memberId]),
  );
  if (!member) throw new LaurelError('not_found', `no member ${redemption.memberId}`);
  return member.customer_id;
}
