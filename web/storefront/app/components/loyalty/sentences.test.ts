import { describe, expect, it } from 'vitest';
import { conditionSentence, daySentence, holdSentence, pointsSentence, rateSentence, thresholdSentence, whyNotSentence } from './sentences';

describe('sentences', () => {
  it('count one point as one point', () => {
    expect(pointsSentence(1)).toBe('1 point');
    expect(pointsSentence(1_240)).toBe('1,240 points');
  });

  it('say what is missing and how to get it', () => {
    expect(whyNotSentence({ code: 'not-enough-points', missingPoints: 40 }, 'USD')).toBe('40 points to go');
    expect(whyNotSentence({ code: 'order-too-small', missingMinor: 250 }, 'USD')).toBe('Add $2.50 more to your cart');
  });

  it('say nothing about a condition that is none', () => {
    expect(conditionSentence({ minimumOrderMinor: 0 }, 'USD')).toBeNull();
    expect(conditionSentence({ minimumOrderMinor: 1_000 }, 'USD')).toBe('On orders from $10');
  });

  it('name rates and thresholds in the shop’s currency', () => {
    expect(rateSentence({ pointsPerMajorUnit: 4 }, 'USD')).toBe('4 points per $1');
    expect(rateSentence({ pointsPerMajorUnit: 1 }, 'JPY')).toBe('1 point per ¥1');
    expect(thresholdSentence({ thresholdMinor: 15_000 }, 'USD')).toBe('From $150 spent');
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
