import type { Day } from '../core/time.ts';
import type { Referral } from '../program/index.ts';
import type { Suspicion, Weighed } from './suspicion.ts';

/**
 * claimed: a friend came by a member's code · held: waits for staff · qualified: the friend's first order counts, the thanks are
 * pending · vested: the return window is over · refused: nobody is thanked · reversed: thanked, and taken back.
 */
export type State = 'claimed' | 'held' | 'qualified' | 'vested' | 'refused' | 'reversed';

export type ReferralReason =
  | { readonly code: 'code-used' }
  | { readonly code: 'same-person' }
  | { readonly code: 'brought-before' }
  | { readonly code: 'blocked' }
  | { readonly code: 'not-new'; readonly orderId: string }
  | { readonly code: 'limit-reached'; readonly times: number; readonly per: string }
  | { readonly code: 'cancelled'; readonly orderId: string }
  | { readonly code: 'below-minimum'; readonly orderId: string; readonly minor: number; readonly minimumMinor: number }
  | { readonly code: 'order-counts'; readonly orderId: string; readonly minor: number }
  | { readonly code: 'suspicious'; readonly score: number; readonly signals: readonly Weighed[] }
  | { readonly code: 'by-staff'; readonly act: 'approved' | 'refused' | 'reopened'; readonly staffId: string; readonly note: string }
  | { readonly code: 'window-over'; readonly day: Day };

/** What is known of a referral now, however it came to be known and in whatever order. */
export interface Known {
  readonly terms: Pick<Referral, 'minimumOrderMinor' | 'newCustomersOnly' | 'limitPerAdvocate'>;
  /** Advocate and friend turned out to be one customer. */
  readonly samePerson: boolean;
  /** The friend turned out to be one whom somebody brought earlier. */
  readonly broughtBefore: boolean;
  /** Staff let the advocate bring nobody any more. */
  readonly blocked: boolean;
  /** The friend's last order before the claim. */
  readonly orderBefore: string | undefined;
  /** The friend's first paid order since the claim, as it stands. */
  readonly first: { readonly orderId: string; readonly spendMinor: number; readonly cancelled: boolean } | undefined;
  /** How many other friends of this advocate they are thanked for in the period of the limit that the first order falls in. */
  readonly othersInPeriod: number;
  /** What speaks against it. */
  readonly suspicion: Suspicion;
  /** Staff looked at it and let it through. */
  readonly approved: boolean;
  readonly vestsOn: Day | undefined;
  readonly today: Day;
}

export interface Step {
  readonly state: State;
  readonly reasons: readonly ReferralReason[];
  /** Of one that qualifies: the friend is thanked, the advocate has had as many thanks as the terms give. */
  readonly friendOnly?: boolean;
}

/**
 * The next step of a referral, or undefined where it stays as it is. What stands against it is asked first, so that an order of
 * events in which a refund or an earlier purchase is heard of late ends like any other. Reversed is for good; refused unless staff look again.
 */
export function next(state: State, known: Known): Step | undefined {
  if (state === 'refused' || state === 'reversed') return undefined;
  const thanked = state === 'qualified' || state === 'vested';
  const against = objection(state, known);
  if (against) return { state: thanked ? 'reversed' : 'refused', reasons: [against] };
  const short = shortfall(known);
  // An order below the minimum may be edited up; thanks that were given do not come twice.
  if (short) return thanked ? { state: 'reversed', reasons: [short] } : undefined;
  switch (state) {
    case 'claimed':
      return known.first && (doubt(state, known) ?? qualifies(known));
    case 'qualified':
      // By the end of the window more is known than at the order: other friends, and who cancelled.
      return windowOver(known) ? (doubt(state, known) ?? vestedStep(known.today)) : undefined;
    default:
      return undefined;
  }
}

/** The step of a referral that waits and that staff let through; undefined where its order does not count (any more). */
export function approve(known: Known, by: Pick<ByStaff, 'staffId' | 'note'>): Step | undefined {
  if (!known.first || objection('held', known) || shortfall(known)) return undefined;
  const step = qualifies(known);
  return step && { ...step, reasons: [{ code: 'by-staff', act: 'approved', ...by }, ...step.reasons] };
}
type ByStaff = Extract<ReferralReason, { code: 'by-staff' }>;

function qualifies({ first, othersInPeriod, terms }: Known): Step | undefined {
  if (!first) return undefined;
  const counts: ReferralReason = { code: 'order-counts', orderId: first.orderId, minor: first.spendMinor };
  const { per, times } = terms.limitPerAdvocate;
  return othersInPeriod < times
    ? { state: 'qualified', reasons: [counts] }
    : { state: 'qualified', reasons: [counts, { code: 'limit-reached', times, per }], friendOnly: true };
}

function objection(state: State, { blocked, broughtBefore, first, orderBefore, samePerson, terms }: Known): ReferralReason | undefined {
  if (samePerson) return { code: 'same-person' };
  if (broughtBefore) return { code: 'brought-before' };
  if (terms.newCustomersOnly && orderBefore !== undefined) return { code: 'not-new', orderId: orderBefore };
  if (first?.cancelled) return { code: 'cancelled', orderId: first.orderId };
  // Thanks that are theirs already stay.
  if (blocked && state !== 'vested') return { code: 'blocked' };
  return undefined;
}

function doubt(state: 'claimed' | 'qualified', { approved, suspicion: { reasons, score, verdict } }: Known): Step | undefined {
  if (approved || verdict === 'through') return undefined;
  const refused = state === 'claimed' ? 'refused' : 'reversed';
  return { state: verdict === 'hold' ? 'held' : refused, reasons: [{ code: 'suspicious', score, signals: reasons }] };
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

/** Which of their friends one is to an advocate: the smallest number that none has who counts now, so that no rung is given twice. */
export function numberOf(taken: readonly number[]): number {
  let nth = 1;
  while (taken.includes(nth)) nth++;
  return nth;
}

/** What an advocate is thanked with for the friend of that number. */
export function thanksFor({ advocate, ladder = [] }: Referral, nth: number): Referral['advocate'] {
  return ladder.find(({ friends }) => friends === nth)?.advocate ?? advocate;
}
