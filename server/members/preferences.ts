import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import type { Locale } from '../program/index.ts';
import { lockCurrent } from './lock.ts';

export interface Preferences {
  /** Whether they are told by e-mail what happens to their points. */
  readonly notices: boolean;
  /** null: the language of whatever they look at. */
  readonly locale: Locale | null;
}

const usual: Preferences = { notices: true, locale: null };

/** What each of these members wishes; who never said anything is told, in the language they look at. */
export async function preferencesOf(tx: Tx, ctx: Context, members: readonly MemberId[]): Promise<(memberId: MemberId) => Preferences> {
  const rows = await tx.rows<Preferences & { member_id: MemberId }>(
    'select member_id, notices, locale from preference where shop_id = $1 and member_id = any($2::uuid[])',
    [ctx.shop.id, members],
  );
  const said = new Map(rows.map(({ member_id: memberId, notices, locale }) => [memberId, { notices, locale }]));
  return (memberId) => said.get(memberId) ?? usual;
}

/** Notes what a member wishes. Throws `conflict` for a member who was merged. */
export async function keepPreferences(ctx: Context, memberId: MemberId, { notices, locale }: Preferences): Promise<void> {
  await ctx.db.transaction(ctx.shop.id, async (tx) => {
    await lockCurrent(tx, ctx, [memberId]);
    await tx.exec(
      `insert into preference (shop_id, member_id, notices, locale, changed_at) values ($1, $2, $3, $4, $5)
       on conflict (shop_id, member_id) do update set notices = excluded.notices, locale = excluded.locale, changed_at = excluded.changed_at`,
      [ctx.shop.id, memberId, notices, locale, ctx.now],
    );
  });
}

/** Notes inside the caller's transaction that a member wishes to be told nothing by e-mail; the language they chose stays. Twice is once. */
export async function stopNotices(tx: Tx, ctx: Context, memberId: MemberId): Promise<void> {
  await lockCurrent(tx, ctx, [memberId]);
  await tx.exec(
    `insert into preference (shop_id, member_id, notices, changed_at) values ($1, $2, false, $3)
     on conflict (shop_id, member_id) do update set notices = false, changed_at = excluded.changed_at where preference.notices`,
    [ctx.shop.id, memberId, ctx.now],
  );
}
