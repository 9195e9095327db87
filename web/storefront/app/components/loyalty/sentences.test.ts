import type { WhyNot } from '@laurel/server/api';
import { describe, expect, it } from 'vitest';
import {
  actionSentence,
  campaignSentence,
  conditionSentence,
  daySentence,
  holdSentence,
  pointsSentence,
  priceSentence,
  rateSentence,
  thresholdSentence,
  whyNotSentence,
} from './sentences';

describe('sentences', () => {
  it('count one point as one point', () => {
    expect(pointsSentence(1)).toBe('1 point');
    expect(pointsSentence(1_240)).toBe('1,240 points');
  });

  it.each<[WhyNot, string]>([
    [{ code: 'not-enough-points', missingPoints: 40 }, '40 points to go'],
    [{ code: 'order-too-small', missingMinor: 250 }, 'Add $2.50 more to your cart'],
    [{ code: 'nothing-to-discount' }, 'Nothing in your cart that it could take something off'],
    [{ code: 'tier-too-low', tierId: 'pro' }, 'For members from Pro on'],
    [{ code: 'tier-too-low', tierId: 'gone' }, 'For members from a higher tier on'],
    [{ code: 'not-yet', from: '2026-12-01' }, 'From December 1, 2026 on'],
    [{ code: 'over', lastDay: '2026-10-31' }, 'It could be had until October 31, 2026'],
    [{ code: 'limit-reached', times: 1, per: 'ever' }, 'You have had it once; that is as often as it can be had'],
    [{ code: 'limit-reached', times: 3, per: 'month' }, 'You have had it 3 times this month; that is as often as it can be had'],
    [{ code: 'all-gone' }, 'All gone'],
    [{ code: 'steps-out-of-range', minimum: 5, maximum: 1_000 }, 'Choose from 5 to 1,000 steps'],
    [{ code: 'not-in-cart' }, 'Put its product into your cart first'],
    [{ code: 'shipping-too-dear', capMinor: 1_000 }, 'For shipping of at most $10'],
    [{ code: 'does-not-combine', with: 'WELCOME10' }, 'It does not go together with WELCOME10'],
  ])('say what stands in the way: %j', (why, sentence) => {
    expect(whyNotSentence(why, 'USD', [{ id: 'pro', name: 'Pro' }])).toBe(sentence);
  });

  it('say something of a reason they have never heard of', () => {
    expect(whyNotSentence({ code: 'from-the-future' } as unknown as WhyNot, 'USD')).toBe('Not right now');
  });

  it('say nothing about a condition that is none', () => {
    expect(conditionSentence({ minimumOrderMinor: 0 }, 'USD')).toBeNull();
    expect(conditionSentence({ minimumOrderMinor: 1_000 }, 'USD')).toBe('On orders from $10');
  });

  it.each([
    [{ pointsPerMajorUnit: 4 }, { currency: 'USD', perMajorUnits: 1 }, '4 points per $1'],
    [{ pointsPerMajorUnit: 1 }, { currency: 'JPY', perMajorUnits: 100 }, '1 point per ¥100'],
    [{ pointsPerMajorUnit: 1 }, { currency: 'USD', perMajorUnits: 10 }, '1 point per $10'],
  ])('name a rate in the unit of the programme: %j %j', (tier, program, sentence) => {
    expect(rateSentence(tier, program)).toBe(sentence);
  });

  it.each([
    [{ thresholdMinor: 0 }, 'any', 'From your first visit'],
    [{ thresholdMinor: 15_000 }, 'any', 'From $150 spent'],
    [{ thresholdMinor: 0, thresholdPoints: 1_000 }, 'any', 'From 1,000 points earned'],
    [{ thresholdMinor: 0, thresholdOrders: 1 }, 'any', 'From 1 order'],
    [{ thresholdMinor: 15_000, thresholdOrders: 3 }, 'any', 'From $150 spent or 3 orders'],
    [{ thresholdMinor: 15_000, thresholdPoints: 500, thresholdOrders: 3 }, 'all', 'From $150 spent and 500 points earned and 3 orders'],
    [{ thresholdMinor: 0, inviteOnly: true as const }, 'any', 'By invitation'],
  ] as const)('say what reaches a tier: %j, %s', (tier, need, sentence) => {
    expect(thresholdSentence(tier, { currency: 'USD', need })).toBe(sentence);
  });

  it('price a reward, and a slider by its step', () => {
    expect(priceSentence({ points: 100 }, 'USD')).toBe('100 points');
    const slider = { minimum: 5, maximum: 50, stepMinor: 100 };
    expect(priceSentence({ points: 100, slider }, 'USD')).toBe('100 points for each $1, from $5 to $50');
  });

  it('say how often something brings points', () => {
    expect(actionSentence({ points: 1, times: 1, per: 'ever' })).toBe('1 point, once');
    expect(actionSentence({ points: 50, times: 1, per: 'month' })).toBe('50 points, once a month');
    expect(actionSentence({ points: 50, times: 3, per: 'day' })).toBe('50 points, up to 3 times a day');
  });

  it('say what a campaign gives', () => {
    const campaign = { id: 'c', name: 'C', someProducts: true, lastDay: '2026-11-30' };
    expect(campaignSentence({ ...campaign, factorHundredths: 150, points: null, minimumOrderMinor: null }, 'USD')).toBe(
      '1.5× points on some products, until November 30, 2026',
    );
    expect(campaignSentence({ ...campaign, factorHundredths: null, points: 50, minimumOrderMinor: 2_000 }, 'USD')).toBe(
      '50 points on orders from $20, until November 30, 2026',
    );
  });

  it.each([
    [0, 'for less than a minute more'],
    [1, 'for 1 more minute'],
    [59, 'for 59 more minutes'],
    [180, 'for 3 more hours'],
    [60 * 24 * 5, 'for 5 more days'],
  ])('a hold of %d minutes lasts %s', (minutes, sentence) => {
    expect(holdSentence(minutes)).toBe(sentence);
  });

  it('read a shop-local day as that day everywhere', () => {
    expect(daySentence('2026-11-30')).toBe('November 30, 2026');
  });
});
