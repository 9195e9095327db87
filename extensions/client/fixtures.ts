import type { MemberOverview, RewardView } from './contract.ts';
import type { IssuedRedemption } from './step.ts';

/** Made-up answers for tests. */

export function aRedemption(over: Partial<IssuedRedemption> = {}): IssuedRedemption {
  return {
    id: '019ab000-0000-7000-8000-000000000001',
    rewardId: 'three-off',
    title: '$3 off',
    points: 100,
    state: 'issued',
    code: 'GLOW-1001',
    until: '2026-11-22T15:30:00Z',
    canUndo: true,
    ...over,
  };
}

export function aReward(over: Partial<RewardView> = {}): RewardView {
  return {
    id: 'three-off',
    kind: 'amount',
    name: '$3 off',
    points: 100,
    minimumOrderMinor: 10_00,
    discountMinor: 3_00,
    whyNot: null,
    ...over,
  };
}

export function anOverview(over: Partial<MemberOverview> = {}): MemberOverview {
  const fan = { id: 'fan', name: 'Fan', thresholdMinor: 0, pointsPerMajorUnit: 2, perks: [], benefits: [] };
  const pro = { id: 'pro', name: 'Pro', thresholdMinor: 150_00, pointsPerMajorUnit: 4, perks: [], benefits: [] };
  const keeps = { by: 'activity', until: null, after: null, text: '' } as const;
  const onlySpend = { missingPoints: null, missingOrders: null, need: 'any' } as const;
  return {
    at: '2026-11-22T15:00:00Z',
    program: { name: 'Glow Club', currency: 'USD', perMajorUnits: 1, need: 'any', tiers: [fan, pro] },
    member: { id: '019ab000-0000-7000-8000-00000000000a', customerId: '102', name: 'Ben Osei', since: '2026-01-01T00:00:00Z' },
    points: { available: 340, pending: 0, held: 0, debt: 0 },
    tier: { ...fan, since: '2026-01-01T00:00:00Z', reason: 'Joined', keeps },
    next: { tier: pro, spentMinor: 90_00, missingMinor: 60_00, ...onlySpend, text: 'Spend $60.00 more to reach Pro.', percent: 60 },
    expiring: [],
    rewards: [aReward()],
    actions: [],
    redemptions: [],
    ...over,
  };
}
