import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';

// Without what is taken for something else when it is read out: 0 and O, 1 and I and L.
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** The member's code, the same for ever; made when it is asked for first. Inside the caller's transaction. */
export async function codeOf(tx: Tx, ctx: Context, memberId: MemberId): Promise<string> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const code = Array.from({ length: 8 }, () => letters[Math.floor(ctx.random() * letters.length)]).join('');
    await tx.exec('insert into referral_code (shop_id, member_id, code, created_at) values ($1, $2, $3, $4) on conflict do nothing', [
      ctx.shop.id,
      memberId,
      code,
      ctx.now,
    ]);
    const [row] = await tx.rows<{ code: string }>('select code from referral_code where shop_id = $1 and member_id = $2', [
      ctx.shop.id,
      memberId,
    ]);
    if (row) return row.code;
  }
  assert(false, 'one of five codes of eight letters is free');
}

/** Whose code it is, however it was typed; of a member who was merged into another, the other's. Undefined where nobody has it. */
export async function advocateOf(tx: Tx, ctx: Context, code: string): Promise<MemberId | undefined> {
  const [row] = await tx.rows<{ id: MemberId }>(
    `select coalesce(m.merged_into, m.id) as id from referral_code c join member m on m.shop_id = c.shop_id and m.id = c.member_id
     where c.shop_id = $1 and c.code = $2`,
    [ctx.shop.id, plainCode(code)],
  );
  return row?.id;
}

/** A code as it is stored, however it was typed. */
export function plainCode(typed: string): string {
  return typed.trim().toUpperCase().replaceAll(/[\s-]/g, '');
}
