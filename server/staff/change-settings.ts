import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import { newId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { findStaff, lockStaff, staffName } from './record.ts';
import { readSettings, type Settings, type StoredSettings } from './settings.ts';

/**
 * Saves the settings as the revision after the one they were made from. The same change sent twice is one revision. Throws
 * `conflict`, with who it was, when somebody else saved others meanwhile, and `forbidden` for who is not staff.
 */
export async function changeSettings(ctx: Context, basedOnRevision: number, settings: Settings): Promise<StoredSettings> {
  const { actor } = ctx;
  if (actor.kind !== 'staff') throw new LaurelError('forbidden', `${actor.kind} changes no settings`);
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    await lockStaff(tx, ctx.shop.id);
    const before = await readSettings(tx, ctx.shop.id);
    if (isSame(before, settings)) return before;
    if (before.revision !== basedOnRevision) throw await conflict(tx, ctx, before, basedOnRevision);
    await tx.exec(
      before.revision === 0
        ? `insert into shop_settings (shop_id, revision, adjustment_limit_points, default_role, changed_at, changed_by)
           values ($1, $2, $3, $4, $5, $6)`
        : `update shop_settings set revision = $2, adjustment_limit_points = $3, default_role = $4, changed_at = $5, changed_by = $6
           where shop_id = $1`,
      [ctx.shop.id, before.revision + 1, settings.adjustmentLimitPoints, settings.defaultRole, ctx.now, actor.userId],
    );
    await recordAudit(tx, ctx.shop.id, {
      id: newId(ctx.now, ctx.random),
      at: ctx.now,
      actor,
      action: 'staff.settings',
      subject: `settings/${before.revision + 1}`,
      details: { before: plain(before), after: plain(settings) },
    });
    return readSettings(tx, ctx.shop.id);
  });
}

function isSame(one: Settings, other: Settings): boolean {
  return one.adjustmentLimitPoints === other.adjustmentLimitPoints && one.defaultRole === other.defaultRole;
}

function plain({ adjustmentLimitPoints, defaultRole }: Settings): Settings {
  return { adjustmentLimitPoints, defaultRole };
}

async function conflict(tx: Tx, ctx: Context, now: StoredSettings, basedOn: number): Promise<LaurelError> {
  const userId = now.changedBy ?? '';
  const who = staffName((await findStaff(tx, ctx.shop.id, userId)) ?? { userId, name: undefined });
  return new LaurelError('conflict', `settings based on revision ${basedOn}, newest is ${now.revision}`, {
    publicMessage: `${who[0]?.toUpperCase()}${who.slice(1)} changed the settings in the meantime. Look at them first; nothing was overwritten.`,
    details: { newestRevision: now.revision },
  });
}
