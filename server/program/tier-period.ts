import { assert, unreachable } from '../core/assert.ts';
import type { Calendar } from '../core/calendar.ts';
import type { Day } from '../core/time.ts';
import type { Definition } from './definition.ts';

type Qualification = Definition['qualification'];

/** When what a member did stops counting, and how long a tier lasts by itself. All days are the shop's. */
export interface Period {
  /** The first day on which something done on `day` no longer counts; undefined: it counts for ever. */
  leavesOn(day: Day): Day | undefined;
  /** The first day on which a tier that was reached on `day` is no longer safe, whatever counts then; undefined: only what counts keeps it. */
  lastsUntil(day: Day): Day | undefined;
  /** The first day after another period that begins on `day`, for who goes one tier down; undefined: nobody goes down by time alone. */
  anotherEndsOn(day: Day): Day | undefined;
}

/** The period by which a member is judged who joined on a day of the shop. */
export function periodOf({ period }: Qualification, calendar: Calendar, joinedOn: Day): Period {
  switch (period.kind) {
    case 'rolling-months':
      return rolling(calendar, period.months);
    case 'lifetime':
      return { leavesOn: () => undefined, lastsUntil: () => undefined, anotherEndsOn: () => undefined };
    case 'calendar-year':
      return yearly(period.lasts, (day, years) => `${String(Number(day.slice(0, 4)) + 1 + years).padStart(4, '0')}-01-01`);
    case 'membership-year':
      return yearly(period.lasts, (day, years) => anniversaryAfter(calendar, joinedOn, day, years));
    default:
      return unreachable(period);
  }
}

function rolling(calendar: Calendar, months: number): Period {
  return {
    leavesOn: (day) => leavesWindowOn(calendar, day, months),
    lastsUntil: () => undefined,
    anotherEndsOn: (day) => calendar.monthsAfter(day, months),
  };
}

/** `endOf`: the first day after the year of a day, or so many years later. */
function yearly(lasts: 'this-year' | 'next-year', endOf: (day: Day, years: number) => Day): Period {
  return {
    leavesOn: (day) => endOf(day, 0),
    lastsUntil: (day) => (lasts === 'next-year' ? endOf(day, 1) : undefined),
    anotherEndsOn: (day) => endOf(day, 0),
  };
}

/** Counted from the day of joining each time, so that who joined on 29 February has it again in a leap year. */
function anniversaryAfter(calendar: Calendar, joinedOn: Day, day: Day, yearsLater: number): Day {
  let years = Number(day.slice(0, 4)) - Number(joinedOn.slice(0, 4));
  if (calendar.monthsAfter(joinedOn, 12 * years) <= day) years += 1;
  return calendar.monthsAfter(joinedOn, 12 * (years + yearsLater));
}

/**
 * A purchase counts for whole months, by shop-local days: an order of the 15th still counts on the 14th twelve months later, and no
 * longer on the 15th. Found by stepping, because months differ in length.
 */
function leavesWindowOn(calendar: Calendar, orderDay: Day, months: number): Day {
  let day = calendar.monthsAfter(orderDay, months);
  while (windowFirstDay(calendar, day, months) <= orderDay) day = calendar.daysAfter(day, 1);
  return day;
}

function windowFirstDay(calendar: Calendar, day: Day, months: number): Day {
  return calendar.daysAfter(calendar.monthsAfter(day, -months), 1);
}

/** When the rolling window that ends with `at` begins. Asserts that the programme has one. */
export function windowStart({ qualification: { period } }: Pick<Definition, 'qualification'>, calendar: Calendar, at: Date): Date {
  assert(period.kind === 'rolling-months', 'only rolling months have a window');
  return calendar.startOf(windowFirstDay(calendar, calendar.dayOf(at), period.months));
}

/**
 * From when on what members did can matter for where they stand at `at`; undefined: all of it can. Where nothing but the period and
 * a grace decide, what left before the grace began is past; going down one tier at a time depends on all that was.
 */
export function lifeMattersFrom({ qualification }: Pick<Definition, 'qualification'>, calendar: Calendar, at: Date): Date | undefined {
  const { period, drop, graceDays } = qualification;
  if (drop === 'one-step' || period.kind === 'lifetime') return undefined;
  const day = calendar.daysAfter(calendar.dayOf(at), -graceDays);
  if (period.kind === 'rolling-months') return calendar.startOf(windowFirstDay(calendar, day, period.months));
  return calendar.startOf(calendar.monthsAfter(day, period.lasts === 'next-year' ? -24 : -12));
}
