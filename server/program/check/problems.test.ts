import { expect, test } from 'vitest';
import { readDefinition } from '../check.ts';
import { defaultDefinition } from '../definition.ts';
import { edited, fullDefinition, type Edit } from '../testing.ts';

const usual = defaultDefinition('USD');

function problems(...edits: readonly Edit[]): string[] {
  const read = readDefinition(edited(usual, ...edits), { currency: 'USD' });
  return 'problems' in read ? read.problems.map(({ path, message }) => `${path.join('.')}: ${message}`) : [];
}

const campaign = { id: 'c', name: 'Double', from: '2026-11-01', to: '2026-11-30', effect: { kind: 'factor', factorHundredths: 200 } };
const referral = {
  friend: { kind: 'points', points: 50 },
  advocate: { kind: 'points', points: 50 },
  minimumOrderMinor: 0,
  newCustomersOnly: true,
  vestDays: 14,
  limitPerAdvocate: { times: 5, per: 'year' },
};

test('a definition that uses everything may be published', () => {
  expect(readDefinition(fullDefinition(), { currency: 'USD' })).toHaveProperty('definition');
});

// What stands in the way of publishing; the rules that were there before have their table in check.test.ts.
test.each<[what: string, edits: readonly Edit[], problem: string | undefined]>([
  [
    'a first tier by invitation',
    [['tiers.0.inviteOnly', true]],
    'tiers.0.inviteOnly: Everybody begins in Fan, so it cannot be by invitation only.',
  ],
  [
    'a first tier that asks for orders',
    [['tiers.0.thresholdOrders', 2]],
    'tiers.0.thresholdOrders: Everybody begins in Fan, so it has to start at 0 orders.',
  ],
  [
    'a tier that asks for nothing',
    [['tiers.1.thresholdMinor', 0]],
    'tiers.1.thresholdMinor: Say what Pro asks for: spend, points or orders. As it is, nobody reaches it.',
  ],
  [
    'a tier by invitation that asks for nothing',
    [
      ['tiers.1.thresholdMinor', 0],
      ['tiers.1.inviteOnly', true],
    ],
    undefined,
  ],
  [
    'a tier by orders alone',
    [
      ['tiers.1.thresholdMinor', 0],
      ['tiers.1.thresholdOrders', 3],
    ],
    undefined,
  ],
  [
    'orders that do not rise, any being enough',
    [
      ['tiers.1.thresholdOrders', 5],
      ['tiers.2.thresholdOrders', 5],
    ],
    'tiers.2.thresholdOrders: Icon comes after Pro, so it has to start above 5 orders.',
  ],
  [
    'orders that stay the same while spend rises, all being needed',
    [
      ['qualification.need', 'all'],
      ['tiers.1.thresholdOrders', 5],
      ['tiers.2.thresholdOrders', 5],
    ],
    undefined,
  ],
  [
    'orders that fall, all being needed',
    [
      ['qualification.need', 'all'],
      ['tiers.1.thresholdOrders', 5],
      ['tiers.2.thresholdOrders', 4],
    ],
    'tiers.2.thresholdOrders: Icon comes after Pro, so it has to start above 5 orders.',
  ],
  [
    'the same spend, but orders too, all being needed',
    [
      ['qualification.need', 'all'],
      ['tiers.2.thresholdMinor', 150_00],
      ['tiers.2.thresholdOrders', 4],
    ],
    undefined,
  ],
  [
    'points that nobody earns',
    [
      ['tiers.0.pointsPerMajorUnit', 0],
      ['tiers.1.thresholdMinor', 0],
      ['tiers.1.thresholdPoints', 100],
    ],
    'tiers.1.thresholdPoints: Nobody reaches Pro: it asks for points, and no tier below it earns any.',
  ],
  [
    'points that only actions earn',
    [
      ['tiers.0.pointsPerMajorUnit', 0],
      ['tiers.1.thresholdMinor', 0],
      ['tiers.1.thresholdPoints', 100],
      ['actions', [{ id: 'a', name: 'Joined', kind: 'sign-up', points: 20, limit: { times: 1, per: 'ever' } }]],
    ],
    undefined,
  ],
  [
    'a higher tier that earns less in yen',
    [
      ['tiers.1.rateIn', { JPY: { points: 2, perMajorUnits: 100 } }],
      ['tiers.2.rateIn', { JPY: { points: 3, perMajorUnits: 200 } }],
    ],
    'tiers.2.rateIn.JPY: Icon is above Pro but earns less: 3 per 200 JPY instead of 2 per 100 JPY.',
  ],
  [
    'a reward of an unknown tier',
    [['rewards.0.tierFrom', 'gold']],
    'rewards.0.tierFrom: There is no tier “gold”. Choose one of: Fan, Pro, Icon.',
  ],
  [
    'an audience of an unknown tier',
    [['campaigns', [{ ...campaign, audience: { tiers: ['pro', 'gold'] } }]]],
    'campaigns.0.audience.tiers.1: There is no tier “gold”. Choose one of: Fan, Pro, Icon.',
  ],
  [
    'an entry gift of an unknown reward',
    [['tiers.1.entryGift', { kind: 'reward', rewardId: 'pony' }]],
    'tiers.1.entryGift.rewardId: There is no reward “pony”. Choose one of: $3 off, Free shipping, 15% off.',
  ],
  ['an entry gift that is a reward', [['tiers.1.entryGift', { kind: 'reward', rewardId: 'three-off' }]], undefined],
  [
    'an entry gift that depends on the cart',
    [
      ['tiers.1.entryGift', { kind: 'reward', rewardId: 'fifteen-percent' }],
      ['rewards.2.capMinor', 10_00],
    ],
    'tiers.1.entryGift.rewardId: What “15% off” comes to depends on the cart, so it cannot be given as a present. Choose another reward, or points.',
  ],
  [
    'thanks with an unknown reward',
    [
      ['rewards', []],
      ['referral', { ...referral, ladder: [{ friends: 3, advocate: { kind: 'reward', rewardId: 'pony' } }] }],
    ],
    'referral.ladder.0.advocate.rewardId: There is no reward “pony”. There are no rewards yet.',
  ],
  [
    'a ladder that does not rise',
    [
      [
        'referral',
        {
          ...referral,
          ladder: [
            { friends: 3, advocate: referral.advocate },
            { friends: 3, advocate: referral.advocate },
          ],
        },
      ],
    ],
    'referral.ladder.1.friends: This step has to come after the one for 3 friends.',
  ],
  [
    'a campaign that ends before it begins',
    [['campaigns', [{ ...campaign, to: '2026-10-31' }]]],
    'campaigns.0.to: “Double” would end before it begins.',
  ],
  ['a campaign of one day', [['campaigns', [{ ...campaign, to: '2026-11-01' }]]], undefined],
  [
    'two campaigns of one id',
    [['campaigns', [campaign, { ...campaign, name: 'Other' }]]],
    'campaigns.1.id: The id “c” is used by another campaign.',
  ],
  [
    'a reward that ends before it begins',
    [
      ['rewards.0.validFrom', '2026-05-02'],
      ['rewards.0.validTo', '2026-05-01'],
    ],
    'rewards.0.validTo: “$3 off” would end before it begins.',
  ],
  [
    'no rule for purchases',
    [['earning.rules', [{ id: 'f', kind: 'first-order', name: 'First', points: 5 }]]],
    'earning.rules: One rule has to say that purchases earn the tier’s rate.',
  ],
  [
    'two rules for purchases',
    [
      [
        'earning.rules',
        [
          { id: 'p', kind: 'purchase' },
          { id: 'q', kind: 'purchase' },
        ],
      ],
    ],
    'earning.rules: Only one rule can say that purchases earn the tier’s rate.',
  ],
  [
    'a slider without room',
    [
      [
        'rewards.0',
        { id: 's', kind: 'slider', name: 'Slider', points: 100, minimumOrderMinor: 0, stepMinor: 1_00, minimumSteps: 5, maximumSteps: 4 },
      ],
    ],
    'rewards.0.maximumSteps: “Slider” asks for at least 5 steps, and allows 4 steps at most.',
  ],
  [
    'points that are gone before the return window ends',
    [
      ['earning.vesting', { kind: 'return-window', days: 60 }],
      ['earning.expiry', { kind: 'months-after-earning', months: 2 }],
    ],
    'earning.expiry: Points would expire before they become available: they wait 60 days and last 2 months.',
  ],
])('%s', (_what, edits, problem) => {
  expect(problems(...edits)).toEqual(problem === undefined ? [] : [problem]);
});
