import { assert } from '../core/assert.ts';
import { calendarOf } from '../core/calendar.ts';
import { newId, type MemberId } from '../core/id.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../db/index.ts';
import { enqueue } from '../jobs/index.ts';
import { firstTier, newestProgram, standingAt, standingReason, type ProgramVersion } from '../program/index.ts';
import { giveEntryGifts } from './entry-gifts.ts';
import { nothingDone } from './lives.ts';
import { judgedAt } from './restand.ts';

export interface Newcomer {
  /** Shopify's numeric customer id, as text. */
  readonly customerId: string;
  /** When the membership began; absent: now. Earlier for history that is brought over. */
  readonly enrolledAt?: Date;
}

export interface Enrolled {
  /** The member of a customer who was asked for. */
  memberOf(customerId: string): MemberId;
  /** Customers who became members just now. */
  readonly joined: readonly string[];
}

/** Makes members of customers, in a transaction of its own; who is one already stays as they are. Throws `not_found` when the shop has no programme. */
export async function enroll(ctx: Context, customers: readonly Newcomer[]): Promise<Enrolled> {
  return ctx.db.transaction(ctx.shop.id, (tx) => enrollIn(tx, ctx, customers));
}

/**
 * As `enroll`, inside the caller's transaction and for any number of customers. Newcomers are greeted by a job, which asks
 * Shopify for their names, and get what the first tier promises to who enters it, unless `greet` is false.
 */
export async function enrollIn(tx: Tx, ctx: Context, customers: readonly Newcomer[], greet = true): Promise<Enrolled> {
  const wanted = new Map(customers.map((customer) => [customer.customerId, customer]));
  const known = await findMembers(tx, ctx, [...wanted.keys()]);
  const missing = [...wanted.values()]
    .filter(({ customerId }) => !known.has(customerId))
    .toSorted((a, b) => (a.customerId < b.customerId ? -1 : 1));
  const joined = missing.length === 0 ? [] : await insert(tx, ctx, missing, greet);
  for (const { customerId, memberId } of joined) known.set(customerId, memberId);
  if (joined.length < missing.length) {
    // Somebody else enrolled them since we looked; their rows are visible now that the insert has waited for them.
    for (const [customerId, memberId] of await findMembers(
      tx,
      ctx,
      missing.map((one) => one.customerId),
    ))
      known.set(customerId, memberId);
  }
  if (greet) for (const { customerId } of joined) await enqueue(tx, 'greet-member', { shopDomain: ctx.shop.domain, customerId });
  return {
    joined: joined.map(({ customerId }) => customerId),
    memberOf(customerId) {
      const memberId = known.get(customerId);
      assert(memberId, `customer ${customerId} was enrolled`);
      return memberId;
    },
  };
}

/** Members of those customers, as far as they are members; for a customer who was merged into another, the member of that one. */
export async function findMembers(tx: Tx, ctx: Context, customerIds: readonly string[]): Promise<Map<string, MemberId>> {
  if (customerIds.length === 0) return new Map();
  const rows = await tx.rows<{ id: MemberId; customer_id: string }>(
    'select coalesce(merged_into, id) as id, customer_id from member where shop_id = $1 and customer_id = any($2::text[])',
    [ctx.shop.id, customerIds],
  );
  return new Map(rows.map((row) => [row.customer_id, row.id]));
}

async function insert(
  tx: Tx,
  ctx: Context,
  newcomers: readonly Newcomer[],
  gifts: boolean,
): Promise<{ customerId: string; memberId: MemberId }[]> {
  const program = await newestProgram(tx, ctx.shop.id, ctx.now);
  const tier = firstTier(program.definition);
  const since = newcomers.map((one) => one.enrolledAt ?? ctx.now);
  const rows = await tx.rows<{ id: MemberId; customer_id: string; enrolled_at: Date }>(
    `insert into member (shop_id, id, customer_id, enrolled_at, tier_id, standing_seq, judged_at)
     select $1, n.id, n.customer_id, n.since, $5, 1, $6
     from unnest($2::uuid[], $3::text[], $4::timestamptz[]) as n(id, customer_id, since)
     on conflict (shop_id, customer_id) do nothing returning id, customer_id, enrolled_at`,
    [
      ctx.shop.id,
      since.map((at) => newId(at, ctx.random)),
      newcomers.map((one) => one.customerId),
      since,
      tier.id,
      judgedAt(ctx.now, program),
    ],
  );
  const joined = rows.map(({ id, enrolled_at: enrolledAt }) => ({ id, enrolledAt, standing: { tier } }));
  await insertFirstStandings(tx, ctx, program, joined);
  if (gifts) await giveEntryGifts(tx, ctx, program, joined);
  return rows.map((row) => ({ customerId: row.customer_id, memberId: row.id }));
}

/** With which each member begins, before anything they bought is counted. */
export async function insertFirstStandings(
  tx: Tx,
  ctx: Context,
  { definition, version }: ProgramVersion,
  members: readonly { readonly id: MemberId; readonly enrolledAt: Date }[],
): Promise<void> {
  const calendar = calendarOf(ctx.shop.timeZone);
  const tier = firstTier(definition);
  const nobody = standingAt(definition, calendar, { ...nothingDone, joinedAt: ctx.now }, ctx.now);
  const reason = standingReason(definition, { kind: 'joined' }, nobody, tier.id);
  await tx.exec(
    `insert into standing (shop_id, member_id, seq, tier_id, since, because, program_version)
     select $1, m.id, 1, $4, m.since, $5, $6 from unnest($2::uuid[], $3::timestamptz[]) as m(id, since)`,
    [ctx.shop.id, members.map(({ id }) => id), members.map(({ enrolledAt }) => enrolledAt), tier.id, JSON.stringify(reason), version],
  );
}

/** Members by the hash of their verified e-mail. */
export async function findByEmail(tx: Tx, ctx: Context, emailHashes: readonly string[]): Promise<Map<string, MemberId>> {
  if (emailHashes.length === 0) return new Map();
  const rows = await tx.rows<{ id: MemberId; email_hash: string }>(
    'select coalesce(merged_into, id) as id, email_hash from member where shop_id = $1 and email_hash = any($2::text[]) order by id',
    [ctx.shop.id, [...new Set(emailHashes)]],
  );
  return new Map(rows.map((row) => [row.email_hash, row.id]));
}

/** Notes the hash of a member's verified e-mail, for guest orders still to come. */
export async function keepEmail(tx: Tx, ctx: Context, memberId: MemberId, emailHash: string): Promise<void> {
  await tx.exec('update member set email_hash = $3 where shop_id = $1 and id = $2', [ctx.shop.id, memberId, emailHash]);
}
