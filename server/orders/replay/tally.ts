import type { Definition } from '../../program/index.ts';
import type { ExpiryMonths } from './expiry.ts';
import type { MemberOutcome, OrderOutcome } from './fold.ts';

/** Points that orders of one month earned, by the month in which they expire. */
export interface MonthTally {
  orders: number;
  readonly before: Map<string, number>;
  readonly after: Map<string, number>;
}

/** A member whose points the draft changes most, with the orders that did it. */
export interface Sample {
  readonly memberId: string;
  readonly before: number;
  readonly after: number;
  readonly fromTier: string;
  readonly toTier: string;
  readonly orders: readonly { readonly name: string; readonly before: number; readonly after: number }[];
}

export interface Side {
  members: number;
  points: number;
  readonly samples: Sample[];
}

const samplesMax = 10;
const ordersPerSample = 3;

/** Sums up members' outcomes; its size does not grow with their number. */
export class Tally {
  orders = 0;
  ordersTried = 0;
  members = 0;
  readonly points = { live: 0, replayed: 0, draft: 0 };
  /** Orders that count towards a tier, and what they come to. */
  readonly spending = { orders: 0, minor: 0 };
  readonly months = new Map<string, MonthTally>();
  readonly tiers = new Map<string, { before: number; after: number }>();
  readonly moves = new Map<string, { from: string; to: string; members: number }>();
  readonly winners: Side = { members: 0, points: 0, samples: [] };
  readonly losers: Side = { members: 0, points: 0, samples: [] };
  private readonly expiryMonths: ExpiryMonths;

  constructor(expiryMonths: ExpiryMonths) {
    this.expiryMonths = expiryMonths;
  }

  add(outcome: MemberOutcome): void {
    this.members += 1;
    let before = 0;
    let after = 0;
    for (const [index, order] of outcome.orders.entries()) {
      this.addOrder(order, outcome.orders, index);
      if (!order.tried) continue;
      before += order.before;
      after += order.after;
    }
    this.addStanding(outcome.tierBefore, outcome.tierAfter);
    if (after !== before) this.addChanged(after > before ? this.winners : this.losers, outcome, before, after);
  }

  private addOrder(outcome: OrderOutcome, ofMember: readonly OrderOutcome[], index: number): void {
    const { day, tried, spendMinor, before, after, order } = outcome;
    this.orders += 1;
    const month = this.monthOf(day.slice(0, 7));
    month.orders += 1;
    if (spendMinor > 0) {
      this.spending.orders += 1;
      this.spending.minor += spendMinor;
    }
    if (tried) {
      this.ordersTried += 1;
      this.points.live += order.livePoints;
      this.points.replayed += before;
      this.points.draft += after;
    }
    if (before === 0 && after === 0) return;
    const expires = this.expiryMonths(ofMember, index);
    if (before !== 0) month.before.set(expires.before, (month.before.get(expires.before) ?? 0) + before);
    if (after !== 0) month.after.set(expires.after, (month.after.get(expires.after) ?? 0) + after);
  }

  private monthOf(month: string): MonthTally {
    let tally = this.months.get(month);
    if (tally === undefined) this.months.set(month, (tally = { orders: 0, before: new Map(), after: new Map() }));
    return tally;
  }

  private addStanding(from: string, to: string): void {
    const tierOf = (id: string) => {
      let tier = this.tiers.get(id);
      if (tier === undefined) this.tiers.set(id, (tier = { before: 0, after: 0 }));
      return tier;
    };
    tierOf(from).before += 1;
    tierOf(to).after += 1;
    if (from === to) return;
    const move = this.moves.get(`${from} ${to}`);
    if (move === undefined) this.moves.set(`${from} ${to}`, { from, to, members: 1 });
    else move.members += 1;
  }

  private addChanged(side: Side, outcome: MemberOutcome, before: number, after: number): void {
    const difference = Math.abs(after - before);
    side.members += 1;
    side.points += difference;
    const least = side.samples.at(-1);
    if (side.samples.length === samplesMax && least && Math.abs(least.after - least.before) >= difference) return;
    side.samples.push(sampleOf(outcome, before, after));
    side.samples.sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
    side.samples.length = Math.min(side.samples.length, samplesMax);
  }
}

/** The same way as the member's sum, the greatest first. */
function sampleOf({ member, orders, tierBefore, tierAfter }: MemberOutcome, before: number, after: number): Sample {
  const gain = (one: OrderOutcome) => (after > before ? one.after - one.before : one.before - one.after);
  const telling = orders
    .filter((one) => one.tried && gain(one) > 0)
    .toSorted((a, b) => gain(b) - gain(a))
    .slice(0, ordersPerSample);
  return {
    memberId: member.id,
    before,
    after,
    fromTier: tierBefore,
    toTier: tierAfter,
    orders: telling.map((one) => ({ name: one.order.facts.name, before: one.before, after: one.after })),
  };
}

/** Names of tiers, the draft's where both have one; what neither has any more keeps its id. */
export function tierNames(...definitions: readonly Definition[]): (id: string) => string {
  const names = new Map(definitions.flatMap(({ tiers }) => tiers.map(({ id, name }) => [id, name] as const)));
  return (id) => names.get(id) ?? id;
}
