import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import { enqueue } from '../jobs/index.ts';
import type { Because } from '../program/index.ts';
import { lockCurrent } from './lock.ts';
import { restand } from './restand.ts';
import { announcement } from './restand-due.ts';

const batchMax = 1_000;

/**
 * Judges every member of the shop after `programVersion` was published, in transactions of at most `batch` members. Returns
 * how many changed tier. Repeating it changes nothing more.
 */
export async function restandAll(ctx: Context, programVersion: number, batch = batchMax): Promise<number> {
  let changed = 0;
  let after: MemberId | undefined;
  do {
    const done = await restandAfter(ctx, programVersion, after, batch);
    changed += done.changed;
    after = done.last;
  } while (after !== undefined);
  return changed;
}

async function restandAfter(
  ctx: Context,
  version: number,
  after: MemberId | undefined,
  batch: number,
): Promise<{ changed: number; last: MemberId | undefined }> {
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    const members = await tx.rows<{ id: MemberId }>(
      'select id from member where shop_id = $1 and ($2::uuid is null or id > $2) and merged_into is null order by id limit $3',
      [ctx.shop.id, after ?? null, batch],
    );
    // Gifts are posted: balances come before members, as everywhere.
    const ids = members.map(({ id }) => id);
    await lockCurrent(tx, ctx, ids);
    const changes = await restand(tx, ctx, new Map(ids.map((id): [MemberId, Because] => [id, { kind: 'program', version }])));
    if (changes.length > 0) await enqueue(tx, 'announce', announcement(ctx, changes));
    return { changed: changes.length, last: members.length < batch ? undefined : members.at(-1)?.id };
  });
}
