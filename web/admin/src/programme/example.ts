import type { Definition } from '@laurel/server/api';
import { currencyDigits, money, points } from '../words/numbers.ts';

type Rounding = Definition['earning']['rounding'];

/** Base × rate, rounded once per order: the points an order's net spend earns. Exact for any amount. */
export function pointsFor(baseMinor: number, pointsPerMajorUnit: number, rounding: Rounding, currency: string): number {
  const unit = 10n ** BigInt(currencyDigits(currency));
  const product = BigInt(baseMinor) * BigInt(pointsPerMajorUnit);
  const rest = product % unit;
  const up = rounding === 'up' ? rest > 0n : rounding === 'half-up' && rest * 2n >= unit;
  return Number(product / unit + (up ? 1n : 0n));
}

/** The order the examples speak of: 48 in most currencies, ¥4,800 where there are no decimals. */
export function exampleOrderMinor(currency: string): number {
  return currencyDigits(currency) === 3 ? 48_000 : 4_800;
}

/** "An order of $48.00 earns 192 points." */
export function exampleSentence(baseMinor: number, pointsPerMajorUnit: number, rounding: Rounding, currency: string): string {
  return `An order of ${money(baseMinor, currency)} earns ${points(pointsFor(baseMinor, pointsPerMajorUnit, rounding, currency))}.`;
}
