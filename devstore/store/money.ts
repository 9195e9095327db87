/** Money inside the dev store is whole cents; outside it is a decimal string. */
import Big from 'big.js';

/** `1250` → `"12.50"`. */
export function decimal(cents: number): string {
  return new Big(cents).div(100).toFixed(2);
}

/** `"12.5"` or `12.5` → `1250`. Throws for anything but a number with at most two decimals. */
export function parseCents(amount: string | number): number {
  const text = String(amount).trim();
  if (!/^-?\d{1,12}(\.\d{1,2}0*)?$/.test(text)) throw new RangeError(`not an amount of money: ${text}`);
  return Number(new Big(text).times(100).toFixed(0));
}

/** A fraction of an amount, rounded half up to the cent. */
export function fractionOf(cents: number, fraction: number | string): number {
  return Number(new Big(cents).times(fraction).round(0, Big.roundHalfUp));
}

/** The value of `units` out of `of`, taken from what is left; the last units take the rest, so that parts always add up. */
export function partOf(leftCents: number, units: number, of: number): number {
  if (units < 0 || units > of) throw new RangeError(`${units} of ${of}`);
  return units === of ? leftCents : Number(new Big(leftCents).times(units).div(of).round(0, Big.roundHalfUp));
}

/**
 * Spreads an amount over weights exactly: each gets its share rounded down, the last takes the remainder.
 * What the last cannot carry (no share is larger than its weight) moves to the one before it.
 */
export function spread(totalCents: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (totalCents > sum) throw new RangeError(`cannot spread ${totalCents} over ${sum}`);
  if (sum === 0) return weights.map(() => 0);
  const shares = weights.map((weight) => Number(new Big(totalCents).times(weight).div(sum).round(0, Big.roundDown)));
  let rest = totalCents - shares.reduce((a, b) => a + b, 0);
  for (let i = weights.length - 1; i >= 0 && rest > 0; i--) {
    const more = Math.min(rest, (weights[i] ?? 0) - (shares[i] ?? 0));
    shares[i] = (shares[i] ?? 0) + more;
    rest -= more;
  }
  return shares;
}
