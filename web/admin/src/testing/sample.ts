import type { Definition, ProgramView } from '@laurel/server/api';

/** A programme for tests: three tiers, three kinds of reward. */
export const sampleDefinition: Definition = {
  schema: 1,
  name: 'Glow Club',
  currency: 'USD',
  tiers: [
    { id: 'fan', name: 'Fan', thresholdMinor: 0, pointsPerMajorUnit: 2, perks: [] },
    { id: 'pro', name: 'Pro', thresholdMinor: 150_00, pointsPerMajorUnit: 4, perks: ['Double points'] },
    { id: 'icon', name: 'Icon', thresholdMinor: 400_00, pointsPerMajorUnit: 6, perks: [] },
  ],
  qualification: { need: 'any', period: { kind: 'rolling-months', months: 12 }, graceDays: 0, drop: 'recompute' },
  earning: {
    rules: [{ id: 'purchase', kind: 'purchase' }],
    rounding: 'down',
    vesting: { kind: 'at-once' },
    expiry: { kind: 'months-after-earning', months: 12 },
    clawback: 'unlimited',
  },
  rewards: [
    { id: 'three-off', kind: 'amount', name: '$3 off', points: 100, minimumOrderMinor: 10_00, amountMinor: 3_00 },
    { id: 'free-shipping', kind: 'free-shipping', name: 'Free shipping', points: 150, minimumOrderMinor: 15_00 },
    { id: 'fifteen', kind: 'percentage', name: '15% off', points: 400, minimumOrderMinor: 25_00, percent: 15 },
  ],
  redemption: { holdMinutes: 60 },
};

export function sampleView(version: number, definition: Definition = sampleDefinition, publishedBy = 'Maya'): ProgramView {
  return { version, definition, publishedAt: '2026-11-20T09:30:00.000Z', publishedBy, startsAt: '2026-11-20T09:30:00.000Z', note: null };
}
