import { DateTime } from 'luxon';

/** A calendar day "2026-11-22" in the shop's time zone. */
export type Day = string & { readonly __day?: never };

/** All zones in use change their offset, and begin their days, on a quarter of an hour of universal time. */
export const quarterMs = 15 * 60_000;

// Nearly all who ask mean today. One day for each zone is kept, so that the memory does not grow with the years that are asked about.
const last = new Map<string, { readonly quarter: number; readonly day: Day }>();

/** The shop-local calendar day on which an instant falls. `zone` is an IANA name. */
export function dayIn(zone: string, at: Date): Day {
  const quarter = Math.floor(at.getTime() / quarterMs);
  const known = last.get(zone);
  if (known?.quarter === quarter) return known.day;
  const day = DateTime.fromJSDate(at, { zone }).toISODate() as Day;
  last.set(zone, { quarter, day });
  return day;
}

/** Adds whole months; the 31st becomes the last day of a shorter month. */
export function addMonths(day: Day, months: number): Day {
  return DateTime.fromISO(day, { zone: 'utc' }).plus({ months }).toISODate() as Day;
}

/** Adds whole days. */
export function addDays(day: Day, days: number): Day {
  return DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toISODate() as Day;
}

/** The instant at which the shop-local day begins. */
export function startOfDay(zone: string, day: Day): Date {
  return DateTime.fromISO(day, { zone }).startOf('day').toJSDate();
}

/** A day that is still to be known. PostgreSQL's word for the day after all days, and as text it sorts after them too. */
export const unknownDay: Day = 'infinity';
