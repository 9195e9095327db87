import { calendarOf } from '../core/calendar.ts';
import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import type { Keep, ProgramVersion } from '../program/index.ts';
import { insertKeeps } from './keeps.ts';
import type { Judged } from './restand.ts';

/**
 * Who is judged by new rules for the first time and would drop keeps the tier they had, if so published, until the day that was
 * promised: whatever it was that had them judged just then. Writes down what is kept and answers it; they are to be judged with it.
 */
export async function keepDroppers(tx: Tx, ctx: Context, program: ProgramVersion, judged: readonly Judged[]): Promise<Map<MemberId, Keep>> {
  const { keepUntil, definition, startsAt, version } = program;
  if (keepUntil === undefined || keepUntil < calendarOf(ctx.shop.timeZone).dayOf(ctx.now)) return new Map();
  const place = (tierId: string) => definition.tiers.findIndex(({ id }) => id === tierId);
  const droppers = judged.filter((member) => member.judged_at < startsAt && place(member.standing.tier.id) < place(member.tier_id));
  const keeps = droppers.map((member) => ({
    memberId: member.id,
    kind: 'kept' as const,
    tierId: member.tier_id,
    until: keepUntil,
    by: `program/${version}`,
    reason: `Version ${version} of the programme`,
  }));
  await insertKeeps(tx, ctx, keeps);
  return new Map(keeps.map(({ memberId, kind, tierId, until }) => [memberId, { kind, tierId, until, since: ctx.now, endedAt: undefined }]));
}
