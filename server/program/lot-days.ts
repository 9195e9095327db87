import type { Calendar } from '../core/calendar.ts';
import type { OrderFacts } from '../core/facts.ts';
import { unknownDay, type Day } from '../core/time.ts';
import type { Definition } from './definition.ts';

/** What earned the points: some sources have an expiry of their own. Purchases alone wait for anything. */
export type LotSource = 'purchase' | keyof NonNullable<Definition['earning']['expiryOf']>;

/** What is promised with points, in the words of an issue on the ledger, so that it can be spread into one. Days are shop-local. */
export interface LotDays {
  /** When they can be spent; `unknownDay` until what they wait for has happened; absent: at once. */
  readonly vestsOn?: Day;
  /** The first day on which they are gone; with `idleMonths` the first possible one. Absent: never. */
  readonly expiresOn?: Day;
  /** They go when their owner has neither earned nor spent for so many months. */
  readonly idleMonths?: number;
}

/** What became of an order's parcels; see OrderFacts. */
export type ParcelFacts = Pick<OrderFacts, 'fulfilledAt' | 'deliveredAt'>;

/** The days of points earned on a shop-local day; what vests by its parcels, by what is known of them. Pure. */
export function lotDays(
  { vesting, expiry, expiryOf }: Definition['earning'],
  source: LotSource,
  calendar: Calendar,
  day: Day,
  parcels: ParcelFacts = {},
): LotDays {
  const promised = source === 'purchase' ? expiry : (expiryOf?.[source] ?? expiry);
  const vestsOn = source === 'purchase' ? vestingDay(vesting, calendar, day, parcels) : undefined;
  return { ...(vestsOn !== undefined && { vestsOn }), ...expiryDays(promised, calendar, day) };
}

/** Whether points of purchases wait for something that an order tells after it was paid. */
export function waitsForParcels({ vesting }: Definition['earning']): boolean {
  return vesting.kind === 'on-fulfilment' || vesting.kind === 'on-delivery' || vesting.kind === 'return-window';
}

function vestingDay(
  vesting: Definition['earning']['vesting'],
  calendar: Calendar,
  day: Day,
  { fulfilledAt, deliveredAt }: ParcelFacts,
): Day | undefined {
  const since = (event: Date | undefined, days: number) =>
    event === undefined ? unknownDay : calendar.daysAfter(calendar.dayOf(event), days);
  switch (vesting.kind) {
    case 'at-once':
      return undefined;
    case 'after-days':
      return calendar.daysAfter(day, vesting.days);
    case 'on-fulfilment':
      return since(fulfilledAt, vesting.days);
    case 'on-delivery':
      return since(deliveredAt, vesting.days);
    case 'return-window':
      return since(deliveredAt ?? fulfilledAt, vesting.days);
  }
}

function expiryDays(expiry: Definition['earning']['expiry'], calendar: Calendar, day: Day): Omit<LotDays, 'vestsOn'> {
  switch (expiry.kind) {
    case 'never':
      return {};
    case 'months-after-earning':
      return { expiresOn: calendar.monthsAfter(day, expiry.months) };
    case 'inactivity':
      return { expiresOn: calendar.monthsAfter(day, expiry.months), idleMonths: expiry.months };
    case 'calendar-date':
      return { expiresOn: nextOnCalendar(expiry, calendar.monthsAfter(day, expiry.atLeastMonths), day) };
  }
}

/** The first such day that is not before `from`, and later than the day of earning: nothing is gone on the day it comes. */
function nextOnCalendar({ month, day }: { month: number; day: number }, from: Day, earned: Day): Day {
  for (let year = Number(from.slice(0, 4)); ; year++) {
    const on = dayOfYear(year, month, day);
    if (on >= from && on > earned) return on;
  }
}

/** The 31st is the last day of a shorter month, and so is the 29th of February in most years. */
function dayOfYear(year: number, month: number, day: number): Day {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1, Math.min(day, last))).toISOString().slice(0, 10);
}
