/** A loyalty backend made of fixed answers, for looking at extensions without the real one. */
import { json, type Answer, type Routes } from './serve.ts';

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': 'GET, POST, DELETE',
};

const tier = (id: string, name: string, thresholdMinor: number, pointsPerMajorUnit: number) => ({
  id,
  name,
  thresholdMinor,
  pointsPerMajorUnit,
  perks: [],
});
const tiers = [tier('bronze', 'Bronze', 0, 2), tier('silver', 'Silver', 20000, 4), tier('gold', 'Gold', 50000, 6)];

function overview(points: number, redemptions: object[]) {
  const reward = (id: string, kind: string, name: string, price: number, minimumOrderMinor: number, discountMinor: number | null) => ({
    id,
    kind,
    name,
    points: price,
    minimumOrderMinor,
    discountMinor,
    whyNot: price > points ? { code: 'not-enough-points', missingPoints: price - points } : null,
  });
  return {
    program: { name: 'Glow Rewards', currency: 'USD', perMajorUnits: 1, need: 'any', tiers },
    member: { id: '0190aaaa-0000-7000-8000-000000000001', customerId: '102', name: 'Ben', since: '2025-03-01T00:00:00Z' },
    points: { available: points, pending: 60, held: redemptions.length * 100, debt: 0 },
    tier: { ...tiers[1], since: '2026-05-01T00:00:00Z', reason: 'spent' },
    next: { tier: tiers[2], spentMinor: 21000, missingMinor: 29000, percent: 42 },
    expiring: [{ points: 120, on: '2027-01-31' }],
    rewards: [
      reward('five-off', 'amount', '$5 off', 100, 1000, 500),
      reward('ten-percent', 'percentage', '10% off', 300, 2000, 480),
      reward('free-shipping', 'free-shipping', 'Free shipping', 900, 0, null),
    ],
    redemptions,
  };
}

/** Answers to the member’s calls; redeeming takes the points, undoing gives them back. */
export function backendAnswers(): Routes {
  let points = 640;
  let redemptions: { id: string }[] = [];
  const answer = (value: unknown): Answer => json(value, CORS);
  const preflight: Answer = { status: 204, headers: CORS, body: '' };
  const id = '0190aaaa-0000-7000-8000-00000000000a';
  const redeemed = {
    id,
    rewardId: 'five-off',
    title: '$5 off',
    points: 100,
    state: 'issued',
    code: 'GLOW-1A7K',
    until: '2027-01-01T00:00:00Z',
    canUndo: true,
  };
  return {
    'OPTIONS /rpc/member': preflight,
    'OPTIONS /rpc/member/history': preflight,
    'OPTIONS /rpc/member/redemptions': preflight,
    [`OPTIONS /rpc/member/redemptions/${id}`]: preflight,
    'GET /rpc/member': () => answer(overview(points, redemptions)),
    'GET /rpc/member/history': () => answer({ entries: [], next: null }),
    'POST /rpc/member/redemptions': () => {
      points -= 100;
      redemptions = [redeemed];
      return answer(redeemed);
    },
    [`DELETE /rpc/member/redemptions/${id}`]: () => {
      points += 100;
      redemptions = [];
      return answer({ ...redeemed, state: 'released', code: null, canUndo: false });
    },
  };
}
