import type { Context } from '../context.ts';
import { newId } from '../core/id.ts';
import type { Day } from '../core/time.ts';
import { correctingOf } from './correct.ts';
import { findDifferences } from './find.ts';
import { offer } from './offer.ts';
import { keep, nightIsChecked, type Checked } from './record.ts';

/** How many differences are kept and shown with their corrections; all are counted. */
const keptMax = 300;

/** Derives everything of the shop again and keeps what came of it, in the name of the staff member who asked. May take seconds. */
export async function checkBooks(ctx: Context): Promise<Checked> {
  const checked = await check(ctx);
  await ctx.db.transaction(ctx.shop.id, (tx) => keep(tx, ctx, checked, undefined));
  return checked;
}

/** The same once for a night, named by the shop's day. Nothing if it was done. What differs is an error in the log. */
export async function checkNight(ctx: Context, night: Day): Promise<Checked | undefined> {
  if (await ctx.db.read(ctx.shop.id, (tx) => nightIsChecked(tx, ctx, night))) return undefined;
  const checked = await check(ctx);
  await ctx.db.transaction(ctx.shop.id, (tx) => keep(tx, ctx, checked, night));
  const { found, differences, members, entries, postings, milliseconds } = checked;
  const counts = { shop: ctx.shop.domain, night, members, entries, postings, milliseconds };
  if (found > 0) ctx.log.error({ ...counts, found, first: differences[0] }, 'the books differ');
  else ctx.log.info(counts, 'the books are right');
  return checked;
}

async function check(ctx: Context): Promise<Checked> {
  const began = ctx.wallClock().getTime();
  const { found, ...counts } = await findDifferences(ctx);
  const offered = await offer(ctx, found.slice(0, keptMax), correctingOf(ctx, { attempt: 'offered', reason: 'offered' }));
  return {
    id: newId(ctx.now, ctx.random),
    at: ctx.now,
    by: ctx.actor.kind === 'staff' ? ctx.actor.userId : undefined,
    ...counts,
    found: found.length,
    differences: offered.map(({ correction, firstWrongSeq, instead, ...rest }) => ({
      ...rest,
      firstWrongSeq: firstWrongSeq ?? null,
      instead: instead ?? null,
      correction:
        correction === undefined
          ? null
          : {
              kind: correction.kind,
              text: correction.text,
              posting: correction.operation === undefined ? null : postingOf(correction.operation),
            },
    })),
    milliseconds: Math.max(0, ctx.wallClock().getTime() - began),
  };
}

function postingOf(operation: { readonly kind: string; readonly points?: number; readonly origin?: string }) {
  return { kind: operation.kind, points: operation.points ?? 0, origin: operation.origin ?? null };
}
