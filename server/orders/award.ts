import type { OrderFacts } from '../core/facts.ts';
import { earn, type Award, type EarnContext, type EarnReason, type EarnTerms } from '../program/index.ts';

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

export interface OrderReason extends Readonly<Record<string, unknown>> {
  readonly rule:
    | EarnReason['rule']
    | 'cancelled'
    | 'test-order'
    | 'not-paid'
    | 'before-programme'
    | 'given-before'
    | 'left-before'
    | 'policy'
    | 'moved-to-another-customer';
  readonly text: string;
  readonly points: number;
}

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
  if (facts.cancelledAt !== undefined) return { rule: 'cancelled', text: 'The order was cancelled', points: 0 };
  if (facts.test) return { rule: 'test-order', text: 'Test orders earn no points', points: 0 };
  if (!facts.paid) return { rule: 'not-paid', text: 'The order is not paid in full', points: 0 };
  return undefined;
}

/** The target of an order under its terms; without terms the programme had not begun when it was placed. */
export function targetOf(facts: OrderFacts, terms: EarnTerms | undefined): Target {
  const whyNot = whyNoAward(facts);
  if (whyNot) return { points: 0, spendMinor: 0, reasons: [whyNot], earned: undefined };
  if (!terms) {
    return {
      points: 0,
      spendMinor: 0,
      reasons: [{ rule: 'before-programme', text: 'The order was placed before the programme began', points: 0 }],
      earned: undefined,
    };
  }
  const award: Award & { readonly campaigns?: CampaignPoints } = earn(facts, terms);
  const given = Object.entries(award.campaigns ?? {}).filter(([, points]) => points > 0);
  return {
    points: award.points,
    spendMinor: award.baseMinor,
    reasons: award.reasons,
    earned: given.length === 0 ? undefined : Object.fromEntries(given),
  };
}
