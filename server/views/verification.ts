import type { Context } from '../context.ts';
import { lastChecks, type Checked } from '../verification/index.ts';
import type { Verification, VerificationPage } from './shapes.ts';

/** How many checks are shown; the differences of all but the newest are left out. */
const shown = 10;

/** The newest checks of the books, newest first: when, by whom, what was looked at and what was found. */
export async function verificationPage(ctx: Context): Promise<VerificationPage> {
  const checks = await ctx.db.read(ctx.shop.id, (tx) => lastChecks(tx, ctx, shown));
  return { verifications: checks.map((one, i) => verificationView(i === 0 ? one : { ...one, differences: [] })) };
}

/** A check as people see it. */
export function verificationView({ id, at, by, members, entries, postings, found, differences, milliseconds }: Checked): Verification {
  return {
    id,
    at: at.toISOString(),
    by: by ?? null,
    members,
    entries,
    postings,
    found,
    seconds: milliseconds / 1000,
    differences: [...differences],
  };
}
