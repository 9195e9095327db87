import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { balances, expiring } from '../ledger/index.ts';
import { windowSpend } from '../members/index.ts';
import { judge, programInForce, quote, type Cart, type Definition, type Tier } from '../program/index.ts';
import { findRedemptions } from '../redemption/index.ts';
import { actionViews } from './member-actions.ts';
import { redemptionView } from './redemption-view.ts';
import type { MemberOverview, RewardView } from './shapes.ts';

/** Everything a surface shows at first sight, from one read-only transaction. Without a member: what a guest may see. */
export async function memberOverview(ctx: Context, memberId: MemberId | undefined, cart: Cart | undefined): Promise<MemberOverview> {
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const { definition } = await programInForce(tx, ctx.shop.id, ctx.now);
    const program = { name: definition.name, currency: definition.currency, tiers: definition.tiers };
    if (memberId === undefined) {
      const rewards = definition.rewards.map((reward) => guestReward(reward));
      const actions = await actionViews(tx, ctx, definition, undefined);
      return { program, member: null, points: null, tier: null, next: null, expiring: [], rewards, actions, redemptions: [] };
    }
    return { program, ...(await memberPart(tx, ctx, memberId, definition, cart)) };
  });
}

async function memberPart(tx: Tx, ctx: Context, memberId: MemberId, definition: Definition, cart: Cart | undefined) {
  const [row] = await tx.rows<{
    customer_id: string;
    name: string | null;
    enrolled_at: Date;
    tier_id: string;
    since: Date;
    reason: string;
  }>(
    `select m.customer_id, m.name, m.enrolled_at, m.tier_id, s.since, s.reason
     from member m join standing s on s.shop_id = m.shop_id and s.member_id = m.id and s.seq = m.standing_seq
     where m.shop_id = $1 and m.id = $2`,
    [ctx.shop.id, memberId],
  );
  assert(row, `member ${memberId} has a standing`);
  const balance = (await balances(tx, ctx.shop, [memberId], ctx.now)).get(memberId);
  const points = { available: balance?.available ?? 0, pending: balance?.pending ?? 0, held: balance?.held ?? 0, debt: balance?.debt ?? 0 };
  const spentMinor = (await windowSpend(tx, ctx, definition, [memberId])).get(memberId) ?? 0;
  const open = await findRedemptions(
    tx,
    ctx.shop.id,
    `member_id = $2 and state in ('held', 'issued', 'releasing') order by created_at desc limit 20`,
    [memberId],
  );
  return {
    member: { id: memberId, customerId: row.customer_id, name: row.name, since: row.enrolled_at.toISOString() },
    points,
    tier: { ...tierNow(definition, row.tier_id), since: row.since.toISOString(), reason: row.reason },
    next: nextTier(definition, row.tier_id, spentMinor),
    expiring: await expiring(tx, ctx.shop, memberId, ctx.now, 5),
    rewards: definition.rewards.map((reward): RewardView => ({ ...guestReward(reward), ...quote(reward, points.available, cart) })),
    actions: await actionViews(tx, ctx, definition, { id: memberId, tierId: row.tier_id }),
    redemptions: open.map(redemptionView),
  };
}

function guestReward(reward: Definition['rewards'][number]): RewardView {
  const { id, kind, name, points, minimumOrderMinor } = reward;
  return { id, kind, name, points, minimumOrderMinor, discountMinor: null, whyNot: null };
}

/** The tier a member stands in; a tier that a newer version no longer has falls back to the first until the restand job came by. */
function tierNow(definition: Definition, tierId: string): Tier {
  const tier = definition.tiers.find((candidate) => candidate.id === tierId) ?? definition.tiers[0];
  assert(tier, 'a programme has a tier');
  return tier;
}

function nextTier(definition: Definition, tierId: string, spentMinor: number): MemberOverview['next'] {
  const { next } = judge(definition, spentMinor);
  const at = definition.tiers.findIndex((tier) => tier.id === tierId);
  const above = definition.tiers[at + 1];
  const tier = next?.tier ?? above;
  if (!tier || !above) return null;
  const missingMinor = Math.max(0, tier.thresholdMinor - spentMinor);
  const percent = tier.thresholdMinor === 0 ? 100 : Math.min(100, Math.floor((spentMinor * 100) / tier.thresholdMinor));
  return { tier, spentMinor, missingMinor, percent };
}
