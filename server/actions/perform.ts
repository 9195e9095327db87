import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import { calendarOf, type Calendar } from '../core/calendar.ts';
import { LaurelError } from '../core/errors.ts';
import type { MemberId } from '../core/id.ts';
import { points } from '../core/points.ts';
import type { Tx } from '../db/index.ts';
import { enqueue } from '../jobs/index.ts';
import { post, type Operation } from '../ledger/index.ts';
import { lockCurrent, restand } from '../members/index.ts';
import { lotDays, programInForce, tierOf, type Action, type ProgramVersion, type Tier } from '../program/index.ts';
import { actionOf, countOf, pointsOf, type Count, type Done, type WhyNotAction } from './decide.ts';
import { doneBy, heardOf, noteDone, type DoneRecord } from './record.ts';

/** Something a member did. */
export interface Deed {
  readonly memberId: MemberId;
  readonly actionId: string;
  /** Names what happened; the same event is paid once. At most 200 characters. */
  readonly event: string;
  /** When it happened: decides the period it counts in. */
  readonly at: Date;
}

export type Performed =
  { readonly points: number; /** It was paid before, and is not again. */ readonly repeated: boolean } | { readonly refused: WhyNotAction };

/**
 * Pays members for what they did, as the programme in force promises and as often as it does, inside the caller's transaction. Answers
 * in the order asked. Throws `key_reused` for an event that was another one's, `not_found` without a programme.
 */
export async function perform(tx: Tx, ctx: Context, deeds: readonly Deed[]): Promise<Performed[]> {
  if (deeds.length === 0) return [];
  const memberIds = [...new Set(deeds.map(({ memberId }) => memberId))];
  await lockCurrent(tx, ctx, memberIds);
  const program = await programInForce(tx, ctx.shop.id, ctx.now);
  const known = await heardOf(
    tx,
    ctx,
    deeds.map(({ event }) => event),
  );
  const done = await doneBy(tx, ctx, memberIds, [...new Set(deeds.map(({ actionId }) => actionId))]);
  const members = await membersNow(tx, ctx, memberIds);
  const calendar = calendarOf(ctx.shop.timeZone);
  const paid: Payment[] = [];
  const results = deeds.map((deed): Performed => {
    const before = known.find(({ actionId, event }) => event === deed.event && (actionId === deed.actionId || isReported(event)));
    if (before) {
      if (before.memberId !== deed.memberId || before.actionId !== deed.actionId) throw reused(deed.event);
      return { points: before.points, repeated: true };
    }
    const ofMember = done.get(deed.memberId) ?? [];
    const decided = decide(program, calendar, deed, ofMember, members.get(deed.memberId)?.tierId);
    if ('refused' in decided) return decided;
    ofMember.push({ actionId: deed.actionId, period: decided.count.period, n: decided.n });
    paid.push(decided);
    return { points: decided.points, repeated: false };
  });
  await pay(tx, ctx, program, calendar, paid);
  await tell(tx, ctx, program, paid, members);
  return results;
}

/** As `perform`, for one deed, in a transaction of its own. */
export async function performAlone(ctx: Context, deed: Deed): Promise<Performed> {
  return alone(deed.event, () => ctx.db.transaction(ctx.shop.id, async (tx) => one(await perform(tx, ctx, [deed]))));
}

/** Two members may have been said to have done the same at the same moment: one of them did not. */
export async function alone<T>(event: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === uniqueViolation) throw reused(event);
    throw error;
  }
}

const uniqueViolation = '23505';

export function one(results: readonly Performed[]): Performed {
  const [result] = results;
  assert(result, 'every deed has a result');
  return result;
}

interface Payment extends Deed {
  readonly action: Action;
  readonly tier: Tier;
  readonly count: Count;
  readonly n: number;
  readonly points: number;
  readonly ofTier: boolean;
}

function decide(
  { definition }: ProgramVersion,
  calendar: Calendar,
  deed: Deed,
  done: readonly Done[],
  tierId: string | undefined,
): Payment | { readonly refused: WhyNotAction } {
  const action = actionOf(definition, deed.actionId);
  if (!action) return { refused: { code: 'unknown-action' } };
  const count = countOf(action, done, calendar, calendar.dayOf(deed.at));
  if (count.left === 0) return { refused: { code: 'limit-reached', ...count.limit, again: count.again } };
  const tier = tierOf(definition, tierId);
  // Of two who became one, both may have had the first: the next is after the last.
  const last = Math.max(0, ...done.flatMap(({ actionId, n, period }) => (actionId === action.id && period === count.period ? [n] : [])));
  return { ...deed, action, tier, count, n: last + 1, ...pointsOf(action, tier) };
}

async function pay(tx: Tx, ctx: Context, program: ProgramVersion, calendar: Calendar, paid: readonly Payment[]): Promise<void> {
  const outcomes = await post(
    tx,
    ctx.shop,
    ctx.now,
    paid.map((payment) => toOperation(program, calendar, payment)),
  );
  for (const [i, outcome] of outcomes.entries()) {
    // Somebody else reported the event of another member since we looked.
    if (outcome.outcome === 'refused' && outcome.refusal.code === 'key-reused') throw reused(paid[i]?.event ?? '');
    assert(outcome.outcome === 'posted', `event ${paid[i]?.event} was not paid before: ${JSON.stringify(outcome)}`);
  }
  await noteDone(
    tx,
    ctx,
    paid.map(({ actionId, at, count, event, memberId, n, points: amount }): DoneRecord => ({
      memberId,
      actionId,
      period: count.period,
      n,
      event,
      at,
      points: amount,
      programVersion: program.version,
    })),
  );
}

function toOperation({ definition, version }: ProgramVersion, calendar: Calendar, payment: Payment): Operation {
  const { action, at, count, event, memberId, n, ofTier, points: amount, tier } = payment;
  const key = keyOf(action.id, event);
  return {
    kind: 'issue',
    memberId,
    points: points(amount),
    into: 'available',
    source: 'action',
    key,
    origin: key,
    at,
    cause: {
      kind: 'action',
      ref: action.id,
      programVersion: version,
      tierId: tier.id,
      reasons: [{ rule: ofTier ? 'birthday-of-tier' : 'action', period: count.period, n, points: amount }],
    },
    ...lotDays(definition.earning, 'action', calendar, calendar.dayOf(at)),
  };
}

/** The ledger's name for what an event brought. */
export function keyOf(actionId: string, event: string): string {
  return `action/${actionId}/${event}`;
}

/** The tier may follow, where points count towards it, and surfaces are told. */
async function tell(
  tx: Tx,
  ctx: Context,
  { definition }: ProgramVersion,
  paid: readonly Payment[],
  members: ReadonlyMap<MemberId, MemberNow>,
): Promise<void> {
  if (paid.length === 0) return;
  if (definition.tiers.some(({ thresholdPoints }) => thresholdPoints !== undefined))
    await restand(tx, ctx, new Map(paid.map(({ action, memberId }) => [memberId, { kind: 'action', name: action.name }])));
  const customerIds = [...new Set(paid.flatMap(({ memberId }) => members.get(memberId)?.customerId ?? []))];
  await enqueue(tx, 'announce', { shopDomain: ctx.shop.domain, customerIds });
}

interface MemberNow {
  readonly customerId: string;
  readonly tierId: string;
}

async function membersNow(tx: Tx, ctx: Context, memberIds: readonly MemberId[]): Promise<Map<MemberId, MemberNow>> {
  const rows = await tx.rows<{ id: MemberId; customer_id: string; tier_id: string }>(
    'select id, customer_id, tier_id from member where shop_id = $1 and id = any($2::uuid[])',
    [ctx.shop.id, memberIds],
  );
  return new Map(rows.map((row) => [row.id, { customerId: row.customer_id, tierId: row.tier_id }]));
}

function isReported(event: string): boolean {
  return event.startsWith('api/');
}

function reused(event: string): LaurelError {
  return new LaurelError('key_reused', `event ${event} was another act`, {
    publicMessage: 'This event was reported before, for another member or another action.',
  });
}
