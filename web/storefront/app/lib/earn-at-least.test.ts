import { expect, it } from 'vitest';
import { earnAtLeast } from './earn-at-least';

const tier = (thresholdMinor: number, pointsPerMajorUnit: number) => ({
  id: 't',
  name: 'T',
  thresholdMinor,
  pointsPerMajorUnit,
  perks: [],
  benefits: [],
});

it.each([
  ['the lowest rate, not the best', 'USD', 1, [tier(15_000, 4), tier(0, 2)], 2_400, 48],
  ['a fraction of a point is not promised', 'USD', 1, [tier(0, 2)], 1_249, 24],
  ['a currency without decimals', 'JPY', 1, [tier(0, 2)], 1_200, 2_400],
  ['a rate per 100 units', 'JPY', 100, [tier(0, 1)], 1_299, 12],
  ['no tiers, no points', 'USD', 1, [], 2_400, 0],
])('%s', (_case, currency, perMajorUnits, tiers, netMinor, points) => {
  const program = { currency, perMajorUnits, tiers };
  expect(earnAtLeast({ ...program, rateIsLeast: true }, netMinor)).toEqual({ points, kind: 'at-least' });
  expect(earnAtLeast({ ...program, rateIsLeast: false }, netMinor)).toEqual({ points, kind: 'about' });
});
