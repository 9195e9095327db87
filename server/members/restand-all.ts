import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { enqueue } from '../jobs/index.ts';
import { newestProgram, type Because } from '../program/index.ts';
import { lockCurrent } from './lock.ts';
import { restand } from './restand.ts';
import { announcement } from './restand-due.ts';

const batchMax = 1_000;
/** A run tells how far it is after every batch; after so long in silence its worker is taken for dead. */
const silenceMs = 60_000;

/**
 * Judges every member of the shop by `programVersion`, in transactions of at most `batch` members; how far it is stands in the database, so
 * that it goes on there after a crash. Ends when a newer version is in force: that one judges everybody itself. Returns how many changed
 * tier. Repeating it changes nothing more.
 */
export async function restandAll(ctx: Context, programVersion: number, batch = batchMax): Promise<number> {
  await begin(ctx, programVersion);
  let changed = 0;
  for (;;) {
    const step = await restandNext(ctx, programVersion, batch);
    if (step === undefined) return changed;
    changed += step;
  }
}

/** Puts judging everybody by the version in force on the list, if it has begun and nobody does it: one that was to begin later, or whose worker died. */
export async function restandBegun(ctx: Context): Promise<void> {
  await ctx.db.transaction(ctx.shop.id, async (tx) => {
    const { version } = await newestProgram(tx, ctx.shop.id, ctx.now);
    if (version === 1) return;
    const runs = await tx.rows<{ going: boolean }>(
      'select finished_at is not null or touched_at > $3 as going from restand_run where shop_id = $1 and version = $2',
      [ctx.shop.id, version, new Date(ctx.wallClock().getTime() - silenceMs)],
    );
    if (runs.some(({ going }) => going)) return;
    await enqueue(tx, 'restand-all', { shopDomain: ctx.shop.domain, programVersion: version }, { key: `restand-all/${ctx.shop.id}` });
  });
}

async function begin(ctx: Context, version: number): Promise<void> {
  await ctx.db.transaction(ctx.shop.id, (tx) =>
    tx.exec(
      `insert into restand_run (shop_id, version, members, started_at, touched_at)
       select $1, $2, (select count(*) from member where shop_id = $1 and merged_into is null), $3, $4 on conflict do nothing`,
      [ctx.shop.id, version, ctx.now, ctx.wallClock()],
    ),
  );
}

/** How many of the next members changed tier; undefined: all are judged. */
async function restandNext(ctx: Context, version: number, batch: number): Promise<number | undefined> {
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    // Two workers take turns, and never the same members.
    const [run] = await tx.rows<{ after_member: MemberId | null }>(
      'select after_member from restand_run where shop_id = $1 and version = $2 and finished_at is null for update',
      [ctx.shop.id, version],
    );
    if (!run) return undefined;
    const program = await newestProgram(tx, ctx.shop.id, ctx.now);
    if (program.version !== version) {
      await note(tx, ctx, version, [], true);
      return undefined;
    }
    const members = await tx.rows<{ id: MemberId }>(
      'select id from member where shop_id = $1 and ($2::uuid is null or id > $2) and merged_into is null order by id limit $3',
      [ctx.shop.id, run.after_member, batch],
    );
    const ids = members.map(({ id }) => id);
    // Gifts are posted: balances come before members, as everywhere.
    await lockCurrent(tx, ctx, ids);
    const changes = await restand(tx, ctx, new Map(ids.map((id): [MemberId, Because] => [id, { kind: 'program', version }])));
    if (changes.length > 0) await enqueue(tx, 'announce', announcement(ctx, changes));
    await note(tx, ctx, version, ids, ids.length < batch);
    return changes.length;
  });
}

async function note(tx: Tx, ctx: Context, version: number, judged: readonly MemberId[], finished: boolean): Promise<void> {
  await tx.exec(
    `update restand_run set done = done + $3, members = greatest(members, done + $3), after_member = coalesce($4, after_member),
       finished_at = case when $5 then $6::timestamptz end, touched_at = $7 where shop_id = $1 and version = $2`,
    [ctx.shop.id, version, judged.length, judged.at(-1) ?? null, finished, ctx.now, ctx.wallClock()],
  );
}
