import type { TraceKind } from './traces.ts';

/** How many other friends of the same advocate, within the days that are looked back on, share a trace or cancelled. */
export interface Around {
  readonly sameDevice: number;
  readonly sameCard: number;
  readonly sameHouse: number;
  readonly sameRange: number;
  readonly friends: number;
  /** Friends of the advocate whose order was cancelled soon, this one among them. */
  readonly cancelledSoon: number;
}

export interface Signals {
  /** Which traces advocate and friend have in common. */
  readonly shared: readonly TraceKind[];
  /** The friend's mailbox is of those that are thrown away. */
  readonly disposable: boolean;
  readonly around: Around;
  /** Which traces the one former customer shares who shares most, the advocate aside. */
  readonly old: readonly TraceKind[];
}

export type SuspicionReason =
  | 'same-mailbox'
  | 'disposable-mailbox'
  | 'disposable-and-shared'
  | 'same-name'
  | 'similar-name'
  | 'same-phone'
  | 'same-card'
  | 'same-device'
  | 'several-at-home'
  | 'shared-apart'
  | 'shared-with-friends'
  | 'one-purse'
  | 'cancelled-soon'
  | 'bought-before';

export interface Weighed {
  readonly code: SuspicionReason;
  readonly weight: number;
}

export interface Thresholds {
  /** From this score on staff look at it. */
  readonly hold: number;
  /** From this score on it is refused. */
  readonly refuse: number;
}

export const defaultThresholds: Thresholds = { hold: 60, refuse: 120 };

export interface Suspicion {
  readonly verdict: 'through' | 'hold' | 'refuse';
  readonly score: number;
  readonly reasons: readonly Weighed[];
}

/**
 * Adds up what speaks against a referral. The weights were chosen on a generated population (server/simulation/friends, seeds 1 to 8)
 * so that more cheats are held for each honest friend who is; docs/referrals.md says what they reach. Nothing that families or
 * offices share, a home, a network, a browser or a name, is enough by itself.
 */
export function suspicion(signals: Signals, thresholds: Thresholds = defaultThresholds): Suspicion {
  const reasons = [...likeAdvocate(signals), ...ofCompany(signals), ...ofFriend(signals)];
  const score = reasons.reduce((sum, { weight }) => sum + weight, 0);
  return { verdict: score >= thresholds.refuse ? 'refuse' : score >= thresholds.hold ? 'hold' : 'through', score, reasons };
}

function likeAdvocate({ shared }: Signals): Weighed[] {
  const has = (kind: TraceKind) => shared.includes(kind);
  const atHome = has('address') || has('house');
  const purse = (['card', 'phone', 'device'] as const).filter(has).length;
  return weigh([
    ['same-mailbox', 100, has('mailbox')],
    ['same-name', 45, has('name')],
    ['similar-name', 10, has('name-short') && !has('name')],
    ['same-card', 50, has('card')],
    ['same-phone', 20, has('phone')],
    ['same-device', 15, has('device')],
    ['several-at-home', 30, atHome && purse >= 2],
    // A couple has one telephone, and lives at one address.
    ['shared-apart', 50, !atHome && (has('card') || has('phone'))],
  ]);
}

/** Behind one home or network there are families and offices; behind one card or browser fewer people, so it counts twice. */
function ofCompany({ around }: Signals): Weighed[] {
  const shared = Math.max(2 * around.sameCard, 2 * around.sameDevice, around.sameHouse, around.sameRange);
  return weigh([
    ['shared-with-friends', 10 * Math.min(shared, 8), shared >= 3],
    ['one-purse', 25, around.sameCard >= 2],
    ['cancelled-soon', 60, around.cancelledSoon >= 2 && 3 * around.cancelledSoon > around.friends],
  ]);
}

function ofFriend({ disposable, old, shared }: Signals): Weighed[] {
  const known = old.filter((kind) => ['mailbox', 'person', 'phone', 'card', 'device'].includes(kind)).length;
  const both = disposable && shared.some((kind) => ['address', 'device', 'range', 'card', 'phone'].includes(kind));
  return weigh([
    ['disposable-mailbox', 30, disposable],
    ['disposable-and-shared', 30, both],
    ['bought-before', 40 + 20 * known, known > 0],
  ]);
}

function weigh(list: readonly (readonly [SuspicionReason, number, boolean])[]): Weighed[] {
  return list.flatMap(([code, weight, holds]) => (holds ? [{ code, weight }] : []));
}
