import { currencyDigits } from '../core/money.ts';
import type { Cause } from '../ledger/index.ts';
import type { Definition } from '../program/index.ts';

/** What the causes of an order's posting come to. Points are signed: below zero, they are to be taken back. */
export interface Recomputed {
  /** What the posting is about, before any policy. */
  readonly about: number;
  /** What the order had before, as the cause says. */
  readonly before: number;
}

/** A number in a cause that does not follow from the others, or nothing to compute it from. */
export interface Discrepancy {
  readonly why: string;
  readonly stated: number;
  readonly derived: number;
}

/** Rules of an order's cause that explain and move nothing. */
const explanations = new Set([
  'gift-card',
  'tip',
  'nothing-paid',
  'refunded-by-hand',
  'rounding',
  'other-currency',
  'cancelled',
  'test-order',
  'not-paid',
  'before-programme',
  'policy',
  'moved-to-another-customer',
]);

type Reason = Readonly<Record<string, unknown>>;

/**
 * Computes an order's posting again from its cause and the programme version it names: each line's base × rate, rounded once for
 * the order, split by largest remainder, less what was given before. Written apart from what grants points, and sharing nothing with it.
 */
export function recomputeOrder(cause: Cause, definition: Definition | undefined): Recomputed | Discrepancy {
  const reasons = cause.reasons ?? [];
  if (definition === undefined)
    return { why: 'its cause names no version of the programme that was published', stated: cause.programVersion ?? 0, derived: 0 };
  const wrong =
    reasons.map(wrongShape).find((one) => one !== undefined) ??
    wrongTerms(cause, definition) ??
    wrongBases(reasons) ??
    wrongShares(reasons);
  if (wrong) return wrong;
  const sum = (rules: readonly string[]) =>
    reasons.filter((reason) => rules.includes(String(reason['rule']))).reduce((total, reason) => total + whole(reason['points']), 0);
  const before = -sum(['given-before', 'left-before']);
  return { about: sum(['purchase']) - before, before };
}

function wrongShape(reason: Reason): Discrepancy | undefined {
  const rule = String(reason['rule']);
  const points = reason['points'];
  const stated = Number.isSafeInteger(points) ? Number(points) : 0;
  if (!Number.isSafeInteger(points)) return { why: `“${rule}” in its cause says no whole number of points`, stated, derived: 0 };
  if (rule === 'purchase') return stated < 0 ? { why: 'a line of its cause earns less than nothing', stated, derived: 0 } : undefined;
  if (rule === 'given-before' || rule === 'left-before')
    return stated > 0 ? { why: 'what was given before adds points in its cause', stated, derived: 0 } : undefined;
  if (!explanations.has(rule)) return { why: `“${rule}” in its cause cannot be computed again`, stated, derived: 0 };
  return stated === 0 ? undefined : { why: `“${rule}” in its cause should move no points`, stated, derived: 0 };
}

/** Rate, rounding and unit are those of the version and tier that the cause names. */
function wrongTerms(cause: Cause, definition: Definition): Discrepancy | undefined {
  const tier = definition.tiers.find(({ id }) => id === cause.tierId);
  const unit = 10 ** currencyDigits(definition.currency);
  for (const line of lines(cause.reasons ?? [])) {
    const rate = whole(line['pointsPerMajorUnit']);
    if (tier === undefined || rate !== tier.pointsPerMajorUnit)
      return { why: 'the rate in its cause is not its tier’s', stated: rate, derived: tier?.pointsPerMajorUnit ?? 0 };
    if (line['minorPerMajor'] !== unit)
      return { why: 'the unit of money in its cause is not the programme’s', stated: whole(line['minorPerMajor']), derived: unit };
    if (line['rounding'] !== definition.earning.rounding) return { why: 'it was not rounded as the programme says', stated: 0, derived: 0 };
  }
  const policy = (cause.reasons ?? []).find(({ rule }) => rule === 'policy')?.['policy'];
  if (policy !== undefined && policy !== definition.earning.clawback)
    return { why: 'the policy in its cause is not the programme’s', stated: 0, derived: 0 };
  return undefined;
}

/** A refund that named no item is shared by what the lines cost. */
function wrongBases(reasons: readonly Reason[]): Discrepancy | undefined {
  const refunded = reasons
    .filter(({ rule }) => rule === 'refunded-by-hand')
    .reduce((sum, reason) => sum + whole(reason['refundedMinor']), 0);
  if (refunded === 0) return undefined;
  const nets = lines(reasons).map((line) => whole(line['netMinor']));
  const gross = nets.reduce((sum, net) => sum + net, 0);
  return firstWrong(
    lines(reasons).map((line) => whole(line['baseMinor'])),
    apportion(Math.max(0, gross - refunded), nets),
    (i) => `the base of line ${i + 1} in its cause is not its part of the refund`,
  );
}

function wrongShares(reasons: readonly Reason[]): Discrepancy | undefined {
  const [first] = lines(reasons);
  if (first === undefined) return undefined;
  const bases = lines(reasons).map((line) => whole(line['baseMinor']));
  const base = bases.reduce((sum, one) => sum + one, 0);
  const total = rounded(base, whole(first['pointsPerMajorUnit']), whole(first['minorPerMajor']), first['rounding']);
  return firstWrong(
    lines(reasons).map((line) => whole(line['points'])),
    apportion(total, bases),
    (i) => `the points of line ${i + 1} in its cause do not follow from base, rate and rounding`,
  );
}

function firstWrong(stated: readonly number[], derived: readonly number[], why: (i: number) => string): Discrepancy | undefined {
  const i = stated.findIndex((one, place) => one !== derived[place]);
  return i === -1 ? undefined : { why: why(i), stated: stated[i] ?? 0, derived: derived[i] ?? 0 };
}

/** base × rate ÷ unit as quotient and rest, and then the rest is looked at: 0, below a half, a half, above. */
function rounded(base: number, rate: number, unit: number, rounding: unknown): number {
  const product = BigInt(base) * BigInt(rate);
  const quotient = product / BigInt(unit);
  const rest = product - quotient * BigInt(unit);
  const up = rounding === 'up' ? rest > 0n : rounding === 'half-up' && rest + rest >= BigInt(unit);
  return Number(quotient) + (up ? 1 : 0);
}

/** Point by point: each that is left after rounding down goes to whoever is furthest below their due, the first of those alike. */
function apportion(total: number, weights: readonly number[]): number[] {
  const all = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (all === 0n) return weights.map(() => 0);
  const due = weights.map((weight) => BigInt(total) * BigInt(weight));
  const parts = due.map((one) => one / all);
  const short = due.map((one, i) => one - (parts[i] ?? 0n) * all);
  for (let left = BigInt(total) - parts.reduce((sum, part) => sum + part, 0n); left > 0n; left -= 1n) {
    let most = 0;
    for (let i = 1; i < short.length; i++) if ((short[i] ?? 0n) > (short[most] ?? 0n)) most = i;
    parts[most] = (parts[most] ?? 0n) + 1n;
    short[most] = -1n;
  }
  return parts.map(Number);
}

function lines(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.filter(({ rule }) => rule === 'purchase');
}

/** Whatever is no whole number, not below zero or not safe, counts as nothing, and so does not agree. */
function whole(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : 0;
}
