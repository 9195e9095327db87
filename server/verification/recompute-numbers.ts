/** A stored reason: nothing about it is certain. */
export type Reason = Readonly<Record<string, unknown>>;

/** A number in a cause that does not follow from the others, or nothing to compute it from. */
export interface Discrepancy {
  readonly why: string;
  readonly stated: number;
  readonly derived: number;
}

/** The most that one posting may move, and so the most that anything can earn. */
export const MOST = 1_000_000_000n;

/** Whatever is no whole number or not safe counts as nothing, and so does not agree. */
export function whole(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : 0;
}

/** Lines, shipping and duties, whose points are base × rate. */
export function priced(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.filter(({ rule }) => rule === 'purchase' || rule === 'shipping' || rule === 'duties');
}

export function total(values: readonly unknown[]): number {
  return values.reduce<number>((sum, value) => sum + whole(value), 0);
}

/** amount × rate ÷ unit as quotient and rest, and then the rest is looked at: 0, below a half, a half, above. */
export function rounded(amount: bigint, rate: number, unit: bigint, rounding: unknown): bigint {
  const product = amount * BigInt(rate);
  const quotient = product / unit;
  const rest = product - quotient * unit;
  const up = rounding === 'up' ? rest > 0n : rounding === 'half-up' && rest + rest >= unit;
  const points = quotient + (up ? 1n : 0n);
  return points > MOST ? MOST : points;
}

/** Point by point: each that is left after rounding down goes to whoever is furthest below their due, the first of those alike. */
export function apportion(amount: bigint, weights: readonly number[]): number[] {
  const all = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (all === 0n) return weights.map(() => 0);
  const due = weights.map((weight) => amount * BigInt(weight));
  const parts = due.map((one) => one / all);
  const short = due.map((one, i) => one - (parts[i] ?? 0n) * all);
  for (let left = amount - parts.reduce((sum, part) => sum + part, 0n); left > 0n; left -= 1n) {
    let most = 0;
    for (let i = 1; i < short.length; i++) if ((short[i] ?? 0n) > (short[most] ?? 0n)) most = i;
    parts[most] = (parts[most] ?? 0n) + 1n;
    short[most] = -1n;
  }
  return parts.map(Number);
}

export function unlike(stated: number, derived: number, why: string): Discrepancy | undefined {
  return stated === derived ? undefined : { why, stated, derived };
}
