import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { balances, expiring } from '../ledger/index.ts';
import { preferencesOf, standingsNow } from '../members/index.ts';
import {
  inLocale,
  nextWords,
  programInForce,
  quote,
  standingWords,
  tierOf,
  type Definition,
  type Locale,
  type Standing,
  type StandingReason,
} from '../program/index.ts';
import { circumstancesOf, findRedemptions, withOwnCodes, type CartSeen } from '../redemption/index.ts';
import { adviceView } from './advice.ts';
import { campaignsNow } from './campaigns-now.ts';
import { actionViews } from './member-actions.ts';
import { publicTier, tiersOfProgram } from './public-tier.ts';
import { referralPart, withCode } from './referral-view.ts';
import { redemptionView } from './redemption-view.ts';
import { guestReward } from './reward-view.ts';
import type { MemberOverview, RewardView } from './shapes.ts';
import { tierKeeps } from './tier-keeps.ts';

/** Everything a surface shows at first sight, in the words of a locale, from one read-only transaction. Without a member: what a guest may see. */
export async function memberOverview(
  ctx: Context,
  memberId: MemberId | undefined,
  cart: CartSeen | undefined,
  locale: Locale = 'en',
  storefrontUrl?: string,
): Promise<MemberOverview> {
  const overview = await read(ctx, memberId, cart, locale, storefrontUrl);
  if (overview !== 'no-code') return overview;
  assert(memberId, 'only members have codes');
  await withCode(ctx, memberId);
  const again = await read(ctx, memberId, cart, locale, storefrontUrl);
  assert(again !== 'no-code', `member ${memberId} has a code`);
  return again;
}

/** Reading makes no code; a member who has none gets one first. */
async function read(
  ctx: Context,
  memberId: MemberId | undefined,
  cart: CartSeen | undefined,
  locale: Locale,
  storefrontUrl: string | undefined,
): Promise<MemberOverview | 'no-code'> {
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const { definition } = await programInForce(tx, ctx.shop.id, ctx.now);
    const at = ctx.now.toISOString();
    const program = tiersOfProgram(definition, locale);
    if (memberId === undefined) {
      const rewards = definition.rewards.map((reward) => guestReward(reward, locale));
      const actions = await actionViews(tx, ctx, definition, undefined, locale);
      const campaigns = campaignsNow(ctx, definition, undefined, locale);
      return {
        at,
        program,
        member: null,
        points: null,
        tier: null,
        next: null,
        expiring: [],
        rewards,
        actions,
        ...campaigns,
        redemptions: [],
      };
    }
    const referral = await referralPart(tx, ctx, definition, memberId, { locale, storefrontUrl });
    if (referral === 'no-code') return referral;
    return { at, program, ...(await memberPart(tx, ctx, memberId, definition, cart, locale)), ...(referral && { referral }) };
  });
}

async function memberPart(tx: Tx, ctx: Context, memberId: MemberId, definition: Definition, seen: CartSeen | undefined, locale: Locale) {
  const [row] = await tx.rows<{
    customer_id: string;
    name: string | null;
    enrolled_at: Date;
    tier_id: string;
    since: Date;
    because: StandingReason;
  }>(
    `select m.customer_id, m.name, m.enrolled_at, m.tier_id, s.since, s.because
     from member m join standing s on s.shop_id = m.shop_id and s.member_id = m.id and s.seq = m.standing_seq
     where m.shop_id = $1 and m.id = $2`,
    [ctx.shop.id, memberId],
  );
  assert(row, `member ${memberId} has a standing`);
  const balance = (await balances(tx, ctx.shop, [memberId], ctx.now)).get(memberId);
  const points = { available: balance?.available ?? 0, pending: balance?.pending ?? 0, held: balance?.held ?? 0, debt: balance?.debt ?? 0 };
  const standing = (await standingsNow(tx, ctx, definition, [memberId])).get(memberId);
  assert(standing, `member ${memberId} stands somewhere`);
  const open = await findRedemptions(
    tx,
    ctx.shop.id,
    `member_id = $2 and state in ('held', 'issued', 'releasing') order by created_at desc limit 20`,
    [memberId],
  );
  const circumstances = await circumstancesOf(tx, ctx, definition, memberId);
  const cart = seen && withOwnCodes(seen, open);
  return {
    member: { id: memberId, customerId: row.customer_id, name: row.name, since: row.enrolled_at.toISOString() },
    points,
    tier: {
      ...publicTier(definition, tierOf(definition, row.tier_id), locale),
      since: row.since.toISOString(),
      reason: standingWords(row.because, definition.currency, locale),
      keeps: tierKeeps(standing, locale),
    },
    next: nextTier(definition, standing, locale),
    expiring: await expiring(tx, ctx.shop, memberId, ctx.now, 5),
    rewards: definition.rewards.map((reward): RewardView => ({
      ...guestReward(reward, locale),
      ...quote(reward, points.available, cart, circumstances.get(reward.id)),
    })),
    actions: await actionViews(tx, ctx, definition, { id: memberId, tierId: row.tier_id }, locale),
    ...campaignsNow(ctx, definition, row.tier_id, locale),
    preferences: (await preferencesOf(tx, ctx, [memberId]))(memberId),
    redemptions: open.map((redemption) => redemptionView(redemption, locale)),
    ...(cart && { advice: adviceView(definition, { available: points.available, tierId: row.tier_id, circumstances }, cart, locale) }),
  };
}

function nextTier(definition: Definition, { next, measured }: Standing, locale: Locale): MemberOverview['next'] {
  if (!next) return null;
  const { currency, qualification } = definition;
  const { missing, percent } = next;
  const { need } = qualification;
  const tier = publicTier(definition, next.tier, locale);
  return {
    tier,
    spentMinor: measured.spendMinor,
    missingMinor: missing.spendMinor ?? 0,
    missingPoints: missing.points ?? null,
    missingOrders: missing.orders ?? null,
    need,
    text: nextWords({ tier: inLocale(next.tier, locale), missing }, need, currency, locale),
    percent,
  };
}
