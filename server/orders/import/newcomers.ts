import pg from 'pg';
import type { Context } from '../../context.ts';
import type { Calendar } from '../../core/calendar.ts';
import type { OrderFacts } from '../../core/facts.ts';
import { newId, type MemberId } from '../../core/id.ts';
import type { Tx } from '../../db/index.ts';
import { enrollWithHistory } from '../../members/index.ts';
import { TierWalk, type Deed, type Definition, type ProgramVersion } from '../../program/index.ts';
import { targetOf } from '../award.ts';
import { Counters, deedOf, earnedAround, type Before, type PastOrder } from '../past.ts';
import { pinFor, termsOfPin } from '../pin.ts';
import { postFirstOrders, type Due } from '../post-orders.ts';
import { insertSettled } from '../record.ts';

/** What all orders of an import have in common. */
export interface Terms {
  readonly versions: readonly ProgramVersion[];
  readonly calendar: Calendar;
}

/** Whether somebody else wrote one of the orders meanwhile: then nothing was settled here, and they are nobody's newcomers any more. */
export function wasOvertaken(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === UNIQUE_VIOLATION;
}

const UNIQUE_VIOLATION = '23505';

/**
 * Settles the whole history of customers whom nobody knew, each from the oldest order to the newest: what `settle` would do, but
 * every row is written once, because nothing about them has to be read first. Answers the points, and the customers who are members
 * already: of them nothing was settled. Throws what `wasOvertaken` knows.
 */
export async function settleNewcomers(
  tx: Tx,
  ctx: Context,
  terms: Terms,
  histories: ReadonlyMap<string, readonly OrderFacts[]>,
): Promise<{ points: number; known: ReadonlySet<string> }> {
  const customers = [...histories].map(([customerId, orders]) => {
    const enrolledAt = orders[0]?.processedAt ?? ctx.now;
    const memberId = newId(enrolledAt, ctx.random) as MemberId;
    const dues = duesOf(orders, memberId, terms);
    return { customerId, memberId, enrolledAt, dues, orders: dues.map(toActivity) };
  });
  const joined = await enrollWithHistory(tx, ctx, customers);
  const [newcomers, members] = [true, false].map((isNew) => customers.filter(({ memberId }) => joined.has(memberId) === isNew));
  const dues = newcomers?.flatMap((newcomer) => newcomer.dues) ?? [];
  const posted = await postFirstOrders(tx, ctx, terms.calendar, dues);
  await insertSettled(
    tx,
    ctx,
    dues.map((due, i) => ({ ...due, ...posted[i], spendMinor: due.target.spendMinor, earned: due.target.earned })),
  );
  return { points: posted.reduce((sum, { delta }) => sum + delta, 0), known: new Set(members?.map(({ customerId }) => customerId)) };
}

function toActivity({ facts, target }: Due) {
  return { processedAt: facts.processedAt, spendMinor: target.spendMinor, points: target.points };
}

function duesOf(orders: readonly OrderFacts[], memberId: MemberId, { versions, calendar }: Terms): Due[] {
  const ledger = openTimeline(orders, calendar);
  return orders.map((facts) => {
    const pin = pinFor(facts, ledger, versions, true);
    const program = versions.find(({ version }) => version === pin?.programVersion);
    const target = targetOf(facts, pin && program && termsOfPin(pin, program, calendar.dayOf(facts.processedAt)));
    ledger.add({ ...target, orderId: facts.orderId, processedAt: facts.processedAt });
    return { facts, memberId, pin, program, target, posted: { points: 0, waived: 0 }, postings: 0, imported: true, at: facts.processedAt };
  });
}

/** No month is longer, the hour of summer time included. */
const monthMs = (31 * 24 + 1) * 3_600_000;

/** What a customer did so far, counted as it goes: the tier before each order is one step on, however many orders there are. */
function openTimeline(orders: readonly OrderFacts[], calendar: Calendar): Before & { add(order: PastOrder): void } {
  const joinedOn = calendar.dayOf(orders[0]?.processedAt ?? new Date(0));
  const deeds: Deed[] = [];
  const walks = new Map<Definition, TierWalk>();
  const walkBy = (definition: Definition): TierWalk => {
    let walk = walks.get(definition);
    if (walk) return walk;
    walk = new TierWalk(definition, calendar, joinedOn);
    for (const deed of deeds) walk.take(deed);
    walks.set(definition, walk);
    return walk;
  };
  const counters = new Counters();
  // Of the month of the newest.
  let recent: PastOrder[] = [];
  return {
    tier: ({ processedAt }, definition) => walkBy(definition).tierAt(processedAt),
    context: (facts, needed) => counters.context(needed, needed.month ? earnedAround(recent, facts, calendar) : undefined),
    add(order) {
      const deed = deedOf(order);
      deeds.push(deed);
      for (const walk of walks.values()) walk.take(deed);
      counters.add(order);
      const [one] = recent;
      if (one && order.processedAt.getTime() - one.processedAt.getTime() > monthMs) {
        recent = recent.filter(({ processedAt }) => order.processedAt.getTime() - processedAt.getTime() <= monthMs);
      }
      recent.push(order);
    },
  };
}
