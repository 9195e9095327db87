import { describe, expect, it } from 'vitest';
import { choosable, foretellTier, keepsSentence, readTierDraft, saidSentence, type TierDraft } from './tier-words.ts';

const tiers = [
  { id: 'fan', name: 'Fan', inviteOnly: false },
  { id: 'vip', name: 'VIP', inviteOnly: true },
];
const draft: TierDraft = { kind: 'pinned', tierId: 'fan', until: '', reason: 'late parcel' };

describe('what was typed', () => {
  it.each<[string, Partial<TierDraft>, object]>([
    ['is read', {}, { problems: {}, said: { kind: 'pinned', tierId: 'fan', reason: 'late parcel' } }],
    [
      'has a day',
      { until: '2027-12-31' },
      { problems: {}, said: { kind: 'pinned', tierId: 'fan', until: '2027-12-31', reason: 'late parcel' } },
    ],
    ['needs a tier', { tierId: '' }, { problems: { tier: 'Choose a tier.' } }],
    ['cannot invite to every tier', { kind: 'invited' }, { problems: { tier: 'Choose a tier.' } }],
    ['needs a day or none', { until: 'soon' }, { problems: { until: 'Enter a day such as 2027-12-31, or none.' } }],
    ['needs a reason', { reason: ' x ' }, { problems: { reason: 'Say why, in at least 3 characters.' } }],
  ])('%s', (_name, change, read) => {
    expect(readTierDraft({ ...draft, ...change }, tiers)).toEqual(read);
  });

  it('offers to invite where only invitation helps', () => {
    expect(choosable(tiers, 'invited').map(({ id }) => id)).toEqual(['vip']);
    expect(choosable(tiers, 'pinned')).toEqual(tiers);
  });
});

it('says what will happen, what came of it and what keeps a tier', () => {
  expect(foretellTier('Ada', { kind: 'pinned', tierId: 'fan', until: '2027-12-31', reason: 'x' }, 'Fan')).toBe(
    'Ada has Fan until Dec 31, 2027, whatever they buy or return. A former pin ends.',
  );
  expect(foretellTier('Ada', { kind: 'invited', tierId: 'vip', reason: 'x' }, 'VIP')).toContain('until you end it');
  expect(saidSentence('Ada', { tierId: 'fan', tierName: 'Fan', changed: true })).toBe('Ada is in Fan now.');
  expect(saidSentence('Ada', { tierId: 'fan', tierName: 'Fan', changed: false })).toBe('Noted. Ada stays in Fan.');
  expect(keepsSentence({ by: 'grace', until: '2027-12-31', after: 'Fan', text: '' }, 'Pro')).toBe(
    'Pro, by the days of grace, until Dec 31, 2027; then Fan.',
  );
  expect(keepsSentence({ by: 'invited', until: null, after: null, text: '' }, 'VIP')).toBe('VIP, by invitation.');
});
