import type { Context } from '../../context.ts';
import { calendarOf } from '../../core/calendar.ts';
import type { OrderFacts } from '../../core/facts.ts';
import type { MemberId } from '../../core/id.ts';
import { isEarlier } from '../pin.ts';
import { settle, type SettleOptions } from '../settle.ts';
import type { HistoryLine } from './read.ts';
import { readRow } from './row.ts';

export interface RefusedLine {
  readonly line: number;
  /** In plain words; the sentence begins with "it" or "its". */
  readonly reason: string;
  readonly raw: string;
}

export interface History {
  /** Customer by customer, each from the oldest order to the newest. */
  readonly orders: readonly OrderFacts[];
  readonly refused: readonly RefusedLine[];
}

/** Reads all lines into orders. What can't be taken is listed with its reason and stops nothing else. */
export async function readOrders(ctx: Context, lines: AsyncIterable<HistoryLine>): Promise<History> {
  const calendar = calendarOf(ctx.shop.timeZone);
  const orders = new Map<string, { facts: OrderFacts; line: number }>();
  const refused: RefusedLine[] = [];
  for await (const { line, raw, row, problem } of lines) {
    const result = row ? readRow(row, ctx.shop.currency, calendar, ctx.now) : { refused: problem ?? 'it cannot be read' };
    if ('refused' in result) {
      refused.push({ line, reason: result.refused, raw });
      continue;
    }
    const first = orders.get(result.facts.orderId);
    if (first) refused.push({ line, reason: `its order_id stands in line ${first.line} already`, raw });
    else orders.set(result.facts.orderId, { facts: result.facts, line });
  }
  return { orders: [...orders.values()].map(({ facts }) => facts).toSorted(byCustomerAndTime), refused };
}

/** So a batch holds whole customers, nearly always, and the tier before each order is known when its turn comes. */
function byCustomerAndTime(a: OrderFacts, b: OrderFacts): number {
  const [ofA, ofB] = [a.customerId ?? a.email ?? '', b.customerId ?? b.email ?? ''];
  if (ofA !== ofB) return ofA < ofB ? -1 : 1;
  return isEarlier(a, b) ? -1 : 1;
}

export interface Imported {
  /** Orders that were not known before. */
  readonly orders: number;
  /** Orders that had been settled already, by an import or by the shop itself. */
  readonly known: number;
  readonly guests: number;
  readonly members: ReadonlySet<MemberId>;
  /** Points issued by this run, less what it took back. */
  readonly points: number;
}

const batchOrders = 1_000;

/**
 * Settles history through the same door as live orders, in batches, one transaction each: stopped half way it can be repeated,
 * and repeating it changes nothing. Points, lots and members carry the orders' own dates; nobody is greeted or told.
 */
export async function importOrders(
  ctx: Context,
  orders: readonly OrderFacts[],
  options: Pick<SettleOptions, 'emailHash'> & { readonly onProgress?: (done: number) => void },
): Promise<Imported> {
  const sum = { orders: 0, known: 0, guests: 0, points: 0, members: new Set<MemberId>() };
  for (let start = 0; start < orders.length; start += batchOrders) {
    const batch = orders.slice(start, start + batchOrders);
    for (const result of await settle(ctx, batch, { emailHash: options.emailHash, imported: true })) {
      if (result.outcome === 'guest') sum.guests += 1;
      if (result.outcome !== 'dropped' && result.first) sum.orders += 1;
      else sum.known += 1;
      if (result.outcome !== 'settled') continue;
      sum.points += result.points;
      sum.members.add(result.memberId);
    }
    options.onProgress?.(start + batch.length);
  }
  return sum;
}
