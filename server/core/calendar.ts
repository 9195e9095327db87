import { remembered } from './remembered.ts';
import { addDays, addMonths, dayIn, quarterMs, startOfDay, type Day } from './time.ts';

/** The calendar of one time zone. It remembers what it worked out, for those who ask about many instants of the same days. */
export interface Calendar {
  readonly zone: string;
  /** The local day on which an instant falls. */
  dayOf(at: Date): Day;
  /** The instant at which a local day begins. */
  startOf(day: Day): Date;
  /** Whole months later, or earlier if negative; the 31st becomes the last day of a shorter month. */
  monthsAfter(day: Day, months: number): Day;
  /** Whole days later, or earlier if negative. */
  daysAfter(day: Day, days: number): Day;
}

export function calendarOf(zone: string): Calendar {
  const dayOf = remembered((quarter: number) => dayIn(zone, new Date(quarter * quarterMs)));
  const startOf = remembered((day: Day) => startOfDay(zone, day).getTime());
  const monthsAfter = remembered((months: number) => remembered((day: Day) => addMonths(day, months)));
  const daysAfter = remembered((days: number) => remembered((day: Day) => addDays(day, days)));
  return {
    zone,
    dayOf: (at) => dayOf(Math.floor(at.getTime() / quarterMs)),
    startOf: (day) => new Date(startOf(day)),
    monthsAfter: (day, months) => monthsAfter(months)(day),
    daysAfter: (day, days) => daysAfter(days)(day),
  };
}
