import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import { inputHash, type MemberId } from '../core/id.ts';
import type { Secrets } from '../core/secrets.ts';
import type { Tx } from '../db/index.ts';
import { balances, lockMembers } from '../ledger/index.ts';
import { programInForce, quote, termsFor, type WhyNot } from '../program/index.ts';
import { circumstancesOf, openCount } from './circumstances.ts';
import { withOwnCodes, type CartSeen } from './own-codes.ts';
import { findRedemptions, type Redemption } from './record.ts';
import { describe, setAside } from './set-aside.ts';

export interface StartRequest {
  readonly memberId: MemberId;
  readonly rewardId: string;
  /** Names this attempt: sent twice, it is one redemption. */
  readonly attempt: string;
  readonly cart: CartSeen | undefined;
  /** Of a slider; absent: the fewest. */
  readonly steps?: number | undefined;
  /** A page keeps it and says so again and again; else the programme's time counts from the start. */
  readonly leased?: boolean | undefined;
}

export type StartResult =
  | { readonly started: Redemption; readonly repeated: boolean }
  | { readonly refused: WhyNot | { readonly code: 'unknown-reward' } | { readonly code: 'needs-cart' } };

/**
 * Sets the points of a reward aside and promises a code, in one transaction. Nothing is asked of Shopify here.
 * The same attempt gives the same redemption; the same attempt for another reward throws `key_reused`.
 */
export async function start(ctx: Context, secrets: Secrets, request: StartRequest): Promise<StartResult> {
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    await lockMembers(tx, ctx.shop.id, [request.memberId]);
    const hash = inputHash({ rewardId: request.rewardId, ...(request.steps !== undefined && { steps: request.steps }) });
    const [before] = await findRedemptions(tx, ctx.shop.id, 'member_id = $2 and attempt = $3', [request.memberId, request.attempt]);
    if (before) {
      if (before.inputHash !== hash) throw new LaurelError('key_reused', `attempt ${request.attempt} was for ${before.rewardId}`);
      return { started: before, repeated: true };
    }
    return startNew(tx, ctx, secrets, request, hash);
  });
}

async function startNew(tx: Tx, ctx: Context, secrets: Secrets, request: StartRequest, hash: string): Promise<StartResult> {
  const program = await programInForce(tx, ctx.shop.id, ctx.now);
  const reward = program.definition.rewards.find((candidate) => candidate.id === request.rewardId);
  if (!reward) return { refused: { code: 'unknown-reward' } };
  const balance = (await balances(tx, ctx.shop, [request.memberId], ctx.now)).get(request.memberId);
  await openCount(tx, ctx, reward);
  const circumstances = await circumstancesOf(tx, ctx, program.definition, request.memberId, [reward]);
  const cart = request.cart && withOwnCodes(request.cart, await codesOf(tx, ctx, request));
  const { whyNot } = quote(reward, balance?.available ?? 0, cart, { ...circumstances.get(reward.id), steps: request.steps });
  if (whyNot) return { refused: whyNot };
  const worked = termsFor(reward, cart, request.steps);
  if ('refused' in worked) return worked;

  const redemption = describe(ctx, secrets, { ...request, reward, program, terms: worked.terms, hash });
  const missing = await setAside(tx, ctx, redemption, request.attempt);
  return missing === undefined
    ? { started: redemption, repeated: false }
    : { refused: { code: 'not-enough-points', missingPoints: missing } };
}

async function codesOf(tx: Tx, ctx: Context, { cart, memberId }: StartRequest): Promise<Redemption[]> {
  return cart?.codes?.length ? findRedemptions(tx, ctx.shop.id, `member_id = $2 and state = 'issued'`, [memberId]) : [];
}
