import type { OrderFacts } from '../core/facts.ts';
import type { Day } from '../core/time.ts';
import { earn, type Definition, type EarnContext, type EarnReason, type EarnTerms } from '../program/index.ts';

/** The promise an order was granted under. Fixed when its points are first granted, so that later changes count at the same rate. */
export interface Pin {
  readonly programVersion: number;
  readonly tierId: string;
  readonly pointsPerMajorUnit: number;
  /** What its member had done before, as far as the version asks; undefined: nothing of it. */
  readonly context: PinnedContext | undefined;
}

/** Numbers that are 0 are absent. */
export type PinnedContext = Partial<Omit<EarnContext, 'day'>>;

type Plain = 'cancelled' | 'test-order' | 'not-paid' | 'before-programme' | 'given-before' | 'left-before' | 'moved-to-another-customer';

/** Why an order has the points it has, as data; words are in `words.ts`. */
export type OrderReason =
  | EarnReason
  | { readonly rule: Plain; readonly points: number }
  | { readonly rule: 'policy'; readonly policy: Exclude<Definition['earning']['clawback'], 'unlimited'>; readonly points: 0 }
  /** The day on which what waits for the parcel can be spent, from the first or newer news of it. */
  | ({ readonly rule: 'vests'; readonly on: Day; readonly points: 0 } & Definition['earning']['vesting'])
  /** What staff put right: signed, what moved. */
  | {
      readonly rule: 'verification';
      readonly orderId: string;
      readonly orderName: string;
      readonly shouldHave: number;
      readonly had: number;
      readonly points: number;
    };

/** What an order should have earned by now, and what it counts towards a tier. The points of the reasons sum to `points`. */
export interface Target {
  readonly points: number;
  readonly spendMinor: number;
  readonly reasons: readonly OrderReason[];
  /** What each campaign gave, by its id; undefined: nothing. */
  readonly earned: CampaignPoints | undefined;
}

export type CampaignPoints = Readonly<Record<string, number>>;

/** Why an order earns nothing as it stands, whatever is on it; undefined: it earns. */
export function whyNoAward(facts: Pick<OrderFacts, 'cancelledAt' | 'test' | 'paid'>): OrderReason | undefined {
  if (facts.cancelledAt !== undefined) return { rule: 'cancelled', points: 0 };
  if (facts.test) return { rule: 'test-order', points: 0 };
  if (!facts.paid) return { rule: 'not-paid', points: 0 };
  return undefined;
}

/** The target of an order under its terms; without terms the programme had not begun when it was placed. */
export function targetOf(facts: OrderFacts, terms: EarnTerms | undefined): Target {
  const whyNot = whyNoAward(facts);
  if (whyNot) return { points: 0, spendMinor: 0, reasons: [whyNot], earned: undefined };
  if (!terms) return { points: 0, spendMinor: 0, reasons: [{ rule: 'before-programme', points: 0 }], earned: undefined };
  const award = earn(facts, terms);
  return { points: award.points, spendMinor: award.baseMinor, reasons: award.reasons, earned: given(award.campaigns) };
}

/** Most orders are no campaign's, and need nothing to be stored. */
function given(campaigns: CampaignPoints): CampaignPoints | undefined {
  let some = false;
  for (const id in campaigns) if ((campaigns[id] ?? 0) > 0) some = true;
  return some ? Object.fromEntries(Object.entries(campaigns).filter(([, points]) => points > 0)) : undefined;
}
