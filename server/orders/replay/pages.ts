import type { Context } from '../../context.ts';
import type { OrderFacts } from '../../core/facts.ts';
import type { MemberId } from '../../core/id.ts';
import { livesBesideOrders } from '../../members/index.ts';
import type { Life } from '../../program/index.ts';
import type { Pin, PinnedContext } from '../award.ts';
import type { Tx } from '../../db/index.ts';
import { fromStored, type StoredFacts } from '../snapshot.ts';

/** An order as it stands, with the promise it was granted under and what is posted for it. */
export interface PastOrder {
  readonly facts: OrderFacts;
  readonly pin: Pin | undefined;
  /** What it was last settled to: posted points, less those a policy left after a refund. */
  readonly livePoints: number;
}

/** A member with all orders, in the order in which they were placed. */
export interface PastMember {
  readonly id: MemberId;
  readonly tierId: string;
  readonly joinedAt: Date;
  /** What decides about the tier beside orders: what was done, and what staff said. */
  readonly beside: Pick<Life, 'deeds' | 'keeps'>;
  readonly orders: readonly PastOrder[];
}

const nothing: PastMember['beside'] = { deeds: [], keeps: [] };

interface Row {
  readonly id: MemberId;
  readonly tier_id: string;
  readonly enrolled_at: Date;
  readonly orders: readonly Told[];
}

/** An order as the database tells it, in one piece with all others of its member: so many small columns cost more than the rules. */
type Told = readonly [
  version: number | null,
  tierId: string | null,
  rate: number | null,
  context: PinnedContext | null,
  points: number,
  facts: StoredFacts,
];

export interface PastOptions {
  /** What is read beside orders: nothing, what staff said about tiers, or actions too. */
  readonly beside?: 'nothing' | 'keeps' | 'actions';
  readonly membersPerPage?: number;
}

/**
 * Every member of the shop with all orders, some hundred members at a time: while one page is worked on the next is being read, and
 * no more are in memory. Each page sees one moment; nothing is locked. Ends early when `stopped`.
 */
export async function* pastMembers(
  ctx: Context,
  { beside = 'nothing', membersPerPage = 400 }: PastOptions = {},
): AsyncGenerator<PastMember[]> {
  let reading = readPage(ctx, undefined, beside, membersPerPage);
  try {
    for (;;) {
      const { members, last } = await reading;
      if (last !== undefined) reading = readPage(ctx, last, beside, membersPerPage);
      if (members.length > 0) yield members;
      if (last === undefined) return;
    }
  } finally {
    // Whoever stops listening leaves a page half read; what comes of it is nobody's business.
    await reading.catch(() => undefined);
  }
}

/** One member with all orders, as they are in the caller's transaction; undefined: there is none, or it was merged into another. */
export async function pastMember(tx: Tx, ctx: Context, memberId: MemberId): Promise<PastMember | undefined> {
  return (await tx.rows<Row>(ofMember, [ctx.shop.id, memberId])).map(toMember)[0];
}

async function readPage(
  ctx: Context,
  after: MemberId | undefined,
  beside: NonNullable<PastOptions['beside']>,
  limit: number,
): Promise<{ members: PastMember[]; last: MemberId | undefined }> {
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const members = (await tx.rows<Row>(page, [ctx.shop.id, after ?? null, limit])).map(toMember);
    const last = members.length < limit ? undefined : members.at(-1)?.id;
    if (beside === 'nothing') return { members, last };
    const ids = members.map(({ id }) => id);
    const lives = await livesBesideOrders(tx, ctx, ids, new Date(0), beside === 'actions');
    return { members: members.map((member) => ({ ...member, beside: lives.get(member.id) ?? member.beside })), last };
  });
}

const page = pastOf('shop_id = $1 and ($2::uuid is null or id > $2) and merged_into is null order by id limit $3');
const ofMember = pastOf('shop_id = $1 and id = $2 and merged_into is null');

function pastOf(members: string): string {
  return `
  with page as materialized (select id, tier_id, enrolled_at from member where ${members})
  select p.id, p.tier_id, p.enrolled_at, coalesce((
    select '[' || string_agg(concat('[', coalesce(o.program_version::text, 'null'), ',', coalesce(to_json(o.tier_id)::text, 'null'), ',',
      coalesce(o.points_per_major_unit::text, 'null'), ',', coalesce(o.earn_context::text, 'null'), ',', o.posted_points - o.waived_points, ',',
      o.facts::text, ']'), ',' order by o.processed_at, o.order_id) || ']'
    from shop_order o where o.shop_id = $1 and o.member_id = p.id), '[]')::json as orders
  from page p order by p.id`;
}

function toMember({ id, tier_id, enrolled_at, orders }: Row): PastMember {
  return { id, tierId: tier_id, joinedAt: enrolled_at, beside: nothing, orders: orders.map(toOrder) };
}

function toOrder([version, tierId, rate, context, livePoints, facts]: Told): PastOrder {
  const pin =
    version === null || tierId === null || rate === null
      ? undefined
      : { programVersion: version, tierId, pointsPerMajorUnit: rate, context: context ?? undefined };
  return { facts: fromStored(facts), pin, livePoints };
}
