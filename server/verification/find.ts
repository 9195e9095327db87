import { verifyActions, type ActionDifference } from '../actions/index.ts';
import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { verify, verifyIn, type Verification as LedgerVerification } from '../ledger/index.ts';
import { replayDifferences, replayDifferencesOf, verifyOrders, type OrderDifference } from '../orders/index.ts';
import { checkCauses, type CauseDifference } from './causes.ts';
import type { Found } from './difference.ts';

/** More of a kind than this are counted no further: something general is wrong then, not a posting or an order. */
const differencesMax = 1_000;

export interface Findings {
  readonly members: number;
  readonly entries: number;
  readonly postings: number;
  readonly found: readonly Found[];
}

/**
 * Derives everything of the shop again: balances, lots and holds from entries, orders from what is on them and by replaying the rules they
 * were granted under, tiers from orders, postings from their causes. Each part sees one moment of its own; together they may take seconds. Changes nothing and locks nothing.
 */
export async function findDifferences(ctx: Context): Promise<Findings> {
  const ledger = await verify(ctx.db, ctx.shop);
  const orders = await ctx.db.read(ctx.shop.id, (tx) => verifyOrders(tx, ctx.shop.id));
  const actions = await ctx.db.read(ctx.shop.id, (tx) => verifyActions(tx, ctx.shop.id));
  const replayed = await replayDifferences(ctx, differencesMax);
  const causes = await checkCauses(ctx, differencesMax);
  const found = [
    ...ofLedger(ledger),
    ...bothWays(orders, replayed).map(ofOrders),
    ...actions.map(ofActions),
    ...causes.differences.map(ofCause),
  ];
  return { members: ledger.members, entries: ledger.entries, postings: causes.postings, found };
}

/** What can be put right of one member, in the caller's transaction, where it stays true while the member is locked. */
export async function findCorrectable(tx: Tx, ctx: Context, memberId: MemberId): Promise<Found[]> {
  const ledger = await verifyIn(tx, ctx.shop.id, memberId);
  const orders = await verifyOrders(tx, ctx.shop.id, memberId);
  const replayed = await replayDifferencesOf(tx, ctx, memberId);
  return [...ofLedger(ledger), ...bothWays(orders, replayed).map(ofOrders)];
}

/** The rules that grant points and their second calculation are asked both; an order on which they agree is told once. */
function bothWays(derived: readonly OrderDifference[], replayed: readonly OrderDifference[]): OrderDifference[] {
  const told = new Set(derived.map(({ orderId, derived: points }) => `${orderId} ${points}`));
  return [...derived, ...replayed.filter(({ orderId, derived: points }) => !told.has(`${orderId} ${points}`))];
}

function ofLedger({ differences }: LedgerVerification): Found[] {
  return differences.map((one) => ({ ...one, part: 'ledger', orderId: undefined }));
}

function ofOrders({ memberId, what, stored, derived, orderId }: OrderDifference): Found {
  return { memberId, what, stored, derived, orderId, firstWrongSeq: undefined, part: orderId === undefined ? 'standing' : 'order' };
}

/** As a wrong cause: neither what was noted nor what was posted is ever changed. */
function ofActions({ memberId, what, stored, derived }: ActionDifference): Found {
  return { memberId, what, stored, derived, firstWrongSeq: undefined, part: 'cause', orderId: undefined };
}

function ofCause({ memberId, what, stored, derived, firstWrongSeq }: CauseDifference): Found {
  return { memberId, what, stored, derived, firstWrongSeq, part: 'cause', orderId: undefined };
}
