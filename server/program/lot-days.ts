import type { Calendar } from '../core/calendar.ts';
import type { Day } from '../core/time.ts';
import type { Definition } from './definition.ts';

/** On which days points that are earned on a shop-local day vest and expire; absent: at once, and never. */
export interface LotDays {
  readonly vestsOn: Day | undefined;
  readonly expiresOn: Day | undefined;
}

/** The days of points earned on a shop-local day. Pure. */
export function lotDays({ vesting, expiry }: Definition['earning'], calendar: Calendar, day: Day): LotDays {
  return {
    vestsOn: vesting.kind === 'after-days' ? calendar.daysAfter(day, vesting.days) : undefined,
    expiresOn: expiry.kind === 'months-after-earning' ? calendar.monthsAfter(day, expiry.months) : undefined,
  };
}
