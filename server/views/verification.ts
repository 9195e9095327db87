import type { Context } from '../context.ts';
import { verify } from '../ledger/index.ts';
import type { Verification } from './shapes.ts';

/** Derives every balance, lot and hold from the entries again. Reads only; may take seconds for a large shop. */
export async function verification(ctx: Context): Promise<Verification> {
  const { members, entries, differences } = await verify(ctx.db, ctx.shop);
  return {
    at: ctx.now.toISOString(),
    members,
    entries,
    differences: differences.map(({ memberId, what, stored, derived }) => ({ memberId, what, stored, derived })),
  };
}
