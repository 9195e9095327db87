import type { Calendar } from '../../core/calendar.ts';
import type { Day } from '../../core/time.ts';
import type { Definition } from '../../program/index.ts';
import type { OrderOutcome, Plan } from './fold.ts';
import { expiryMonth } from './rules.ts';

/** In which month the points of one of a member's orders expire, by the rules of the order, and by the draft. */
export type ExpiryMonths = (orders: readonly OrderOutcome[], index: number) => { readonly before: string; readonly after: string };

/**
 * Every order of a day and version has the same answer, but where points go by inactivity: then it is the member's next orders that
 * keep them. What members did beside buying is not looked at, so that such points may live longer than told here.
 */
export function expiryMonths({ versions, draft, calendar }: Plan): ExpiryMonths {
  const known = new Map(versions.map(({ version, definition }) => [version, definition]));
  const remembered = new Map<Definition, Map<Day, string>>();
  const monthOf = (definition: Definition, day: Day): string => {
    let days = remembered.get(definition);
    if (days === undefined) remembered.set(definition, (days = new Map()));
    let month = days.get(day);
    if (month === undefined) days.set(day, (month = expiryMonth(definition, calendar, day)));
    return month;
  };
  const activeUntil = activity(calendar);
  const of = (definition: Definition, orders: readonly OrderOutcome[], index: number, day: Day): string => {
    const { expiry } = definition.earning;
    return monthOf(definition, expiry.kind === 'inactivity' ? (activeUntil(orders, expiry.months)[index] ?? day) : day);
  };
  return (orders, index) => {
    const outcome = orders[index];
    if (!outcome) throw new RangeError(`no order ${index}`);
    const { order, day, tried } = outcome;
    const before = of((order.pin && known.get(order.pin.programVersion)) ?? draft, orders, index, day);
    return { before, after: tried ? of(draft, orders, index, day) : before };
  };
}

/** For each of a member's orders the day of the last that followed without a gap of so many months; asked once for all of a member. */
function activity(calendar: Calendar): (orders: readonly OrderOutcome[], months: number) => readonly Day[] {
  const last = new Map<number, { readonly orders: readonly OrderOutcome[]; readonly days: readonly Day[] }>();
  return (orders, months) => {
    const known = last.get(months);
    if (known?.orders === orders) return known.days;
    const days: Day[] = [];
    let next: { readonly day: Day; readonly until: Day } | undefined;
    for (const { day, before: earned, after } of orders.toReversed()) {
      const until: Day = next !== undefined && next.day < calendar.monthsAfter(day, months) ? next.until : day;
      if (earned > 0 || after > 0) next = { day, until };
      days.push(until);
    }
    days.reverse();
    last.set(months, { orders, days });
    return days;
  };
}
