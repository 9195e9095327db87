import type { Context } from '../../context.ts';
import { calendarOf, type Calendar } from '../../core/calendar.ts';
import type { OrderFacts } from '../../core/facts.ts';
import type { Session } from '../../db/index.ts';
import { programVersions } from '../../program/index.ts';
import { hasOrders, storedExactly } from '../record.ts';
import { settle, type SettleOptions } from '../settle.ts';
import { settleNewcomers, wasOvertaken, type Terms } from './newcomers.ts';
import type { HistoryLine } from './read.ts';
import { factsOf, readRow } from './row.ts';
import { openStaging, stage, stagedInOrder, type NewlyStaged, type StagedOrder } from './staged.ts';

export interface RefusedLine {
  readonly line: number;
  /** In plain words; the sentence begins with "it" or "its". */
  readonly reason: string;
  /** The line; of an order that stands there twice, its id. */
  readonly raw: string;
}

export interface ImportOptions extends Pick<SettleOptions, 'emailHash'> {
  /** Told each line that can't be taken; it stops nothing else. */
  readonly onRefused?: (refused: RefusedLine) => void;
  /** Orders in one transaction, about: 10,000. */
  readonly part?: number;
  /** Told how many of the orders are settled. */
  readonly onProgress?: (done: number, orders: number) => void;
}

export interface Imported {
  /** Orders that were not known before. */
  readonly orders: number;
  /** Orders that had been settled already, by an import or by the shop itself. */
  readonly known: number;
  readonly guests: number;
  /** Customers the orders are of. */
  readonly members: number;
  /** Points issued by this run, less what it took back. */
  readonly points: number;
  readonly lastOrderAt: Date | undefined;
}

const linesStaged = 5_000;
const ordersFetched = 10_000;
/** Transactions under way at a time; each has customers of its own. */
const lanes = 3;

/**
 * Settles history by the rules of live orders, customer by customer, in transactions of some thousand orders: stopped half way it
 * can be repeated, and repeating it changes nothing. Points, lots and members carry the orders' own dates; nobody is greeted or
 * told. Takes no more memory for a longer file. Throws `invalid_request` for a file that is no history.
 */
export async function importHistory(ctx: Context, lines: AsyncIterable<HistoryLine>, options: ImportOptions): Promise<Imported> {
  const calendar = calendarOf(ctx.shop.timeZone);
  return ctx.db.session(async (session) => {
    await openStaging(session);
    const staged = await stageAll(session, ctx, calendar, lines, options);
    const [versions, fresh] = await ctx.db.read(ctx.shop.id, async (tx) => [
      await programVersions(tx, ctx.shop.id),
      !(await hasOrders(tx, ctx)),
    ]);
    return settleAll(session, ctx, { versions, calendar, fresh }, staged, options);
  });
}

async function stageAll(
  session: Session,
  ctx: Context,
  calendar: Calendar,
  lines: AsyncIterable<HistoryLine>,
  options: ImportOptions,
): Promise<number> {
  let count = 0;
  let waiting: NewlyStaged[] = [];
  let staging: Promise<void> = Promise.resolve();
  const send = async () => {
    const part = waiting;
    waiting = [];
    // One part is on its way while the next is read.
    await staging;
    staging = stage(session, part);
    // Whoever awaits it hears of it; until then it is nobody's.
    staging.catch(() => {});
  };
  for await (const { line, raw, row, problem } of lines) {
    const result = row ? readRow(row, ctx.shop.currency, calendar, ctx.now) : { refused: problem ?? 'it cannot be read' };
    if ('refused' in result) {
      options.onRefused?.({ line, reason: result.refused, raw });
      continue;
    }
    const { email, ...order } = result.order;
    const emailHash = order.customerId === undefined && email !== undefined ? options.emailHash(email) : undefined;
    count += 1;
    waiting.push({ ...order, emailHash, line });
    if (waiting.length === linesStaged) await send();
  }
  await send();
  await staging;
  return count;
}

interface ImportTerms extends Terms {
  /** The shop had no orders when we began, so none of them needs to be looked for. */
  readonly fresh: boolean;
}

interface Sum {
  orders: number;
  known: number;
  guests: number;
  members: number;
  points: number;
  lastOrderAt: Date | undefined;
}

async function settleAll(session: Session, ctx: Context, terms: ImportTerms, staged: number, options: ImportOptions): Promise<Imported> {
  const sum: Sum = { orders: 0, known: 0, guests: 0, members: 0, points: 0, lastOrderAt: undefined };
  const underWay = new Set<Promise<void>>();
  let done = 0;
  const settleNext = async (lines: number, orders: readonly StagedOrder[]): Promise<void> => {
    await settlePart(ctx, terms, orders, sum);
    done += lines;
    options.onProgress?.(done, staged);
  };
  try {
    for await (const part of wholeCustomers(stagedInOrder(session, options.part ?? ordersFetched))) {
      const orders = part.filter((order) => isFirst(order, options));
      for (const { processedAt } of orders)
        if (sum.lastOrderAt === undefined || processedAt > sum.lastOrderAt) sum.lastOrderAt = processedAt;
      if (underWay.size >= lanes) await Promise.race(underWay);
      const one = settleNext(part.length, orders);
      underWay.add(one);
      void forget(underWay, one);
    }
    await Promise.all(underWay);
  } finally {
    // When it has stopped, nothing goes on.
    await Promise.allSettled(underWay);
  }
  return sum;
}

/** One that broke stays, for whoever waits for all of them. */
async function forget(underWay: Set<Promise<void>>, one: Promise<void>): Promise<void> {
  if (
    await one.then(
      () => true,
      () => false,
    )
  )
    underWay.delete(one);
}

function isFirst({ sameAsLine, line, orderId }: StagedOrder, options: ImportOptions): boolean {
  if (sameAsLine === undefined) return true;
  options.onRefused?.({ line, reason: `its order_id stands in line ${sameAsLine} already`, raw: orderId });
  return false;
}

/** Parts that begin and end between two customers, unless one has more orders than a part: the tier before each order is known when its turn comes. */
async function* wholeCustomers(parts: AsyncIterable<StagedOrder[]>): AsyncGenerator<StagedOrder[]> {
  let carried: StagedOrder[] = [];
  for await (const part of parts) {
    const all = [...carried, ...part];
    const last = ownerOf(all.at(-1));
    const end = all.findLastIndex((order) => ownerOf(order) !== last) + 1;
    const cut = end === 0 ? all.length : end;
    yield all.slice(0, cut);
    carried = all.slice(cut);
  }
  if (carried.length > 0) yield carried;
}

function ownerOf(order: StagedOrder | undefined): string | undefined {
  return order?.customerId ?? order?.emailHash;
}

async function settlePart(ctx: Context, terms: ImportTerms, orders: readonly StagedOrder[], sum: Sum): Promise<void> {
  const all = orders.map((order) => ({ facts: factsOf(order, ctx.shop.currency), emailHash: order.emailHash }));
  sum.members += new Set(orders.flatMap(({ customerId }) => customerId ?? [])).size;
  const rest = await ctx.db
    .transaction(ctx.shop.id, async (tx) => {
      await tx.rows(`select set_config('work_mem', '64MB', true)`);
      const stored = terms.fresh ? new Set<string>() : await storedExactly(tx, ctx, all);
      const unknown = all.filter(({ facts }) => !stored.has(facts.orderId));
      const histories = historiesOf(unknown.map(({ facts }) => facts));
      const { points, known } = await settleNewcomers(tx, ctx, terms, histories);
      const orders = unknown.filter(({ facts }) => facts.customerId === undefined || known.has(facts.customerId));
      return { known: stored.size, settled: unknown.length - orders.length, points, orders };
    })
    .catch((error: unknown) => {
      if (wasOvertaken(error)) return { known: 0, settled: 0, points: 0, orders: all };
      throw error;
    });
  sum.known += rest.known;
  sum.orders += rest.settled;
  sum.points += rest.points;
  await settleOthers(ctx, rest.orders, sum);
}

/** The orders of each customer, without those of guests. */
function historiesOf(orders: readonly OrderFacts[]): Map<string, OrderFacts[]> {
  return Map.groupBy(
    orders.filter(({ customerId }) => customerId !== undefined),
    ({ customerId }) => customerId ?? '',
  );
}

async function settleOthers(
  ctx: Context,
  orders: readonly { facts: OrderFacts; emailHash: string | undefined }[],
  sum: Sum,
): Promise<void> {
  // The address is a hash already.
  const facts = orders.map((order) => ({ ...order.facts, email: order.emailHash }));
  for (const result of await settle(ctx, facts, { emailHash: (hash) => hash, imported: true })) {
    if (result.outcome === 'guest') sum.guests += 1;
    if (result.outcome !== 'dropped' && result.first) sum.orders += 1;
    else sum.known += 1;
    if (result.outcome === 'settled') sum.points += result.points;
  }
}
