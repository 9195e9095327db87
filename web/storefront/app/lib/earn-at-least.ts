import type { PublicProgram } from '@laurel/server/api';
import { currencyDigits } from './money';

/** The least a member earns on the amount: the first tier's rate, rounded down. Laurel itself says what a known member earns. */
export function earnAtLeast(program: Pick<PublicProgram, 'tiers' | 'currency'>, netMinor: number): number {
  const [first] = [...program.tiers].sort((a, b) => a.thresholdMinor - b.thresholdMinor);
  if (!first) return 0;
  return Math.floor((netMinor * first.pointsPerMajorUnit) / 10 ** currencyDigits(program.currency));
}
