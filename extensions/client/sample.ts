import type { MemberOverview, RewardView } from './contract.ts';
import { currencyDigits } from './money.ts';

export interface SampleNames {
  readonly program: string;
  readonly tier: string;
  readonly nextTier: string;
  readonly discount: string;
  readonly shipping: string;
}

/** A made-up member for the merchant's editor: one reward within reach, one not yet. */
export function sampleOverview(currency: string, names: SampleNames): MemberOverview {
  const major = 10 ** currencyDigits(currency);
  const tier = { id: 'sample-tier', name: names.tier, thresholdMinor: 0, pointsPerMajorUnit: 2, perks: [], benefits: [] };
  const nextTier = { ...tier, id: 'sample-next', name: names.nextTier, thresholdMinor: 200 * major };
  const at = '2026-01-01T00:00:00Z';
  const reward: RewardView = {
    id: 'sample-1',
    kind: 'amount',
    name: names.discount,
    points: 200,
    minimumOrderMinor: 0,
    discountMinor: 5 * major,
    whyNot: null,
  };
  return {
    at,
    program: { name: names.program, currency, perMajorUnits: 1, need: 'any', tiers: [tier, nextTier] },
    member: { id: '', customerId: '', name: null, since: at },
    points: { available: 340, pending: 40, held: 0, debt: 0 },
    tier: { ...tier, since: at, reason: '', keeps: { by: 'activity', until: null, after: null, text: '' } },
    next: {
      tier: nextTier,
      spentMinor: 130 * major,
      missingMinor: 70 * major,
      missingPoints: null,
      missingOrders: null,
      need: 'any',
      text: '',
      percent: 65,
    },
    expiring: [],
    rewards: [
      reward,
      {
        ...reward,
        id: 'sample-2',
        name: names.shipping,
        points: 400,
        discountMinor: null,
        whyNot: { code: 'not-enough-points', missingPoints: 60 },
      },
    ],
    actions: [],
    redemptions: [],
  };
}
