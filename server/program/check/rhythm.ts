import { currencyDigits } from '../../core/money.ts';
import type { Day } from '../../core/time.ts';
import type { Definition } from '../definition.ts';
import { typicalOrderMajor } from '../reward-value.ts';

/** What warnings reckon with: how the shop's members really buy, or what is assumed of a shop that has no past. */
export interface Rhythm {
  /** The shop-local day on which the document is looked at. */
  readonly today: Day;
  /** The median order, in minor units. */
  readonly typicalOrderMinor: number;
  /** The median of days between two orders of a member who comes again. */
  readonly daysBetweenOrders: number;
  /** Nobody has bought often enough to tell. */
  readonly assumed: boolean;
}

/** Four orders a year of a usual amount, for a shop without a past. */
export function assumedRhythm(currency: string, today: Day): Rhythm {
  return { today, typicalOrderMinor: typicalOrderMajor * 10 ** currencyDigits(currency), daysBetweenOrders: 90, assumed: true };
}

/** "that members order for $50.00 every 90 days" */
export function rhythmWords({ daysBetweenOrders, assumed }: Rhythm, order: string): string {
  return `${assumed ? 'assuming' : 'as it is now'} that members order for ${order} every ${Math.round(daysBetweenOrders)} days`;
}

/** Points for an amount by a rate, rounded down: enough for a warning, which needs no order. */
export function roughPoints(definition: Definition, pointsPerUnit: number, amountMinor: number): number {
  const unit = (definition.earning.perMajorUnits ?? 1) * 10 ** currencyDigits(definition.currency);
  return Math.floor((amountMinor * pointsPerUnit) / unit);
}

/** How long purchased points last, in days; undefined: as long as their owner is active, or for ever. */
export function lifeOfPoints({ earning: { expiry } }: Definition): number | undefined {
  switch (expiry.kind) {
    case 'months-after-earning':
      return Math.floor((expiry.months * 365) / 12);
    case 'calendar-date':
      // At worst: earned a little too late for the day before.
      return Math.floor((expiry.atLeastMonths * 365) / 12);
    case 'never':
    case 'inactivity':
      return undefined;
  }
}
