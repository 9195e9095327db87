import type { Context } from '../context.ts';
import type { Calendar } from '../core/calendar.ts';
import type { OrderFacts } from '../core/facts.ts';
import type { MemberId } from '../core/id.ts';
import type { Day } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import { post, type Operation } from '../ledger/index.ts';
import { waitsForParcels, type ProgramVersion } from '../program/index.ts';
import { daysOf, originOf } from './order-days.ts';

/** An order that was settled, with the member who has its points. */
export interface Settled {
  readonly facts: OrderFacts;
  readonly memberId: MemberId;
  readonly program: ProgramVersion | undefined;
  readonly imported: boolean;
  /** How often points moved for it before. */
  readonly postings: number;
  readonly at: Date;
}

/**
 * Points of orders that wait for their parcels get the day that follows from what is known of these now, as far as they have not
 * vested. Compares with the day that is stored, so that repeats and any order of delivery come to the same day.
 */
export async function reschedule(tx: Tx, ctx: Context, calendar: Calendar, orders: readonly Settled[]): Promise<void> {
  const waiting = orders.flatMap((order) => toWaiting(calendar, order));
  if (waiting.length === 0) return;
  const moving = await datedOtherwise(tx, ctx, calendar, waiting);
  await post(tx, ctx.shop, ctx.now, moving.map(toOperation));
}

interface Waiting {
  readonly order: Settled;
  readonly program: ProgramVersion;
  readonly vestsOn: Day;
}

interface Moving extends Waiting {
  /** How often a day of the order's points was set before: names the next time. */
  readonly times: number;
}

function toWaiting(calendar: Calendar, order: Settled): Waiting[] {
  const { facts, program, imported, postings } = order;
  // What an order earns for the first time has its day already.
  if (postings === 0 || !program || !waitsForParcels(program.definition.earning)) return [];
  const { vestsOn } = daysOf(calendar, { facts, program, imported });
  return vestsOn === undefined ? [] : [{ order, program, vestsOn }];
}

/** Those with points that are still pending and would vest on another day. */
async function datedOtherwise(tx: Tx, ctx: Context, calendar: Calendar, waiting: readonly Waiting[]): Promise<Moving[]> {
  const rows = await tx.rows<{ nr: number; times: number }>(
    `select a.nr::integer, (
       select count(*) from lot l join lot_day d on d.shop_id = l.shop_id and d.member_id = l.member_id and d.lot_no = l.no
       where l.shop_id = $1 and l.member_id = a.member_id and l.origin = a.origin) as times
     from unnest($3::uuid[], $4::text[], $5::date[]) with ordinality a (member_id, origin, day, nr)
     where exists (
       select from lot l where l.shop_id = $1 and l.member_id = a.member_id and l.open and l.origin = a.origin and l.pending > 0
         -- What is due has vested, posted or not.
         and l.vests_on > $2 and l.vests_on <> a.day)`,
    [
      ctx.shop.id,
      calendar.dayOf(ctx.now),
      waiting.map(({ order }) => order.memberId),
      waiting.map(({ order }) => originOf(order.facts.orderId)),
      waiting.map(({ vestsOn }) => vestsOn),
    ],
  );
  return rows.flatMap(({ nr, times }) => {
    const one = waiting[nr - 1];
    return one ? { ...one, times } : [];
  });
}

function toOperation({ order: { facts, memberId, at }, program, vestsOn, times }: Moving): Operation {
  return {
    kind: 'schedule',
    memberId,
    key: keyOf(facts.orderId, memberId, times),
    at,
    origin: originOf(facts.orderId),
    vestsOn,
    cause: {
      kind: 'order',
      ref: facts.orderId,
      programVersion: program.version,
      reasons: [{ rule: 'vests', points: 0, on: vestsOn, ...program.definition.earning.vesting }],
    },
  };
}

/** An order's points may go to another member, who begins to count anew. */
function keyOf(orderId: string, memberId: MemberId, times: number): string {
  return `order/${orderId}/vests/${memberId}/${times + 1}`;
}
