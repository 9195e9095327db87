import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import { calendarOf } from '../core/calendar.ts';
import type { OrderFacts } from '../core/facts.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { restand, type StandingChange } from '../members/index.ts';
import { programVersions, type Because, type ProgramVersion } from '../program/index.ts';
import { consider } from '../referrals/index.ts';
import type { CampaignPoints, Pin } from './award.ts';
import { decide, stays, type Decided, type InHand } from './decide.ts';
import { isEarlier } from './past.ts';
import { postDifferences, type Due, type PostedOrder } from './post-orders.ts';
import { hadBefore, writeSettled, type SettledOrder } from './record.ts';

export interface Booked {
  readonly memberId: MemberId;
  /** It was never settled before. */
  readonly first: boolean;
  /** Signed change of the member's points. */
  readonly points: number;
  readonly tierChange: StandingChange | undefined;
}

export interface BookOptions {
  /** History brought over: marked as such, dated as it happened, counted by the first version where it is older than any. */
  readonly imported: boolean;
  /** Guest orders that found their member: their points come now, their days count from the order. */
  readonly claimed: boolean;
}

/**
 * Brings points, spend and standing of stored orders to what their newest snapshots say. The members are locked by the caller.
 * A handful of statements, however many orders. Answers by order id.
 */
export async function book(tx: Tx, ctx: Context, orders: readonly InHand[], options: BookOptions): Promise<Map<string, Booked>> {
  if (orders.length === 0) return new Map();
  const versions = await programVersions(tx, ctx.shop.id);
  const calendar = calendarOf(ctx.shop.timeZone);
  const placed = orders.toSorted((a, b) => (isEarlier(a.facts, b.facts) ? -1 : 1));
  const targets = await decide(tx, ctx, placed, { versions, calendar, fromFirst: options.imported });
  const program = (pin: Pin | undefined) => versions.find((one) => one.version === pin?.programVersion);

  const leaving = placed.filter((order) => !stays(order));
  const left = leaving.map((order) => toLeavingDue(order, program(order.record.pin)));
  const had = await hadBefore(tx, ctx, leaving);
  const dues = placed.map((order, i) =>
    toDue(ctx, order, targets[i], program(targets[i]?.pin), had.get(order.facts.orderId) ?? 0, options),
  );
  const posted = await postDifferences(tx, ctx, calendar, [...left, ...dues]);
  const results = posted.slice(left.length);
  await writeSettled(
    tx,
    ctx,
    placed.flatMap((order, i) => toSettled(order, targets[i], results[i])),
  );

  // An order that left a member, after a mistake or a merge, is not theirs any more: both are looked at.
  await consider(tx, ctx, [
    ...new Set(placed.flatMap(({ memberId, record }) => [memberId, ...(record.memberId ? [record.memberId] : [])])),
  ]);

  const changes = await restand(tx, ctx, whomToJudge(placed, targets, leaving, options));
  const changeOf = new Map(changes.map((change) => [change.memberId, change]));
  return new Map(
    placed.map(({ facts, record, memberId }, i) => [
      facts.orderId,
      { memberId, first: record.isNew, points: results[i]?.delta ?? 0, tierChange: changeOf.get(memberId) },
    ]),
  );
}

function toDue(
  ctx: Context,
  order: InHand,
  decided: Decided | undefined,
  program: ProgramVersion | undefined,
  had: number,
  options: BookOptions,
): Due {
  assert(decided, 'every order was decided');
  const { facts, record, memberId } = order;
  const kept = stays(order);
  const first = record.postings === 0;
  return {
    facts,
    memberId,
    ...decided,
    program,
    // To a former customer an order comes back with what a policy left there.
    posted: kept ? record.posted : { points: had, waived: had },
    // Whoever had it before was told in one more posting.
    postings: record.postings + (kept || record.posted.points === record.posted.waived ? 0 : 1),
    imported: options.imported,
    at: options.claimed ? ctx.now : first ? facts.processedAt : facts.updatedAt,
  };
}

/** The shop gave the order to another customer: from the former one everything is taken back. */
function toLeavingDue({ facts, record }: InHand, program: ProgramVersion | undefined): Due {
  assert(record.memberId, 'the order had a member');
  const reasons = [{ rule: 'moved-to-another-customer', points: 0 }] as const;
  return {
    facts,
    memberId: record.memberId,
    pin: record.pin,
    program,
    target: { points: 0, spendMinor: 0, reasons, earned: undefined },
    posted: record.posted,
    postings: record.postings,
    imported: false,
    at: facts.updatedAt,
  };
}

/** What is to be stored; nothing when all of it is. */
function toSettled({ facts, record, memberId }: InHand, decided: Decided | undefined, result: PostedOrder | undefined): SettledOrder[] {
  assert(decided && result, 'every order was decided and posted');
  const { earned, spendMinor } = decided.target;
  const same =
    !record.isNew &&
    record.memberId === memberId &&
    record.spendMinor === spendMinor &&
    record.postings === result.postings &&
    record.posted.waived === result.posted.waived &&
    record.pin === decided.pin &&
    sameCampaigns(record.earned, earned);
  const { posted, postings } = result;
  return same ? [] : [{ orderId: facts.orderId, memberId, pin: decided.pin, posted, postings, spendMinor, earned }];
}

function sameCampaigns(a: CampaignPoints = {}, b: CampaignPoints = {}): boolean {
  const ids = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...ids].every((id) => a[id] === b[id]);
}

/** Only whose activity changed is judged again; the last such order gives the reason. */
function whomToJudge(
  placed: readonly InHand[],
  decided: readonly Decided[],
  leaving: readonly InHand[],
  options: BookOptions,
): Map<MemberId, Because> {
  const whom = new Map<MemberId, Because>();
  for (const { record, facts } of leaving) if (record.memberId) whom.set(record.memberId, becauseOf(facts, options));
  for (const [i, { facts, record, memberId }] of placed.entries()) {
    const changed = record.isNew || record.memberId !== memberId || record.spendMinor !== decided[i]?.target.spendMinor;
    if (changed) whom.set(memberId, becauseOf(facts, options));
  }
  return whom;
}

function becauseOf(facts: OrderFacts, options: BookOptions): Because {
  return options.imported ? { kind: 'import' } : { kind: 'order', orderId: facts.orderId, orderName: facts.name };
}
