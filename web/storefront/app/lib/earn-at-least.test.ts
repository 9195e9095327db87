import { expect, it } from 'vitest';
import { earnAtLeast } from './earn-at-least';

const tier = (thresholdMinor: number, pointsPerMajorUnit: number) => ({
  id: 't',
  name: 'T',
  thresholdMinor,
  pointsPerMajorUnit,
  perks: [],
});

it.each([
  ['the first tier’s rate, not the best', 'USD', [tier(15_000, 4), tier(0, 2)], 2_400, 48],
  ['a fraction of a point is not promised', 'USD', [tier(0, 2)], 1_249, 24],
  ['a currency without decimals', 'JPY', [tier(0, 2)], 1_200, 2_400],
  ['no tiers, no points', 'USD', [], 2_400, 0],
])('%s', (_case, currency, tiers, netMinor, points) => {
  expect(earnAtLeast({ currency, tiers }, netMinor)).toBe(points);
});
