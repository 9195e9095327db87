import type { Day } from '../../core/time.ts';
import type { ContextNeeded, EarnContext } from '../../program/index.ts';
import type { PinnedContext } from '../award.ts';
import type { Earned } from './rules.ts';

const none: EarnContext['campaignPoints'] = Object.freeze({});

/** What a member had done by the orders so far, as far as what the next one earns depends on it. */
export class Counters {
  private orders = 0;
  private spentMinor = 0;
  private day: Day = '';
  private ofDay = 0;
  private month = '';
  private ofMonth = 0;
  private campaigns = none;

  /** The context of an order of a shop-local day that is not before any that was counted. */
  contextOn(day: Day): EarnContext {
    return {
      day,
      ordersBefore: this.orders,
      spentBeforeMinor: this.spentMinor,
      earnedThatDay: day === this.day ? this.ofDay : 0,
      earnedThatMonth: day.startsWith(this.month) && this.month !== '' ? this.ofMonth : 0,
      campaignPoints: this.campaigns,
    };
  }

  count(day: Day, { points, spendMinor, earned }: Earned): void {
    if (spendMinor > 0) this.orders += 1;
    this.spentMinor += spendMinor;
    if (day !== this.day) [this.day, this.ofDay] = [day, 0];
    if (!day.startsWith(this.month) || this.month === '') [this.month, this.ofMonth] = [day.slice(0, 7), 0];
    this.ofDay += points;
    this.ofMonth += points;
    if (earned === undefined) return;
    const given = Object.entries(earned).map(([id, more]) => [id, (this.campaigns[id] ?? 0) + more] as const);
    this.campaigns = { ...this.campaigns, ...Object.fromEntries(given) };
  }
}

/**
 * What was known when the order was pinned, as far as its version asked, moved by as much as the draft moves what the published rules count
 * today. Refunds since then have changed what is counted; they must not look like something the draft does.
 */
export function shifted(pinned: PinnedContext | undefined, needed: ContextNeeded, published: EarnContext, draft: EarnContext): EarnContext {
  if (!needed.ever && !needed.month && !needed.campaigns) return draft;
  const moved = (asked: boolean, then: number | undefined, was: number, now: number) =>
    asked ? Math.max(0, (then ?? 0) + now - was) : now;
  const ids = new Set([...Object.keys(pinned?.campaignPoints ?? {}), ...Object.keys(draft.campaignPoints)]);
  return {
    day: draft.day,
    ordersBefore: moved(needed.ever, pinned?.ordersBefore, published.ordersBefore, draft.ordersBefore),
    spentBeforeMinor: moved(needed.ever, pinned?.spentBeforeMinor, published.spentBeforeMinor, draft.spentBeforeMinor),
    earnedThatDay: moved(needed.month, pinned?.earnedThatDay, published.earnedThatDay, draft.earnedThatDay),
    earnedThatMonth: moved(needed.month, pinned?.earnedThatMonth, published.earnedThatMonth, draft.earnedThatMonth),
    campaignPoints: Object.fromEntries(
      [...ids].map((id) => [
        id,
        moved(needed.campaigns, pinned?.campaignPoints?.[id], published.campaignPoints[id] ?? 0, draft.campaignPoints[id] ?? 0),
      ]),
    ),
  };
}
