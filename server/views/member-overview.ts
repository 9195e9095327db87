import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { balances, expiring } from '../ledger/index.ts';
import { enroll, preferencesOf, standingsNow } from '../members/index.ts';
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

/**
 * Everything a surface shows a customer at first sight, in the words of a locale, from one read-only transaction. A visit enrols: who is no
 * member yet becomes one first, and gets a code to bring friends with. Without a customer: what a guest may see.
 */
export async function memberOverview(
  ctx: Context,
  customerId: string | undefined,
  cart: CartSeen | undefined,
  locale: Locale = 'en',
  storefrontUrl?: string,
): Promise<MemberOverview> {
  for (let look = 1; ; look++) {
    const seen = await read(ctx, customerId, cart, locale, storefrontUrl);
    if (!('lacks' in seen)) return seen;
    assert(look <= 2, `a customer who visits lacks no ${seen.lacks} in the end`);
    if (seen.lacks === 'code') await withCode(ctx, seen.memberId);
    else await enroll(ctx, [{ customerId: seen.customerId }]);
  }
}

/** Reading writes nothing; what is to be there first. */
type Lacking = { readonly lacks: 'membership'; readonly customerId: string } | { readonly lacks: 'code'; readonly memberId: MemberId };

interface MemberRow {
  readonly id: MemberId;
  readonly customer_id: string;
  readonly name: string | null;
  readonly enrolled_at: Date;
  readonly tier_id: string;
  readonly since: Date;
  readonly because: StandingReason;
}

/** Questions that don't wait for each other's answers are asked at once: they share the way to the database and back. */
async function read(
  ctx: Context,
  customerId: string | undefined,
  cart: CartSeen | undefined,
  locale: Locale,
  storefrontUrl: string | undefined,
): Promise<MemberOverview | Lacking> {
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const [{ definition }, row] = await Promise.all([
      programInForce(tx, ctx.shop.id, ctx.now),
      customerId === undefined ? undefined : memberOf(tx, ctx, customerId),
    ]);
    const at = ctx.now.toISOString();
    const program = tiersOfProgram(definition, locale);
    if (customerId === undefined) return { at, program, ...(await guestPart(tx, ctx, definition, locale)) };
    if (!row) return { lacks: 'membership', customerId };
    const [referral, member] = await Promise.all([
      referralPart(tx, ctx, definition, row.id, { locale, storefrontUrl }),
      memberPart(tx, ctx, row, definition, cart, locale),
    ]);
    if (referral === 'no-code') return { lacks: 'code', memberId: row.id };
    return { at, program, ...member, ...(referral && { referral }) };
  });
}

/** The member of a customer; of one who was merged into another, that one's. */
async function memberOf(tx: Tx, ctx: Context, customerId: string): Promise<MemberRow | undefined> {
  const [row] = await tx.rows<MemberRow>(
    `select m.id, m.customer_id, m.name, m.enrolled_at, m.tier_id, s.since, s.because
     from member c join member m on m.shop_id = c.shop_id and m.id = coalesce(c.merged_into, c.id)
     join standing s on s.shop_id = m.shop_id and s.member_id = m.id and s.seq = m.standing_seq
     where c.shop_id = $1 and c.customer_id = $2`,
    [ctx.shop.id, customerId],
  );
  return row;
}

async function guestPart(tx: Tx, ctx: Context, definition: Definition, locale: Locale) {
  return {
    member: null,
    points: null,
    tier: null,
    next: null,
    expiring: [],
    rewards: definition.rewards.map((reward) => guestReward(reward, locale)),
    actions: await actionViews(tx, ctx, definition, undefined, locale),
    ...campaignsNow(ctx, definition, undefined, locale),
    redemptions: [],
  };
}

async function memberPart(tx: Tx, ctx: Context, row: MemberRow, definition: Definition, seen: CartSeen | undefined, locale: Locale) {
  const { id: memberId, tier_id: tierId } = row;
  const [balance, standings, open, circumstances, expires, actions, preferences] = await Promise.all([
    balances(tx, ctx.shop, [memberId], ctx.now),
    standingsNow(tx, ctx, definition, [memberId]),
    findRedemptions(tx, ctx.shop.id, `member_id = $2 and state in ('held', 'issued', 'releasing') order by created_at desc limit 20`, [
      memberId,
    ]),
    circumstancesOf(tx, ctx, definition, memberId),
    expiring(tx, ctx.shop, memberId, ctx.now, 5),
    actionViews(tx, ctx, definition, { id: memberId, tierId }, locale),
    preferencesOf(tx, ctx, [memberId]),
  ]);
  const { available = 0, pending = 0, held = 0, debt = 0 } = balance.get(memberId) ?? {};
  const standing = standings.get(memberId);
  assert(standing, `member ${memberId} stands somewhere`);
  const cart = seen && withOwnCodes(seen, open);
  return {
    member: { id: memberId, customerId: row.customer_id, name: row.name, since: row.enrolled_at.toISOString() },
    points: { available, pending, held, debt },
    tier: {
      ...publicTier(definition, tierOf(definition, tierId), locale),
      since: row.since.toISOString(),
      reason: standingWords(row.because, definition.currency, locale),
      keeps: tierKeeps(standing, locale),
    },
    next: nextTier(definition, standing, locale),
    expiring: expires,
    rewards: definition.rewards.map((reward): RewardView => ({
      ...guestReward(reward, locale),
      ...quote(reward, available, cart, circumstances.get(reward.id)),
    })),
    actions,
    ...campaignsNow(ctx, definition, tierId, locale),
    preferences: preferences(memberId),
    redemptions: open.map((redemption) => redemptionView(redemption, locale)),
    ...(cart && { advice: adviceView(definition, { available, tierId, circumstances }, cart, locale) }),
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
