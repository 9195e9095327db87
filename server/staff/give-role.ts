import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import { LaurelError } from '../core/errors.ts';
import { newId } from '../core/id.ts';
import { allStaff, findStaff, lockStaff, staffName, type Staff } from './record.ts';
import { mayNot, wrongRoleSentence, type Role } from './roles.ts';

export interface RoleChange {
  readonly userId: string;
  readonly role: Role;
  /** The role the giver saw; another one in the meantime is a conflict. */
  readonly was: Role;
}

export type GiveRoleResult = { readonly staff: Staff } | { readonly refused: { readonly code: 'last-owner' } };

/**
 * An owner gives a staff member a role. A shop's last owner keeps theirs: that is refused. Giving a role twice is giving it once.
 * Throws `forbidden` for who is no owner any more, `not_found`, and `conflict` when somebody else changed the role meanwhile.
 */
export async function giveRole(ctx: Context, change: RoleChange): Promise<GiveRoleResult> {
  const { actor } = ctx;
  if (actor.kind !== 'staff') throw new LaurelError('forbidden', `${actor.kind} gives no roles`);
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    await lockStaff(tx, ctx.shop.id);
    const everybody = await allStaff(tx, ctx.shop.id);
    const giver = everybody.find((one) => one.userId === actor.userId);
    const owners = everybody.filter(({ role }) => role === 'owner');
    const wrong = giver && mayNot(giver.role, 'give-roles');
    if (!giver || wrong) {
      throw new LaurelError('forbidden', `staff ${actor.userId} is no owner any more`, {
        ...(wrong && { publicMessage: wrongRoleSentence(wrong, owners.map(staffName)) }),
      });
    }
    const before = everybody.find((one) => one.userId === change.userId);
    if (!before) throw new LaurelError('not_found', `no staff member ${change.userId}`);
    if (before.role === change.role) return { staff: before };
    if (before.role !== change.was) {
      throw new LaurelError('conflict', `role of ${change.userId} is ${before.role}, not ${change.was}`, {
        publicMessage: `Someone made ${staffName(before)} ${before.role} in the meantime. Nothing was changed.`,
      });
    }
    if (before.role === 'owner' && owners.length === 1) return { refused: { code: 'last-owner' } };
    await tx.exec('update staff set role = $3, since = $4, given_by = $5 where shop_id = $1 and user_id = $2', [
      ctx.shop.id,
      change.userId,
      change.role,
      ctx.now,
      actor.userId,
    ]);
    await recordAudit(tx, ctx.shop.id, {
      id: newId(ctx.now, ctx.random),
      at: ctx.now,
      actor,
      action: 'staff.role',
      subject: `staff/${change.userId}`,
      details: { from: before.role, to: change.role },
    });
    const staff = await findStaff(tx, ctx.shop.id, change.userId);
    assert(staff, 'who has a role is there');
    return { staff };
  });
}
