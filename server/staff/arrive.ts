import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import { newId } from '../core/id.ts';
import { findStaff, lockStaff, type Staff } from './record.ts';
import { readSettings } from './settings.ts';

/**
 * Somebody opened the app for the first time: the first of a shop is its owner, whoever comes later has the shop's default role.
 * However many come at once, one is first; who is known already stays as they are.
 */
export async function arrive(ctx: Context, userId: string, name: string | undefined): Promise<Staff> {
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    await lockStaff(tx, ctx.shop.id);
    const known = await findStaff(tx, ctx.shop.id, userId);
    if (known) return known;
    const [others] = await tx.rows('select from staff where shop_id = $1 limit 1', [ctx.shop.id]);
    const role = others ? (await readSettings(tx, ctx.shop.id)).defaultRole : 'owner';
    await tx.exec('insert into staff (shop_id, user_id, name, role, since) values ($1, $2, $3, $4, $5)', [
      ctx.shop.id,
      userId,
      name ?? null,
      role,
      ctx.now,
    ]);
    await recordAudit(tx, ctx.shop.id, {
      id: newId(ctx.now, ctx.random),
      at: ctx.now,
      actor: ctx.actor,
      action: 'staff.arrive',
      subject: `staff/${userId}`,
      details: { role },
    });
    const arrived = await findStaff(tx, ctx.shop.id, userId);
    assert(arrived, 'who has arrived is there');
    return arrived;
  });
}
