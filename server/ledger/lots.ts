import { pointsBalance, type Points } from '../core/points.ts';
import { addMonths, type Day } from '../core/time.ts';
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
  /** Shop-local day on which its pending points become available; `unknownDay` until that is known. */
  readonly vestsOn: Day | undefined;
  /** First shop-local day on which its available points are gone. */
  readonly expiresOn: Day | undefined;
  /** That day moves on, to so many months after the day on which the member last earned or spent; undefined: it is fixed. */
  readonly idleMonths: number | undefined;
}

type Parts = Pick<Lot, 'pending' | 'available' | 'held' | 'debt'>;
type Perishable = Pick<Lot, 'expiresOn' | 'idleMonths'>;
type Dated = Perishable & Pick<Lot, 'no'>;

/**
 * A member's lots as they stand on a shop-local day, in the order in which they are spent, whether or not the nightly job has
 * run: what is due has vested and paid what was owed, and is gone when it is past its date. Lots with nothing left are left out.
 * `active` are the days on which the member earned or spent, in order.
 */
export function standOn(lots: readonly Lot[], today: Day, active: readonly Day[]): Lot[] {
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
      return { ...lot, debt: lot.debt - settled, available: isDue(goneOn(lot, active), today) ? 0 : lot.available };
    })
    .filter(isOpen)
    .sort(bySpending)
    .map((lot): Lot => (lot.idleMonths === undefined ? lot : { ...lot, expiresOn: goneOn(lot, active) }));
}

/**
 * The first day on which a lot's points are gone. A member who earns or spends before it has all of them for so many months more; who
 * comes too late finds them gone, even if nobody has posted it yet. `active` are the days on which the member did, in order.
 */
export function goneOn({ expiresOn, idleMonths }: Perishable, active: readonly Day[]): Day | undefined {
  if (expiresOn === undefined || idleMonths === undefined) return expiresOn;
  for (let on = expiresOn; ;) {
    const before: Day = on;
    const last = active.findLast((day) => day < before);
    const further = last === undefined ? on : addMonths(last, idleMonths);
    if (further <= on) return on;
    on = further;
  }
}

/** The sums of a member's lots. */
export function balanceOf(lots: readonly Parts[]): Balance {
  return {
    pending: sum(lots, (lot) => lot.pending),
    available: sum(lots, (lot) => lot.available),
    held: sum(lots, (lot) => lot.held),
    debt: sum(lots, (lot) => lot.debt),
  };
}

/** Available points that will be gone on a day; `unlessActive`: not if their member earns or spends before. */
export interface Expiring {
  readonly points: Points;
  readonly on: Day;
  readonly unlessActive?: true;
}

/** Available points of lots as they stand, by the day on which they will be gone, soonest first. */
export function expiringByDay(lots: readonly Lot[]): Expiring[] {
  const due = lots.filter((lot): lot is Lot & { expiresOn: Day } => lot.available > 0 && lot.expiresOn !== undefined);
  return [true, false]
    .flatMap((unlessActive) =>
      [
        ...Map.groupBy(
          due.filter(({ idleMonths }) => (idleMonths !== undefined) === unlessActive),
          (lot) => lot.expiresOn,
        ),
      ].map(([on, lotsOfDay]): Expiring => ({ points: sum(lotsOfDay, (lot) => lot.available), on, ...(unlessActive && { unlessActive }) })),
    )
    .sort((a, b) => compareDays(a.on, b.on));
}

/** Whether anything is left of it. */
export function isOpen(lot: Parts): boolean {
  return lot.pending > 0 || lot.available > 0 || lot.held > 0 || lot.debt > 0;
}

export function isDue(day: Day | undefined, today: Day): boolean {
  return day !== undefined && day <= today;
}

/**
 * The order in which lots are spent: soonest expiry first, then the oldest. Those whose day moves on whenever their member does something
 * come last, because spending moves it.
 */
export function bySpending(a: Dated, b: Dated): number {
  return Number(a.idleMonths !== undefined) - Number(b.idleMonths !== undefined) || compareDays(a.expiresOn, b.expiresOn) || a.no - b.no;
}

/** The earlier of two days; never (undefined) is later than any. */
export function earlier(a: Day | undefined, b: Day | undefined): Day | undefined {
  return compareDays(a, b) <= 0 ? a : b;
}

function byVesting(a: Lot, b: Lot): number {
  return compareDays(a.vestsOn, b.vestsOn) || bySpending(a, b);
}

/** Never comes last. */
function compareDays(a: Day | undefined, b: Day | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return a < b ? -1 : 1;
}

function sum<T>(lots: readonly T[], part: (lot: T) => number): Points {
  return pointsBalance(lots.reduce((total, lot) => total + part(lot), 0));
}
