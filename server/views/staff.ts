import type { Context } from '../context.ts';
import { actsOf, allStaff, readSettings, staffName, staffNames, type Staff, type StoredSettings } from '../staff/index.ts';
import type { Me, SettingsView, StaffPage, StaffRow } from './staff-shapes.ts';

/** Who is asking, and what they may do. */
export function meView(staff: Staff): Me {
  return { userId: staff.userId, name: staffName(staff), role: staff.role, may: actsOf(staff.role) };
}

/** Everybody who ever opened the app in this shop, by role. */
export async function staffPage(ctx: Context): Promise<StaffPage> {
  const everybody = await ctx.db.read(ctx.shop.id, (tx) => allStaff(tx, ctx.shop.id));
  return { staff: everybody.map((one) => row(one, everybody)) };
}

/** One of them, as the page shows them. */
export async function staffView(ctx: Context, staff: Staff): Promise<StaffRow> {
  return row(staff, await ctx.db.read(ctx.shop.id, (tx) => allStaff(tx, ctx.shop.id)));
}

function row({ userId, name, role, since, givenBy }: Staff, everybody: readonly Staff[]): StaffRow {
  const giver = everybody.find((one) => one.userId === givenBy);
  return { userId, name: staffName({ userId, name }), role, since: since.toISOString(), givenBy: giver ? staffName(giver) : null };
}

/** The shop's settings, with who changed them last; `saved` when they are known already. */
export async function settingsPage(ctx: Context, saved?: StoredSettings): Promise<SettingsView> {
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const settings = saved ?? (await readSettings(tx, ctx.shop.id));
    const name = await staffNames(tx, ctx.shop.id);
    return {
      adjustmentLimitPoints: settings.adjustmentLimitPoints,
      defaultRole: settings.defaultRole,
      revision: settings.revision,
      changedAt: settings.changedAt?.toISOString() ?? null,
      changedBy: settings.changedBy === undefined ? null : name(settings.changedBy),
    };
  });
}
