import type { PublicProgram } from '@laurel/server/api';
import type { EarnPreview } from '../components/loyalty';
import { currencyDigits } from './money';

type Facts = Pick<PublicProgram, 'tiers' | 'currency' | 'perMajorUnits' | 'rateIsLeast'>;

/**
 * What a member earns on the amount by the lowest rate, rounded down. It is the least only where the programme says so; with
 * exclusions, a smallest order or caps it may be less. Laurel itself says what a known member earns.
 */
export function earnAtLeast({ tiers, currency, perMajorUnits, rateIsLeast }: Facts, netMinor: number): EarnPreview {
  const rate = tiers.length === 0 ? 0 : Math.min(...tiers.map(({ pointsPerMajorUnit }) => pointsPerMajorUnit));
  const points = Math.floor((netMinor * rate) / (perMajorUnits * 10 ** currencyDigits(currency)));
  return { points, kind: rateIsLeast ? 'at-least' : 'about' };
}
