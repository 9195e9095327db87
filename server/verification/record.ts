import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Day } from '../core/time.ts';
import type { Tx } from '../db/index.ts';

/** A difference as it is kept and shown. */
export interface KeptDifference {
  readonly memberId: MemberId;
  readonly what: string;
  readonly stored: number;
  readonly derived: number;
  readonly firstWrongSeq: number | null;
  readonly correction: {
    readonly kind: 'rebuild' | 'order' | 'judge';
    readonly text: string;
    readonly posting: { readonly kind: string; readonly points: number; readonly origin: string | null } | null;
  } | null;
  readonly instead: string | null;
}

/** What one check of the books came to. */
export interface Checked {
  readonly id: string;
  readonly at: Date;
  /** A staff member's id; undefined: nobody, it was the night. */
  readonly by: string | undefined;
  readonly members: number;
  readonly entries: number;
  readonly postings: number;
  /** All that were found; the first of them are in `differences`. */
  readonly found: number;
  readonly differences: readonly KeptDifference[];
  readonly milliseconds: number;
}

/** How many checks of a shop are kept. */
const checksMax = 30;

/** Keeps a check, of a night or of staff, and forgets the oldest. Two that checked the same night keep one. */
export async function keep(tx: Tx, ctx: Context, checked: Checked, night: Day | undefined): Promise<void> {
  await tx.exec(
    `insert into verification (shop_id, id, at, staff_id, night, members, entries, postings, found, differences, milliseconds)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (shop_id, night) where night is not null do nothing`,
    [
      ctx.shop.id,
      checked.id,
      checked.at,
      night === undefined ? (checked.by ?? 'system') : null,
      night ?? null,
      checked.members,
      checked.entries,
      checked.postings,
      checked.found,
      JSON.stringify(checked.differences),
      checked.milliseconds,
    ],
  );
  await tx.exec(
    `delete from verification where shop_id = $1 and id in (
       select id from verification where shop_id = $1 order by at desc, id desc offset $2)`,
    [ctx.shop.id, checksMax],
  );
}

/** Whether a night was checked already. */
export async function nightIsChecked(tx: Tx, ctx: Context, night: Day): Promise<boolean> {
  const rows = await tx.rows('select 1 from verification where shop_id = $1 and night = $2', [ctx.shop.id, night]);
  return rows.length > 0;
}

interface Row {
  readonly id: string;
  readonly at: Date;
  readonly staff_id: string | null;
  readonly members: number;
  readonly entries: number;
  readonly postings: number;
  readonly found: number;
  readonly differences: readonly KeptDifference[];
  readonly milliseconds: number;
}

/** The newest checks of the shop, newest first. */
export async function lastChecks(tx: Tx, ctx: Context, count: number): Promise<Checked[]> {
  const rows = await tx.rows<Row>(
    `select id, at, staff_id, members, entries, postings, found, differences, milliseconds from verification
     where shop_id = $1 order by at desc, id desc limit $2`,
    [ctx.shop.id, count],
  );
  return rows.map(({ staff_id, ...row }) => ({ ...row, by: staff_id ?? undefined }));
}
