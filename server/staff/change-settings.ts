import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import { newId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { findStaff, lockStaff, staffName } from './record.ts';
import { readSettings, type Settings, type StoredSettings } from './settings.ts';

/**
 * Saves the settings as the revision after the one they were made from; what is not named stays. The same change sent twice is one
 * revision. Throws
 * `conflict`, with who it was, when somebody else saved others meanwhile, and `forbidden` for who is not staff.
 */
export async function changeSettings(ctx: Context, basedOnRevision: number, wanted: Partial<Settings>): Promise<StoredSettings> {
  const { actor } = ctx;
  if (actor.kind !== 'staff') throw new LaurelError('forbidden', `${actor.kind} changes no settings`);
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    await lockStaff(tx, ctx.shop.id);
    const before = await readSettings(tx, ctx.shop.id);
    const settings = { ...plain(before), ...wanted };
    if (isSame(before, settings)) return before;
    if (before.revision !== basedOnRevision) throw await conflict(tx, ctx, before, basedOnRevision);
    await tx.exec(
      before.revision === 0
        ? `insert into shop_settings (shop_id, revision, adjustment_limit_points, default_role, referral_hold, referral_refuse, changed_at, changed_by)
           values ($1, $2, $3, $4, $5, $6, $7, $8)`
        : `update shop_settings set revision = $2, adjustment_limit_points = $3, default_role = $4, referral_hold = $5, referral_refuse = $6,
           changed_at = $7, changed_by = $8 where shop_id = $1`,
      [
        ctx.shop.id,
        before.revision + 1,
        settings.adjustmentLimitPoints,
        settings.defaultRole,
        settings.referralHold,
        settings.referralRefuse,
        ctx.now,
        actor.userId,
      ],
    );
    await recordAudit(tx, ctx.shop.id, {
      id: newId(ctx.now, ctx.random),
      at: ctx.now,
      actor,
      action: 'staff.settings',
      subject: `settings/${before.revision + 1}`,
      details: { before: plain(before), after: settings },
    });
    return readSettings(tx, ctx.shop.id);
  });
}

function isSame(one: Settings, other: Settings): boolean {
  return one.adjustmentLimitPoints === other.adjustmentLimitPoints && one.defaultRole === other.defaultRole && sameThresholds(one, other);
}

function sameThresholds(one: Settings, other: Settings): boolean {
  return one.referralHold === other.referralHold && one.referralRefuse === other.referralRefuse;
}

function plain({ adjustmentLimitPoints, defaultRole, referralHold, referralRefuse }: Settings): Settings {
  return { adjustmentLimitPoints, defaultRole, referralHold, referralRefuse };
}

async function conflict(tx: Tx, ctx: Context, now: StoredSettings, basedOn: number): Promise<LaurelError> {
  const userId = now.changedBy ?? '';
  const who = staffName((await findStaff(tx, ctx.shop.id, userId)) ?? { userId, name: undefined });
  return new LaurelError('conflict', `settings based on revision ${basedOn}, newest is ${now.revision}`, {
    publicMessage: `${who[0]?.toUpperCase()}${who.slice(1)} changed the settings in the meantime. Look at them first; nothing was overwritten.`,
    details: { newestRevision: now.revision },
  });
}
