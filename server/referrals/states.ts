import type { Day } from '../core/time.ts';
import type { Referral } from '../program/index.ts';

/**
 * claimed: a friend came by a member's code · held: waits for staff · qualified: the friend's first order counts, the thanks are
 * pending · vested: the return window is over · refused: nobody is thanked · reversed: thanked, and taken back.
 */
export type State = 'claimed' | 'held' | 'qualified' | 'vested' | 'refused' | 'reversed';

export type ReferralReason =
  | { readonly code: 'code-used' }
  | { readonly code: 'same-person' }
  | { readonly code: 'not-new'; readonly orderId: string }
  | { readonly code: 'limit-reached'; readonly times: number; readonly per: string }
  | { readonly code: 'cancelled'; readonly orderId: string }
  | { readonly code: 'below-minimum'; readonly orderId: string; readonly minor: number; readonly minimumMinor: number }
  | { readonly code: 'order-counts'; readonly orderId: string; readonly minor: number }
  | { readonly code: 'window-over'; readonly day: Day };

/** What is known of a referral now, however it came to be known and in whatever order. */
export interface Known {
  readonly terms: Pick<Referral, 'minimumOrderMinor' | 'newCustomersOnly' | 'limitPerAdvocate'>;
  /** Advocate and friend turned out to be one customer. */
  readonly samePerson: boolean;
  /** The friend's last order before the claim. */
  readonly orderBefore: string | undefined;
  /** The friend's first order since the claim, as it stands. */
  readonly first: { readonly orderId: string; readonly spendMinor: number; readonly cancelled: boolean } | undefined;
  /** How many other friends of this advocate count in the period of the limit. */
  readonly othersInPeriod: number;
  readonly vestsOn: Day | undefined;
  readonly today: Day;
}

export interface Step {
  readonly state: State;
  readonly reasons: readonly ReferralReason[];
}

/**
 * The next step of a referral, or undefined where it stays as it is. What stands against it is asked first, so that an order of
 * events in which a refund or an earlier purchase is heard of late ends like any other. Refused and reversed are for good.
 */
export function next(state: State, known: Known): Step | undefined {
  if (state === 'refused' || state === 'reversed') return undefined;
  const thanked = state === 'qualified' || state === 'vested';
  const against = objection(known);
  if (against) return { state: thanked ? 'reversed' : 'refused', reasons: [against] };
  const short = shortfall(known);
  // An order below the minimum may be edited up; thanks that were given do not come twice.
  if (short) return thanked ? { state: 'reversed', reasons: [short] } : undefined;
  if (thanked) return state === 'qualified' && windowOver(known) ? vestedStep(known.today) : undefined;
  if (!known.first) return undefined;
  const { times, per } = known.terms.limitPerAdvocate;
  if (known.othersInPeriod >= times) return { state: 'refused', reasons: [{ code: 'limit-reached', times, per }] };
  return { state: 'qualified', reasons: [{ code: 'order-counts', orderId: known.first.orderId, minor: known.first.spendMinor }] };
}

function objection({ first, orderBefore, samePerson, terms }: Known): ReferralReason | undefined {
  if (samePerson) return { code: 'same-person' };
  if (terms.newCustomersOnly && orderBefore !== undefined) return { code: 'not-new', orderId: orderBefore };
  if (first?.cancelled) return { code: 'cancelled', orderId: first.orderId };
  return undefined;
}

function shortfall({ first, terms: { minimumOrderMinor } }: Known): ReferralReason | undefined {
  if (!first || (first.spendMinor >= minimumOrderMinor && first.spendMinor > 0)) return undefined;
  return { code: 'below-minimum', orderId: first.orderId, minor: first.spendMinor, minimumMinor: minimumOrderMinor };
}

function windowOver({ vestsOn, today }: Known): boolean {
  return vestsOn !== undefined && vestsOn <= today;
}

function vestedStep(day: Day): Step {
  return { state: 'vested', reasons: [{ code: 'window-over', day }] };
}

/** What an advocate is thanked with for the friend of that number. */
export function thanksFor({ advocate, ladder = [] }: Referral, nth: number): Referral['advocate'] {
  return ladder.find(({ friends }) => friends === nth)?.advocate ?? advocate;
}
