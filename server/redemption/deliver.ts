import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import { LaurelError } from '../core/errors.ts';
import type { Tx } from '../db/index.ts';
import { lockMembers, post } from '../ledger/index.ts';
import { createGiftCard, creditsOf, giveStoreCredit, setTag, type AdminApi } from '../shopify/index.ts';
import { customerOf, issueCode } from './issue-code.ts';
import { findRedemption, findRedemptions, holdKey, type Redemption } from './record.ts';
import { giveBack, release } from './release.ts';

/** How long Shopify may take to do what it did not answer. Before that nobody looks for it, and nobody tries again. */
const settlingMs = 120_000;
const clockSlackMs = 60_000;

/** refused: Shopify has not done it and will not. */
type Outcome = { readonly delivered: { readonly ref: string | undefined; readonly accessUntil?: Date } } | { readonly refused: string };

/**
 * Gives the member what they redeemed: a code, or at once a gift card, store credit or early access, which uses the points up;
 * what staff hand over waits for them. Points return when Shopify refuses for good. Done twice it is done once. Not for use inside
 * a transaction. Throws `not_found`, or `shopify_unavailable` (then it may be tried again).
 */
export async function deliver(ctx: Context, api: AdminApi, redemptionId: string): Promise<Redemption> {
  const redemption = await ctx.db.read(ctx.shop.id, (tx) => findRedemption(tx, ctx.shop.id, redemptionId));
  if (!redemption) throw new LaurelError('not_found', `no redemption ${redemptionId}`);
  if (redemption.way === 'code') return makeCode(ctx, api, redemptionId);
  if (redemption.way === 'by-hand' || (redemption.state !== 'held' && redemption.state !== 'issued')) return redemption;

  const begun = await begin(ctx, redemptionId);
  if (begun.state !== 'issued') return begun;
  const outcome = await act(ctx, api, begun);
  if ('delivered' in outcome) return captureDelivered(ctx, redemptionId, outcome.delivered);
  ctx.log.warn({ redemptionId, detail: outcome.refused }, 'Shopify refused to deliver a reward');
  return refuse(ctx, redemptionId);
}

async function makeCode(ctx: Context, api: AdminApi, redemptionId: string): Promise<Redemption> {
  try {
    return await issueCode(ctx, api, redemptionId);
  } catch (error) {
    if (error instanceof LaurelError && error.code === 'refused') return release(ctx, api, redemptionId, 'refused');
    throw error;
  }
}

/**
 * From here on it cannot be undone. Of store credit only one call for each member is on its way at a time, as the rows say; gift
 * cards and tags may be asked for twice. Answers with the time of the try before, if there was one.
 */
async function begin(ctx: Context, redemptionId: string): Promise<Redemption> {
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    const redemption = await lockedWithMember(tx, ctx, redemptionId);
    if (redemption.state !== 'held' && redemption.state !== 'issued') return redemption;
    if (redemption.reward.kind === 'store-credit' && (await mustWait(tx, ctx, redemption))) {
      throw new LaurelError('shopify_unavailable', `redemption ${redemptionId} waits for what is under way`);
    }
    await tx.exec(`update redemption set state = 'issued', tried_at = $3 where shop_id = $1 and id = $2`, [
      ctx.shop.id,
      redemptionId,
      ctx.now,
    ]);
    return { ...redemption, state: 'issued' };
  });
}

async function mustWait(tx: Tx, ctx: Context, { id, memberId, triedAt }: Redemption): Promise<boolean> {
  if (triedAt && ctx.now.getTime() - triedAt.getTime() < settlingMs) return true;
  const others = `member_id = $2 and id <> $3 and state = 'issued' and reward ->> 'kind' = 'store-credit'`;
  return (await findRedemptions(tx, ctx.shop.id, others, [memberId, id])).length > 0;
}

async function act(ctx: Context, api: AdminApi, redemption: Redemption): Promise<Outcome> {
  const { id, reward, triedAt } = redemption;
  const customerId = await customerOf(ctx, redemption);
  switch (reward.kind) {
    case 'gift-card': {
      const { amountMinor } = reward;
      const { currency } = ctx.shop;
      const result = await createGiftCard(api, { code: giftCardCode(redemption), customerId, amountMinor, currency, note: `Laurel ${id}` });
      if ('made' in result) return { delivered: { ref: result.made.gid } };
      // An earlier call may have made it after all, so its points must not go back: a person has to look.
      if (triedAt) throw new LaurelError('shopify_unavailable', `gift card refused after a lost answer: ${result.refused}`);
      return result;
    }
    case 'store-credit': {
      const earlier = triedAt && (await earlierCredit(ctx, api, redemption, customerId, reward.amountMinor));
      if (earlier) return { delivered: { ref: earlier } };
      const result = await giveStoreCredit(api, customerId, reward.amountMinor, ctx.shop.currency);
      return 'credited' in result ? { delivered: { ref: result.credited.gid } } : result;
    }
    case 'early-access': {
      const accessUntil = new Date(ctx.now.getTime() + reward.days * 24 * 60 * 60_000);
      return (await setTag(api, customerId, reward.tag, true))
        ? { delivered: { ref: undefined, accessUntil } }
        : { refused: 'the customer takes no tag' };
    }
    default:
      throw new LaurelError('conflict', `a reward of the kind ${reward.kind} is not delivered at once`);
  }
}

/**
 * The credit that an earlier call of ours made without our hearing of it: of the same amount, since the redemption began, and no
 * other redemption's. Staff who give the same amount by hand in those minutes would be taken for it; then the member has that one.
 */
async function earlierCredit(
  ctx: Context,
  api: AdminApi,
  redemption: Redemption,
  customerId: string,
  amountMinor: number,
): Promise<string | undefined> {
  const since = redemption.createdAt.getTime() - clockSlackMs;
  const credits = (await creditsOf(api, customerId, ctx.shop.currency)).filter(
    (credit) => credit.amountMinor === amountMinor && credit.createdAt.getTime() >= since,
  );
  const known = await ctx.db.read(ctx.shop.id, (tx) =>
    findRedemptions(tx, ctx.shop.id, 'delivery_ref = any($2)', [credits.map(({ gid }) => gid)]),
  );
  return credits.find(({ gid }) => !known.some(({ deliveryRef }) => deliveryRef === gid))?.gid;
}

async function captureDelivered(
  ctx: Context,
  redemptionId: string,
  { accessUntil, ref }: { readonly ref: string | undefined; readonly accessUntil?: Date },
): Promise<Redemption> {
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    const redemption = await lockedWithMember(tx, ctx, redemptionId);
    if (redemption.state === 'captured') return redemption;
    await tx.exec('update redemption set delivery_ref = $3, access_until = $4 where shop_id = $1 and id = $2', [
      ctx.shop.id,
      redemptionId,
      ref ?? null,
      accessUntil ?? null,
    ]);
    return captureHeld(tx, ctx, redemption);
  });
}

/** Uses the points of a redemption up that no order carries. The member is locked. */
export async function captureHeld(tx: Tx, ctx: Context, redemption: Redemption): Promise<Redemption> {
  const [outcome] = await post(tx, ctx.shop, ctx.now, [
    {
      kind: 'capture',
      memberId: redemption.memberId,
      holdKey: holdKey(redemption.id),
      key: `${holdKey(redemption.id)}/capture`,
      at: ctx.now,
      cause: { kind: 'redemption', ref: redemption.id, programVersion: redemption.programVersion, note: redemption.reward.name },
    },
  ]);
  assert(outcome && outcome.outcome !== 'refused', `the hold of redemption ${redemption.id} is open`);
  await tx.exec(`update redemption set state = 'captured', closed_at = $3 where shop_id = $1 and id = $2`, [
    ctx.shop.id,
    redemption.id,
    ctx.now,
  ]);
  return { ...redemption, state: 'captured' };
}

async function refuse(ctx: Context, redemptionId: string): Promise<Redemption> {
  const marked = await ctx.db.transaction(ctx.shop.id, async (tx) => {
    const redemption = await lockedWithMember(tx, ctx, redemptionId);
    if (redemption.state !== 'issued') return redemption;
    await tx.exec(`update redemption set state = 'releasing', release_reason = 'refused' where shop_id = $1 and id = $2`, [
      ctx.shop.id,
      redemptionId,
    ]);
    return { ...redemption, state: 'releasing' as const };
  });
  return marked.state === 'releasing' ? giveBack(ctx, marked) : marked;
}

/** The redemption and, before it, the member who has it; a merge may have moved it to another meanwhile. */
export async function lockedWithMember(tx: Tx, ctx: Context, redemptionId: string): Promise<Redemption> {
  const seen = await findRedemption(tx, ctx.shop.id, redemptionId);
  if (seen) await lockMembers(tx, ctx.shop.id, [seen.memberId]);
  const redemption = await findRedemption(tx, ctx.shop.id, redemptionId, true);
  if (!seen || !redemption) throw new LaurelError('not_found', `no redemption ${redemptionId}`);
  if (redemption.memberId !== seen.memberId) throw new LaurelError('unavailable', `redemption ${redemptionId} moved to another member`);
  return redemption;
}

/** Shopify takes letters and digits only. */
export function giftCardCode({ code }: Redemption): string {
  return code.replaceAll('-', '');
}
