import { assert } from '../core/assert.ts';
import type { Calendar } from '../core/calendar.ts';
import { formatMoney, minor, type Minor } from '../core/money.ts';
import type { Day } from '../core/time.ts';
import type { Definition, Tier } from './definition.ts';

export interface Judgement {
  readonly tier: Tier;
  readonly spendMinor: Minor;
  /** undefined at the top. */
  readonly next: { readonly tier: Tier; readonly missingMinor: Minor } | undefined;
}

/** The highest tier whose threshold the spend reaches, and what is missing to the next. */
export function judge(definition: Pick<Definition, 'tiers'>, spendMinor: number): Judgement {
  const reached = definition.tiers.findLastIndex((tier) => tier.thresholdMinor <= spendMinor);
  const tier = definition.tiers[Math.max(0, reached)];
  assert(tier, 'a programme has a tier');
  const next = definition.tiers[Math.max(0, reached) + 1];
  const missing = next && { tier: next, missingMinor: minor(next.thresholdMinor - spendMinor) };
  return { tier, spendMinor: minor(spendMinor), next: missing };
}

/**
 * When the window that ends with `at` begins: a purchase counts for whole months, by shop-local days. An order of the 15th
 * still counts on the 14th twelve months later, and no longer on the 15th.
 */
export function windowStart(definition: Pick<Definition, 'qualification'>, calendar: Calendar, at: Date): Date {
  return calendar.startOf(calendar.daysAfter(calendar.monthsAfter(calendar.dayOf(at), -monthsOf(definition)), 1));
}

/**
 * The first shop-local day after `at` on which a window no longer holds an order of `oldest`: only then can a tier move by
 * itself. Found by stepping, because months differ in length.
 */
export function leavesWindowOn(definition: Pick<Definition, 'qualification'>, calendar: Calendar, oldest: Date): Day {
  const orderDay = calendar.dayOf(oldest);
  let day = calendar.monthsAfter(orderDay, monthsOf(definition));
  while (calendar.daysAfter(calendar.monthsAfter(day, -monthsOf(definition)), 1) <= orderDay) day = calendar.daysAfter(day, 1);
  return day;
}

function monthsOf({ qualification: { period } }: Pick<Definition, 'qualification'>): number {
  assert(period.kind === 'rolling-months', 'only rolling months are judged so far');
  return period.months;
}

/** What made us judge a member again. */
export type Because =
  | { readonly kind: 'joined' }
  | { readonly kind: 'order'; readonly orderId: string; readonly orderName: string }
  | { readonly kind: 'action'; readonly name: string }
  | { readonly kind: 'import' }
  | { readonly kind: 'merge' }
  | { readonly kind: 'window' }
  | { readonly kind: 'verification' }
  | { readonly kind: 'program'; readonly version: number };

/** Why a member stands where they stand, as a sentence for members and staff. */
export function standingReason(definition: Definition, because: Because, spendMinor: number, direction: 'up' | 'down' | 'level'): string {
  const spend = formatMoney({ minor: minor(spendMinor), currency: definition.currency });
  const window = `${monthsOf(definition)}-month spend`;
  switch (because.kind) {
    case 'joined':
      return 'because you joined';
    case 'order':
      return direction === 'down'
        ? `because a change of order ${because.orderName} left your ${window} at ${spend}`
        : `because order ${because.orderName} brought your ${window} to ${spend}`;
    case 'action':
      return `because of “${because.name}”, and your ${window} of ${spend}`;
    case 'import':
      return `because the orders brought over left your ${window} at ${spend}`;
    case 'merge':
      return direction === 'down'
        ? 'because your orders now count for the account that yours was merged into'
        : `because an account was merged into yours, and your ${window} is now ${spend}`;
    case 'window':
      return `because older orders no longer count and your ${window} is now ${spend}`;
    case 'verification':
      return `because a check of the books found your ${window} to be ${spend}`;
    case 'program':
      return `because version ${because.version} of the programme applies to your ${window} of ${spend}`;
  }
}
