import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import { inputHash, newId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { enqueue } from '../jobs/index.ts';
import { authorOf } from './author.ts';
import { readDefinition, type DefinitionProblem } from './check.ts';
import type { Definition } from './definition.ts';

export interface PublishRequest {
  /** The version the merchant saw when editing; another one in the meantime is a conflict. */
  readonly basedOnVersion: number;
  readonly definition: unknown;
}

export type PublishResult = { readonly version: number } | { readonly problems: DefinitionProblem[] };

/**
 * Publishes a definition as the next version, in force at once, and has all members judged again. Published versions never
 * change. The same edit sent twice is one version. Throws `conflict` when someone else published in between.
 */
export async function publish(ctx: Context, request: PublishRequest): Promise<PublishResult> {
  const read = readDefinition(request.definition, ctx.shop);
  if ('problems' in read) return read;
  const version = request.basedOnVersion + 1;
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    const before = await newestVersion(tx, ctx);
    if (before.version === request.basedOnVersion && (await insert(tx, ctx, version, read.definition))) {
      await afterInsert(tx, ctx, version);
      return { version };
    }
    // Somebody was faster; perhaps this very edit, sent twice.
    const newest = await newestVersion(tx, ctx);
    if (newest.version === version && inputHash(newest.definition) === inputHash(read.definition)) return { version };
    throw new LaurelError('conflict', `edit of version ${request.basedOnVersion}, newest is ${newest.version}`, {
      publicMessage: 'Someone else changed the programme in the meantime. Please look at the new version first; nothing was overwritten.',
      details: { newestVersion: newest.version },
    });
  });
}

async function afterInsert(tx: Tx, ctx: Context, version: number): Promise<void> {
  await recordAudit(tx, ctx.shop.id, {
    id: newId(ctx.now, ctx.random),
    at: ctx.now,
    actor: ctx.actor,
    action: 'program.publish',
    subject: `program/${version}`,
    details: { basedOnVersion: version - 1 },
  });
  await enqueue(tx, 'restand-all', { shopDomain: ctx.shop.domain, programVersion: version }, { key: `restand-all/${ctx.shop.id}` });
}

async function newestVersion(tx: Tx, ctx: Context): Promise<{ version: number; definition: Definition | undefined }> {
  const [row] = await tx.rows<{ version: number; definition: Definition }>(
    'select version, definition from program_version where shop_id = $1 order by version desc limit 1',
    [ctx.shop.id],
  );
  return row ?? { version: 0, definition: undefined };
}

/** False when another publication took the number at the same moment. */
async function insert(tx: Tx, ctx: Context, version: number, definition: Definition): Promise<boolean> {
  const inserted = await tx.exec(
    // Never before the ones it replaces: by a clock that was set back it would change what they granted. One still to come does not count.
    `insert into program_version (shop_id, version, definition, published_at, published_by, starts_at)
     values ($1, $2, $3, $4, $5, greatest($4, (select max(starts_at) + interval '1 millisecond' from program_version where shop_id = $1 and (not scheduled or starts_at <= $4::timestamptz + interval '10 minutes'))))
     on conflict do nothing`,
    [ctx.shop.id, version, JSON.stringify(definition), ctx.now, authorOf(ctx.actor)],
  );
  return inserted === 1;
}
