import { createHmac, randomBytes } from 'node:crypto';
import type { Context } from '../context.ts';
import type { Secrets } from '../core/secrets.ts';
import type { Tx } from '../db/index.ts';
import type { Trace } from './traces.ts';

const dayMs = 24 * 60 * 60_000;
/** So long traces are hashed under a salt as the newest; then a new one begins, and they are hashed under both. */
const saltDays = 90;
/** So long two orders can be compared; then the traces are deleted. */
const keptDays = 180;
/** Traces deleted in one statement. */
const purgedMax = 10_000;
const hashBytes = 16;

export interface TracesOfOrder {
  readonly orderId: string;
  readonly traces: readonly Trace[];
}

interface Salt {
  readonly no: number;
  readonly made_at: Date;
  readonly sealed: string;
}

/**
 * Keeps what orders tell of their buyers, hashed under every salt that is in use; what is known of an order stays as it was. The texts
 * themselves are stored nowhere.
 */
export async function keepTraces(ctx: Context, secrets: Secrets, orders: readonly TracesOfOrder[]): Promise<void> {
  const told = orders.filter(({ traces }) => traces.length > 0);
  if (told.length === 0) return;
  await ctx.db.transaction(ctx.shop.id, async (tx) => {
    const rows = (await saltsInUse(tx, ctx, secrets)).flatMap(({ no, key }) =>
      told.flatMap(({ orderId, traces }) => traces.map(({ kind, text }) => ({ orderId, kind, no, hash: hashOf(key, kind, text) }))),
    );
    await tx.exec(
      `insert into order_trace (shop_id, order_id, kind, salt_no, hash, kept_at)
       select $1, t.order_id, t.kind, t.salt_no, t.hash, $2 from unnest($3::text[], $4::text[], $5::int[], $6::bytea[]) t (order_id, kind, salt_no, hash)
       on conflict do nothing`,
      [
        ctx.shop.id,
        ctx.now,
        rows.map(({ orderId }) => orderId),
        rows.map(({ kind }) => kind),
        rows.map(({ no }) => no),
        rows.map(({ hash }) => hash),
      ],
    );
  });
}

/** Deletes traces that are older than they are needed, the salts nobody needs any more with them, and addresses nobody came with. */
export async function purgeTraces(ctx: Context): Promise<void> {
  const before = (days: number) => new Date(ctx.now.getTime() - days * dayMs);
  for (;;) {
    const gone = await ctx.db.transaction(ctx.shop.id, (tx) =>
      tx.exec(
        `delete from order_trace t using (select order_id, kind, salt_no from order_trace where shop_id = $1 and kept_at < $2 limit $3) o
         where t.shop_id = $1 and t.order_id = o.order_id and t.kind = o.kind and t.salt_no = o.salt_no`,
        [ctx.shop.id, before(keptDays), purgedMax],
      ),
    );
    if (gone < purgedMax) break;
  }
  await ctx.db.transaction(ctx.shop.id, async (tx) => {
    await tx.exec(
      `delete from trace_salt s where s.shop_id = $1 and s.made_at < $2
       and not exists (select from order_trace t where t.shop_id = s.shop_id and t.salt_no = s.no)`,
      [ctx.shop.id, before(keptDays)],
    );
    await tx.exec('delete from referral_promise where shop_id = $1 and at < $2', [ctx.shop.id, before(keptDays)]);
  });
}

async function saltsInUse(tx: Tx, ctx: Context, secrets: Secrets): Promise<{ no: number; key: string }[]> {
  const since = new Date(ctx.now.getTime() - keptDays * dayMs);
  const read = () =>
    tx.rows<Salt>('select no, made_at, sealed from trace_salt where shop_id = $1 and made_at > $2 order by no', [ctx.shop.id, since]);
  let salts = await read();
  const newest = salts.at(-1);
  if (newest === undefined || ctx.now.getTime() - newest.made_at.getTime() >= saltDays * dayMs) {
    // Not from the chance that is handed in: a salt that can be guessed is none.
    const sealed = secrets.encrypt(randomBytes(32).toString('base64'));
    await tx.exec(
      `insert into trace_salt (shop_id, no, made_at, sealed)
       select $1, coalesce(max(no), 0) + 1, $2, $3 from trace_salt where shop_id = $1 on conflict do nothing`,
      [ctx.shop.id, ctx.now, sealed],
    );
    salts = await read();
  }
  return salts.map(({ no, sealed }) => ({ no, key: secrets.decrypt(sealed) }));
}

function hashOf(key: string, kind: string, text: string): Buffer {
  return createHmac('sha256', Buffer.from(key, 'base64')).update(`${kind}\0${text}`).digest().subarray(0, hashBytes);
}
