import { calendarOf } from '../core/calendar.ts';
import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import type { MemberId } from '../core/id.ts';
import { points } from '../core/points.ts';
import type { Tx } from '../db/index.ts';
import { enqueue } from '../jobs/index.ts';
import { post, type Operation } from '../ledger/index.ts';
import { lotDays, priceOf, type Definition, type ProgramVersion, type Tier } from '../program/index.ts';

/** A member who has just entered a tier. */
export interface Entry {
  readonly id: MemberId;
  readonly standing: { readonly tier: Tier };
}

/**
 * Gives what a tier promises to who enters it for the first time, whatever brought them there, once for ever: also when it is left
 * and entered again, and also where an account was merged in that had stood there. A refund takes no gift back. The standings of the
 * entries are stored already. A reward is given as the points it costs, which a job then sets aside for it.
 */
export async function giveEntryGifts(tx: Tx, ctx: Context, program: ProgramVersion, entries: readonly Entry[]): Promise<void> {
  const promised = entries.filter(({ standing }) => standing.tier.entryGift !== undefined);
  if (promised.length === 0) return;
  const first = await firstTimers(tx, ctx, promised);
  const gifts = promised.filter(({ id }) => first.has(id));
  const operations = gifts.map((entry) => toOperation(ctx, program, entry));
  for (const outcome of await post(tx, ctx.shop, ctx.now, operations))
    assert(outcome.outcome === 'posted', 'a first entry has no gift yet');
  for (const { id, standing } of gifts) await grantLater(tx, ctx, program, id, standing.tier);
}

async function grantLater(tx: Tx, ctx: Context, { version }: ProgramVersion, memberId: MemberId, { id, entryGift }: Tier): Promise<void> {
  if (entryGift?.kind !== 'reward') return;
  const attempt = `entry-gift/${id}`;
  const job = { shopDomain: ctx.shop.domain, memberId, rewardId: entryGift.rewardId, programVersion: version, attempt };
  await enqueue(tx, 'grant-reward', job, { key: `grant-reward/${memberId}/${attempt}` });
}

/** Who never stood in the tier before, neither they themselves nor who went into them. */
async function firstTimers(tx: Tx, ctx: Context, entries: readonly Entry[]): Promise<Set<MemberId>> {
  const rows = await tx.rows<{ id: MemberId }>(
    `select e.id from unnest($2::uuid[], $3::text[]) as e(id, tier_id)
     where (select count(*) from standing s where s.shop_id = $1 and s.member_id = e.id and s.tier_id = e.tier_id) = 1
       and not exists (
         select from member gone join standing s on s.shop_id = gone.shop_id and s.member_id = gone.id and s.tier_id = e.tier_id
         where gone.shop_id = $1 and gone.merged_into = e.id)`,
    [ctx.shop.id, entries.map(({ id }) => id), entries.map(({ standing }) => standing.tier.id)],
  );
  return new Set(rows.map(({ id }) => id));
}

function toOperation(ctx: Context, { definition, version }: ProgramVersion, { id, standing: { tier } }: Entry): Operation {
  const calendar = calendarOf(ctx.shop.timeZone);
  const { points: count, rewardId } = giftOf(definition, tier);
  return {
    kind: 'issue',
    memberId: id,
    points: points(count),
    into: 'available',
    source: 'entry-gift',
    key: `entry-gift/${id}/${tier.id}`,
    origin: `entry-gift/${tier.id}`,
    at: ctx.now,
    cause: {
      kind: 'program',
      ref: `tier/${tier.id}`,
      programVersion: version,
      tierId: tier.id,
      reasons: [{ rule: 'entry-gift', tierId: tier.id, points: count, ...(rewardId !== undefined && { rewardId }) }],
    },
    ...lotDays(definition.earning, 'gift', calendar, calendar.dayOf(ctx.now)),
  };
}

function giftOf({ rewards }: Definition, { id, entryGift }: Tier): { points: number; rewardId?: string } {
  if (entryGift?.kind === 'points') return { points: entryGift.points };
  const reward = rewards.find((one) => one.id === entryGift?.rewardId);
  assert(reward, `the gift of the tier ${id} is a reward of the programme`);
  return { points: priceOf(reward), rewardId: reward.id };
}
