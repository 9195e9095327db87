import { assert } from '../../core/assert.ts';
import type { Calendar } from '../../core/calendar.ts';
import type { OrderFacts } from '../../core/facts.ts';
import type { Day } from '../../core/time.ts';
import {
  lotDays,
  never,
  termsOf,
  TierWalk,
  tierReached,
  type Deed,
  type Definition,
  type EarnContext,
  type Keep,
  type Tier,
} from '../../program/index.ts';
import { targetOf, type Target } from '../award.ts';

/** The one place where the replay asks the rules: the very functions that grant points and judge tiers. */

/** What an order came to; points a campaign gave count for its own cap. */
export type Earned = Pick<Target, 'points' | 'spendMinor' | 'earned'>;

/** What an order earns in a tier, for a member of whom `context` is known. */
export function earnIn(definition: Definition, tier: Tier, context: EarnContext, facts: OrderFacts): Earned {
  return targetOf(facts, termsOf(definition, tier, context));
}

/** Follows one member through time by one set of rules: deeds go in as they happened, and it says in which tier they left the member. */
export class Walk {
  private readonly rules: Definition;
  private readonly calendar: Calendar;
  private readonly joinedAt: Date;
  private readonly keeps: readonly Keep[];
  private readonly walk: TierWalk;
  private readonly deeds: Deed[] = [];

  constructor(rules: Definition, calendar: Calendar, joinedAt: Date, keeps: readonly Keep[]) {
    this.rules = rules;
    this.calendar = calendar;
    this.joinedAt = joinedAt;
    this.keeps = keeps;
    this.walk = new TierWalk(rules, calendar, calendar.dayOf(joinedAt));
  }

  /** A deed, not before any that came earlier. */
  take(deed: Deed): void {
    this.walk.take(deed);
    if (this.keeps.length > 0) this.deeds.push(deed);
  }

  /** The tier at an instant that is not before any deed, nor before one that was asked for earlier. */
  tierAt(at: Date): Tier {
    // Staff said something about few members: of them the whole life is told again each time.
    if (this.keeps.length > 0)
      return tierReached(this.rules, this.calendar, { joinedAt: this.joinedAt, deeds: this.deeds, keeps: this.keeps }, at);
    this.walk.passTo(this.calendar.dayOf(at));
    const tier = this.rules.tiers[this.walk.place];
    assert(tier, 'a walk stands in a tier');
    return tier;
  }
}

/** The month in which points of an order of a shop-local day expire, "2027-03"; `never` if they do not. */
export function expiryMonth({ earning }: Definition, calendar: Calendar, day: Day): string {
  return lotDays(earning, 'purchase', calendar, day).expiresOn?.slice(0, 7) ?? never;
}
