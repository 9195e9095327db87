import { assert } from '../core/assert.ts';
import type { Calendar } from '../core/calendar.ts';
import type { Day } from '../core/time.ts';
import type { Definition, Tier } from './definition.ts';
import { periodOf, type Period } from './tier-period.ts';

/** Something a member did that counts towards a tier. */
export interface Deed {
  readonly at: Date;
  /** Net spend, in minor units. */
  readonly spendMinor: number;
  /** Points of purchases and actions. */
  readonly points: number;
  /** 1: an order that counts. */
  readonly orders: 0 | 1;
}

/** What is summed up over a period. */
export interface Measures {
  readonly spendMinor: number;
  readonly points: number;
  readonly orders: number;
}

/** What holds a tier that activity alone would not: it was promised to last, it is the step after a higher one, or grace. */
export type Holding = 'lasting' | 'step' | 'grace';

interface Counted extends Measures {
  readonly leavesOn: Day | undefined;
}

type Rules = Pick<Definition, 'tiers' | 'qualification'>;

/**
 * Where activity leaves a member, as a walk through their life: deeds come in the order of time, days pass in between. Keeps of staff
 * are not its business. The same deeds lead to the same place however often one looks on the way.
 */
export class TierWalk {
  private readonly rules: Rules;
  readonly calendar: Calendar;
  private readonly joinedOn: Day;
  private readonly period: Period;
  private counted: Counted[] = [];
  private first = 0;
  private sums: Measures = { spendMinor: 0, points: 0, orders: 0 };
  private reached = 0;
  private stands = 0;
  /** For each tier the first day on which time alone has taken what held it; grace not yet counted. */
  private heldUntil: Day[];
  private heldBy: ('lasting' | 'step')[];

  constructor(rules: Rules, calendar: Calendar, joinedOn: Day) {
    this.rules = rules;
    this.calendar = calendar;
    this.joinedOn = joinedOn;
    this.period = periodOf(rules.qualification, calendar, joinedOn);
    this.heldUntil = rules.tiers.map(() => '');
    this.heldBy = rules.tiers.map(() => 'lasting');
  }

  /** The place of the tier, counted from 0. */
  get place(): number {
    return this.stands;
  }

  /** The tier at an instant that is not before anything that was taken. */
  tierAt(at: Date): Tier {
    this.passTo(this.calendar.dayOf(at));
    const tier = this.rules.tiers[this.stands];
    assert(tier, 'a walk stays within the tiers');
    return tier;
  }

  get measured(): Measures {
    return this.sums;
  }

  /** Why the member stands there on a day; undefined: what counts is enough. */
  holdingOn(day: Day): Holding | undefined {
    if (this.reached >= this.stands) return undefined;
    return day < this.heldFor(this.stands) ? this.heldBy[this.stands] : 'grace';
  }

  /** A deed, not before any that came earlier. */
  take(deed: Deed): void {
    const day = this.calendar.dayOf(deed.at);
    this.passTo(day);
    const { spendMinor, points, orders } = deed;
    if (spendMinor === 0 && points === 0 && orders === 0) return;
    this.counted.push({ spendMinor, points, orders, leavesOn: this.period.leavesOn(day) });
    this.sums = added(this.sums, deed, 1);
    this.reached = reachedWith(this.rules, this.sums);
    this.stands = Math.max(this.stands, this.reached);
    const lastsUntil = this.period.lastsUntil(day);
    if (lastsUntil !== undefined) for (let place = 1; place <= this.reached; place++) this.hold(place, lastsUntil, 'lasting');
  }

  /** Days pass, up to and with the beginning of `day`. */
  passTo(day: Day): void {
    for (let next = this.nextDay(); next !== undefined && next <= day; next = this.nextDay()) this.passOne(next);
  }

  /** The next day on which time alone changes what counts or where the member stands; undefined: there is none. */
  nextDay(): Day | undefined {
    const leaves = this.counted[this.first]?.leavesOn;
    const falls = this.reached < this.stands ? this.keptUntil(this.stands) : undefined;
    return leaves === undefined || (falls !== undefined && falls < leaves) ? falls : leaves;
  }

  /** The same walk, to go on with it without disturbing this one. */
  copy(): TierWalk {
    const copy = new TierWalk(this.rules, this.calendar, this.joinedOn);
    copy.counted = this.counted.slice(this.first);
    copy.sums = this.sums;
    copy.reached = this.reached;
    copy.stands = this.stands;
    copy.heldUntil = [...this.heldUntil];
    copy.heldBy = [...this.heldBy];
    return copy;
  }

  private passOne(day: Day): void {
    for (let oldest = this.counted[this.first]; oldest?.leavesOn !== undefined && oldest.leavesOn <= day;) {
      this.sums = added(this.sums, oldest, -1);
      this.first += 1;
      oldest = this.counted[this.first];
    }
    if (this.first > 64 && this.first * 2 > this.counted.length) {
      this.counted = this.counted.slice(this.first);
      this.first = 0;
    }
    const before = this.reached;
    this.reached = reachedWith(this.rules, this.sums);
    for (let place = this.reached + 1; place <= before; place++) this.hold(place, day, this.heldBy[place] ?? 'lasting');
    if (this.reached < this.stands && this.keptUntil(this.stands) <= day) this.fall(day);
  }

  private fall(day: Day): void {
    const { tiers, qualification } = this.rules;
    const below = tiers.findLastIndex((tier, place) => place < this.stands && !tier.inviteOnly);
    const kept = tiers.findLastIndex(
      (tier, place) => place < this.stands && !tier.inviteOnly && (place <= this.reached || day < this.keptUntil(place)),
    );
    if (qualification.drop === 'one-step') {
      this.stands = Math.max(below, 0);
      const until = this.period.anotherEndsOn(day);
      if (this.stands > 0 && until !== undefined) this.hold(this.stands, until, 'step');
    } else {
      this.stands = Math.max(kept, 0);
    }
  }

  private hold(place: number, until: Day, by: 'lasting' | 'step'): void {
    if (until <= this.heldFor(place)) return;
    this.heldUntil[place] = until;
    this.heldBy[place] = by;
  }

  private heldFor(place: number): Day {
    return this.heldUntil[place] ?? '';
  }

  private keptUntil(place: number): Day {
    const held = this.heldFor(place);
    const { graceDays } = this.rules.qualification;
    return held === '' || graceDays === 0 ? held : this.calendar.daysAfter(held, graceDays);
  }
}

/** The place of the highest tier that activity reaches; tiers by invitation are passed over, and the first asks for nothing. */
export function reachedWith({ tiers, qualification }: Rules, measured: Measures): number {
  return Math.max(
    0,
    tiers.findLastIndex((tier) => !tier.inviteOnly && isReached(tier, qualification.need, measured)),
  );
}

function isReached(tier: Tier, need: 'any' | 'all', { spendMinor, points, orders }: Measures): boolean {
  const [spent, earned, ordered] = [
    met(tier.thresholdMinor, spendMinor),
    met(tier.thresholdPoints ?? 0, points),
    met(tier.thresholdOrders ?? 0, orders),
  ];
  const one = spent === true || earned === true || ordered === true;
  return one && (need === 'any' || (spent !== false && earned !== false && ordered !== false));
}

/** undefined: it is not asked for. */
function met(threshold: number, has: number): boolean | undefined {
  return threshold === 0 ? undefined : has >= threshold;
}

/** What a tier asks for, with what there is of it. */
export function thresholdsOf(
  tier: Tier,
  measured: Measures,
): { readonly measure: keyof Measures; readonly threshold: number; readonly has: number }[] {
  return [
    { measure: 'spendMinor' as const, threshold: tier.thresholdMinor, has: measured.spendMinor },
    { measure: 'points' as const, threshold: tier.thresholdPoints ?? 0, has: measured.points },
    { measure: 'orders' as const, threshold: tier.thresholdOrders ?? 0, has: measured.orders },
  ].filter(({ threshold }) => threshold > 0);
}

function added(sums: Measures, deed: Measures, sign: 1 | -1): Measures {
  return {
    spendMinor: sums.spendMinor + sign * deed.spendMinor,
    points: sums.points + sign * deed.points,
    orders: sums.orders + sign * deed.orders,
  };
}
