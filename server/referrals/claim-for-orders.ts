import type { Context } from '../context.ts';
import type { Buyer } from '../core/buyer.ts';
import type { OrderFacts } from '../core/facts.ts';
import { findMembers } from '../members/index.ts';
import { claimReferral } from './claim.ts';
import { plainCode } from './codes.ts';

/**
 * Notes who brought the buyers of orders, once they are members: by the code on the order, else by the address they left with a code.
 * An order counts for the referral it came with. Repeating it changes nothing.
 */
export async function claimForOrders(
  ctx: Context,
  orders: readonly OrderFacts[],
  buyers: readonly Buyer[],
  emailHash: (email: string) => string,
): Promise<void> {
  const coming = buyers.flatMap((buyer) => {
    const order = orders.find(({ orderId }) => orderId === buyer.orderId);
    return order && buyer.customerId !== undefined && !order.test ? [{ ...buyer, order, customerId: buyer.customerId }] : [];
  });
  if (coming.length === 0) return;
  const hashes = new Map(coming.flatMap(({ email, orderId }) => (email ? [[orderId, emailHash(email.trim().toLowerCase())]] : [])));
  const [members, promises] = await ctx.db.read(ctx.shop.id, async (tx) => [
    await findMembers(
      tx,
      ctx,
      coming.map(({ customerId }) => customerId),
    ),
    await tx.rows<{ email_hash: string; code: string; at: Date }>(
      'select email_hash, code, at from referral_promise where shop_id = $1 and email_hash = any($2::text[])',
      [ctx.shop.id, [...hashes.values()]],
    ),
  ]);
  for (const { customerId, order, orderId, referralCode } of coming) {
    const friendId = members.get(customerId);
    const promise = promises.find(({ email_hash }) => email_hash === hashes.get(orderId));
    const code = referralCode ?? promise?.code;
    if (friendId === undefined || code === undefined) continue;
    const at = referralCode === undefined && promise && promise.at < order.processedAt ? promise.at : order.processedAt;
    await claimReferral(ctx, { friendId, code, at });
  }
}

/**
 * Notes that somebody came by a code and left an address, hashed: whoever buys or signs in with it on any device was brought by it. The
 * first code counts. False where nobody has the code.
 */
export async function promiseReferral(ctx: Context, code: string, emailHash: string): Promise<boolean> {
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    const [known] = await tx.rows<{ code: string }>('select code from referral_code where shop_id = $1 and code = $2', [
      ctx.shop.id,
      plainCode(code),
    ]);
    if (!known) return false;
    await tx.exec('insert into referral_promise (shop_id, email_hash, code, at) values ($1, $2, $3, $4) on conflict do nothing', [
      ctx.shop.id,
      emailHash,
      known.code,
      ctx.now,
    ]);
    return true;
  });
}

/** Claims what was promised to an address, now that it is a member's. */
export async function claimPromised(ctx: Context, customerId: string, emailHash: string): Promise<void> {
  const [friendId, promise] = await ctx.db.read(ctx.shop.id, async (tx) => {
    const [found] = await tx.rows<{ code: string; at: Date }>(
      'select code, at from referral_promise where shop_id = $1 and email_hash = $2',
      [ctx.shop.id, emailHash],
    );
    return [(await findMembers(tx, ctx, [customerId])).get(customerId), found];
  });
  if (promise && friendId !== undefined) await claimReferral(ctx, { friendId, ...promise });
}
