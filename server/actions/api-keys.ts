import { createHash } from 'node:crypto';
import { recordAudit, type AuditAction } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import { newId } from '../core/id.ts';
import type { Secrets } from '../core/secrets.ts';

/** By which another app of the shop reports what members did. */
export interface ApiKey {
  readonly id: string;
  /** What staff call it. */
  readonly name: string;
  readonly createdAt: Date;
  /** A staff member's id. */
  readonly createdBy: string;
  readonly revokedAt: Date | undefined;
}

/** More keys than these, and nobody knows who has them. */
const keysMost = 20;

/** Makes a key for the shop. The key itself is answered once and kept nowhere, only its hash. Throws `forbidden` for who is not staff, `refused` when there are too many. */
export async function createApiKey(ctx: Context, secrets: Secrets, name: string): Promise<{ key: ApiKey; secret: string }> {
  const userId = staffOf(ctx);
  const id = newId(ctx.now, ctx.random);
  const secret = `laurel_${secrets.hmac('api-key', `${ctx.shop.id}/${id}`).toString('base64url')}`;
  await ctx.db.transaction(ctx.shop.id, async (tx) => {
    const [row] = await tx.rows<{ keys: number }>('select count(*) as keys from api_key where shop_id = $1 and revoked_at is null', [
      ctx.shop.id,
    ]);
    if (Number(row?.keys) >= keysMost) {
      throw new LaurelError('refused', 'too many keys', {
        publicMessage: `There are ${keysMost} keys already. Take one back that is not used.`,
      });
    }
    await tx.exec('insert into api_key (shop_id, id, name, hash, created_at, created_by) values ($1, $2, $3, $4, $5, $6)', [
      ctx.shop.id,
      id,
      name,
      hashOf(secret),
      ctx.now,
      userId,
    ]);
    await recordAudit(tx, ctx.shop.id, entry(ctx, 'keys.create', id, { name }));
  });
  return { key: { id, name, createdAt: ctx.now, createdBy: userId, revokedAt: undefined }, secret };
}

/** Takes a key back, from now on; taking it back again changes nothing. Throws `not_found` and `forbidden`. */
export async function revokeApiKey(ctx: Context, id: string): Promise<void> {
  staffOf(ctx);
  await ctx.db.transaction(ctx.shop.id, async (tx) => {
    const [row] = await tx.rows<{ name: string; revoked_at: Date | null }>(
      'select name, revoked_at from api_key where shop_id = $1 and id = $2 for update',
      [ctx.shop.id, id],
    );
    if (!row) throw new LaurelError('not_found', `no api key ${id}`);
    if (row.revoked_at !== null) return;
    await tx.exec('update api_key set revoked_at = $3 where shop_id = $1 and id = $2', [ctx.shop.id, id, ctx.now]);
    await recordAudit(tx, ctx.shop.id, entry(ctx, 'keys.revoke', id, { name: row.name }));
  });
}

/** All keys of the shop, the newest first. */
export async function apiKeys(ctx: Context): Promise<ApiKey[]> {
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const rows = await tx.rows<{ id: string; name: string; created_at: Date; created_by: string; revoked_at: Date | null }>(
      'select id, name, created_at, created_by, revoked_at from api_key where shop_id = $1 order by created_at desc, id desc',
      [ctx.shop.id],
    );
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      createdAt: row.created_at,
      createdBy: row.created_by,
      revokedAt: row.revoked_at ?? undefined,
    }));
  });
}

/** Which key of the shop this is. Throws `unauthenticated` for one that was taken back, of another shop or of nobody. */
export async function readApiKey(ctx: Context, secret: string): Promise<string> {
  const [row] = await ctx.db.read(ctx.shop.id, (tx) =>
    tx.rows<{ id: string }>('select id from api_key where shop_id = $1 and hash = $2 and revoked_at is null', [
      ctx.shop.id,
      hashOf(secret),
    ]),
  );
  if (!row) throw new LaurelError('unauthenticated', 'unknown api key', { publicMessage: 'This key is not known, or was taken back.' });
  return row.id;
}

function hashOf(secret: string): string {
  // A key is as random as the hash is long: there is nothing to guess, and so nothing to slow down.
  return createHash('sha256').update(secret).digest('hex');
}

function staffOf({ actor }: Context): string {
  if (actor.kind !== 'staff') throw new LaurelError('forbidden', `${actor.kind} has no keys`);
  return actor.userId;
}

function entry(ctx: Context, action: AuditAction, id: string, details: Record<string, unknown>) {
  return { id: newId(ctx.now, ctx.random), at: ctx.now, actor: ctx.actor, action, subject: `api-key/${id}`, details };
}
