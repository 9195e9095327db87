import { pointsBalance, type Points } from '../core/points.ts';
import type { Day } from '../core/time.ts';
import type { Balance } from './operations.ts';

/** Points earned together, and where they are now. */
export interface Lot {
  readonly no: number;
  readonly source: string;
  /** What earned it, e.g. `order/123`. */
  readonly origin: string;
  readonly issued: number;
  readonly pending: number;
  readonly available: number;
  readonly held: number;
  /** What is owed for it after a clawback of points that were already spent. */
  readonly debt: number;
  readonly earnedAt: Date;
  /** Shop-local day on which its pending points become available. */
  readonly vestsOn: Day | undefined;
  /** First shop-local day on which its available points are gone. */
  readonly expiresOn: Day | undefined;
}

/**
 * A member's lots as they stand on a shop-local day, in the order in which they are spent, whether or not the nightly job has
 * run: what is due has vested and paid what was owed, and is gone when it is past its date. Lots with nothing left are left out.
 */
export function standOn(lots: readonly Lot[], today: Day): Lot[] {
  const owing = sum(lots, (lot) => lot.debt);
  let unpaid: number = owing;
  const vested = [...lots].sort(byVesting).map((lot): Lot => {
    if (lot.pending === 0 || !isDue(lot.vestsOn, today)) return lot;
    const pays = Math.min(unpaid, lot.pending);
    unpaid -= pays;
    return { ...lot, pending: 0, available: lot.available + lot.pending - pays };
  });
  let paid: number = owing - unpaid;
  return vested
    .sort((a, b) => a.no - b.no)
    .map((lot): Lot => {
      const settled = Math.min(paid, lot.debt);
      paid -= settled;
      return { ...lot, debt: lot.debt - settled, available: isDue(lot.expiresOn, today) ? 0 : lot.available };
    })
    .filter((lot) => lot.pending + lot.available + lot.held + lot.debt > 0)
    .sort(bySpending);
}

/** The sums of a member's lots. */
export function balanceOf(lots: readonly Lot[]): Balance {
  return {
    pending: sum(lots, (lot) => lot.pending),
    available: sum(lots, (lot) => lot.available),
    held: sum(lots, (lot) => lot.held),
    debt: sum(lots, (lot) => lot.debt),
  };
}

/** Available points by the day on which they will be gone, soonest first. */
export function expiringByDay(lots: readonly Lot[]): { points: Points; on: Day }[] {
  const byDay = Map.groupBy(lots.filter((lot) => lot.available > 0 && lot.expiresOn !== undefined), (lot) => lot.expiresOn as Day);
  return [...byDay].map(([on, due]) => ({ points: sum(due, (lot) => lot.available), on })).sort((a, b) => (a.on < b.on ? -1 : 1));
}

function isDue(day: Day | undefined, today: Day): boolean {
  return day !== undefined && day <= today;
}

function byVesting(a: Lot, b: Lot): number {
  return compareDays(a.vestsOn, b.vestsOn) || bySpending(a, b);
}

/** Soonest expiry first, then the oldest. */
function bySpending(a: Lot, b: Lot): number {
  return compareDays(a.expiresOn, b.expiresOn) || a.no - b.no;
}

/** Never comes last. */
function compareDays(a: Day | undefined, b: Day | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return a < b ? -1 : 1;
}

function sum(lots: readonly Lot[], part: (lot: Lot) => number): Points {
  return pointsBalance(lots.reduce((total, lot) => total + part(lot), 0));
}
