import { calendarOf } from '../core/calendar.ts';
import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import type { MemberId } from '../core/id.ts';
import { points } from '../core/points.ts';
import type { Tx } from '../db/index.ts';
import { post, type Operation } from '../ledger/index.ts';
import { lotDays, type ProgramVersion, type Tier } from '../program/index.ts';

/** A member who has just entered a tier. */
export interface Entry {
  readonly id: MemberId;
  readonly standing: { readonly tier: Tier };
}

/**
 * Gives what a tier promises to who enters it for the first time, whatever brought them there, once for ever: also when it is left
 * and entered again, and also where an account was merged in that had stood there. A refund takes no gift back. The standings of the
 * entries are stored already.
 */
export async function giveEntryGifts(tx: Tx, ctx: Context, program: ProgramVersion, entries: readonly Entry[]): Promise<void> {
  const promised = entries.filter(({ standing }) => standing.tier.entryGift?.kind === 'points');
  if (promised.length === 0) return;
  const first = await firstTimers(tx, ctx, promised);
  const gifts = promised.filter(({ id }) => first.has(id)).map((entry) => toOperation(ctx, program, entry));
  for (const outcome of await post(tx, ctx.shop, ctx.now, gifts)) assert(outcome.outcome === 'posted', 'a first entry has no gift yet');
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
  assert(tier.entryGift?.kind === 'points', 'the gift is points');
  const calendar = calendarOf(ctx.shop.timeZone);
  const count = tier.entryGift.points;
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
      reasons: [{ rule: 'entry-gift', tierId: tier.id, points: count }],
    },
    ...lotDays(definition.earning, 'gift', calendar, calendar.dayOf(ctx.now)),
  };
}
