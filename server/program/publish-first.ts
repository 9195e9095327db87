import type { Context } from '../context.ts';
import { recordAudit } from '../audit/index.ts';
import { newId } from '../core/id.ts';
import { defaultDefinition } from './definition.ts';

/** Gives a new shop the programme to start from, in force from now on; a shop that has one keeps it. Orders paid before earn nothing. */
export async function publishFirst(ctx: Context): Promise<void> {
  await ctx.db.transaction(ctx.shop.id, async (tx) => {
    const published = await tx.exec(
      `insert into program_version (shop_id, version, definition, published_at, published_by, starts_at)
       values ($1, 1, $2, $3, 'Laurel', $3) on conflict do nothing`,
      [ctx.shop.id, JSON.stringify(defaultDefinition(ctx.shop.currency)), ctx.now],
    );
    if (published === 0) return;
    await recordAudit(tx, ctx.shop.id, {
      id: newId(ctx.now, ctx.random),
      at: ctx.now,
      actor: ctx.actor,
      action: 'program.publish',
      subject: 'program/1',
      details: { why: 'the programme a new shop starts from' },
    });
  });
}
