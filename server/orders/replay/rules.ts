import type { Calendar } from '../../core/calendar.ts';
import type { OrderFacts } from '../../core/facts.ts';
import type { Day } from '../../core/time.ts';
import {
  judge,
  lotDays,
  never,
  termsOf,
  windowStart,
  type Definition,
  type EarnContext,
  type EarnTerms,
  type Tier,
} from '../../program/index.ts';
import { targetOf, type Target } from '../award.ts';

/** The one place where the replay asks the rules: the very functions that grant points and judge tiers. */

/** What an order came to; points a campaign gave count for its own cap. */
export type Earned = Pick<Target, 'points' | 'spendMinor' | 'earned'>;

const terms: (definition: Definition, tier: Tier, context: EarnContext) => EarnTerms = termsOf;

/** What an order earns in a tier, for a member of whom `context` is known. */
export function earnIn(definition: Definition, tier: Tier, context: EarnContext, facts: OrderFacts): Earned {
  return targetOf(facts, terms(definition, tier, context));
}

/** Something a member did that counts towards a tier. */
export interface Deed {
  readonly at: Date;
  readonly spendMinor: number;
  readonly points: number;
  readonly orders: 0 | 1;
}

/** Follows one member through time by one set of rules: deeds go in as they happened, and it says in which tier they left the member. */
export class Walk {
  private readonly rules: Pick<Definition, 'tiers' | 'qualification'>;
  private readonly calendar: Calendar;
  private readonly deeds: Deed[] = [];
  private first = 0;
  private spendMinor = 0;

  constructor(rules: Pick<Definition, 'tiers' | 'qualification'>, calendar: Calendar, _joinedOn: Day) {
    this.rules = rules;
    this.calendar = calendar;
  }

  /** A deed, not before any that came earlier. */
  take(deed: Deed): void {
    this.deeds.push(deed);
    this.spendMinor += deed.spendMinor;
  }

  /** The tier at an instant that is not before any deed, nor before one that was asked for earlier. */
  tierAt(at: Date): Tier {
    const from = windowStart(this.rules, this.calendar, at).getTime();
    for (let oldest = this.deeds[this.first]; oldest !== undefined && oldest.at.getTime() < from; oldest = this.deeds[this.first]) {
      this.spendMinor -= oldest.spendMinor;
      this.first += 1;
    }
    return judge(this.rules, this.spendMinor).tier;
  }
}

/** The month in which points of an order of a shop-local day expire, "2027-03"; `never` if they do not. */
export function expiryMonth({ earning }: Definition, calendar: Calendar, day: Day): string {
  return lotDays(earning, 'purchase', calendar, day).expiresOn?.slice(0, 7) ?? never;
}
