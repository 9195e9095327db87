import type { Day } from '../../core/time.ts';
import type { EarnContext } from '../../program/index.ts';
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

  count(day: Day, { points, spendMinor, campaigns }: Earned): void {
    if (spendMinor > 0) this.orders += 1;
    this.spentMinor += spendMinor;
    if (day !== this.day) [this.day, this.ofDay] = [day, 0];
    if (!day.startsWith(this.month) || this.month === '') [this.month, this.ofMonth] = [day.slice(0, 7), 0];
    this.ofDay += points;
    this.ofMonth += points;
    for (const id in campaigns) this.campaigns = { ...this.campaigns, [id]: (this.campaigns[id] ?? 0) + (campaigns[id] ?? 0) };
  }
}

/**
 * What was known when the order was pinned, moved by as much as the draft moves what the published rules count today. Refunds since then
 * have changed what is counted; they must not look like something the draft does.
 */
export function shifted(pinned: EarnContext | undefined, published: EarnContext, draft: EarnContext): EarnContext {
  if (pinned === undefined) return draft;
  const ids = new Set([...Object.keys(pinned.campaignPoints), ...Object.keys(draft.campaignPoints)]);
  const moved = (was: number, now: number, then: number) => Math.max(0, then + now - was);
  return {
    day: draft.day,
    ordersBefore: moved(published.ordersBefore, draft.ordersBefore, pinned.ordersBefore),
    spentBeforeMinor: moved(published.spentBeforeMinor, draft.spentBeforeMinor, pinned.spentBeforeMinor),
    earnedThatDay: moved(published.earnedThatDay, draft.earnedThatDay, pinned.earnedThatDay),
    earnedThatMonth: moved(published.earnedThatMonth, draft.earnedThatMonth, pinned.earnedThatMonth),
    campaignPoints: Object.fromEntries(
      [...ids].map((id) => [id, moved(published.campaignPoints[id] ?? 0, draft.campaignPoints[id] ?? 0, pinned.campaignPoints[id] ?? 0)]),
    ),
  };
}
