import type { Definition } from '@laurel/server/api';
import { describe, expect, test } from 'vitest';
import { sampleDefinition, sampleView } from '../testing/sample.ts';
import { draftOf, withTier, type TierDraft } from './draft.ts';
import { edit, isDirty, problemsShown, startEditing, type Act, type Editing } from './editing.ts';

const begun = startEditing(sampleView(3));

function typed(editing: Editing, index: number, change: Partial<TierDraft>): Editing {
  return edit(editing, { act: 'typed', field: `tiers.${index}.${Object.keys(change)[0]}`, draft: withTier(editing.draft, index, change) });
}

function after(editing: Editing, ...acts: Act[]): Editing {
  return acts.reduce(edit, editing);
}

function withTiers(change: (tier: Definition['tiers'][number]) => Partial<Definition['tiers'][number]>): Definition {
  return { ...sampleDefinition, tiers: sampleDefinition.tiers.map((tier) => ({ ...tier, ...change(tier) })) };
}

describe('when a mistake is told', () => {
  const mistaken = typed(begun, 1, { pointsPerMajorUnit: 'x' });

  test.each<[string, Act[], boolean]>([
    ['not while the field is being typed in', [], false],
    ['once the field is left', [{ act: 'left', field: 'tiers.1.pointsPerMajorUnit' }], true],
    ['not because another field is left', [{ act: 'left', field: 'name' }], false],
    ['once saving was tried', [{ act: 'attempted' }], true],
  ])('%s', (_, acts, told) => {
    expect(problemsShown(after(mistaken, ...acts)).at.has('tiers.1.pointsPerMajorUnit')).toBe(told);
  });

  test('the server’s problem stays at its field until that field is typed in', () => {
    const refused = edit(typed(begun, 1, { name: 'Fan' }), {
      act: 'refused',
      problems: [{ path: ['tiers', 1, 'name'], message: 'taken' }],
    });
    expect(problemsShown(refused).at.get('tiers.1.name')).toBe('Taken.');
    expect(problemsShown(typed(refused, 2, { name: 'Star' })).at.has('tiers.1.name')).toBe(true);
    expect(problemsShown(typed(refused, 1, { name: 'Gold' })).at.has('tiers.1.name')).toBe(false);
  });
});

describe('somebody else publishes', () => {
  const theirs = withTiers((tier) =>
    tier.id === 'pro' ? { thresholdMinor: 175_00 } : tier.id === 'icon' ? { pointsPerMajorUnit: 8 } : {},
  );
  const arrived: Act = { act: 'arrived', view: sampleView(4, theirs, 'Jonas') };

  test('with nothing typed, the new version is simply there', () => {
    const now = edit(begun, arrived);
    expect([now.base.version, now.draft, now.meanwhile]).toEqual([4, draftOf(theirs), null]);
  });

  test('what was typed stays, what was not follows theirs', () => {
    const now = edit(typed(begun, 1, { name: 'Gold' }), arrived);
    expect(now.draft).toEqual(withTier(draftOf(theirs), 1, { name: 'Gold' }));
    expect(now.meanwhile).toMatchObject({
      version: 4,
      by: 'Jonas',
      changes: ['Pro’s threshold: $150.00 → $175.00.', 'Icon’s points per $1: 6 → 8.'],
      clashes: [],
    });
  });

  test('where both changed a field, mine stays and theirs is told', () => {
    const now = edit(typed(begun, 1, { thresholdMinor: '160' }), arrived);
    expect(now.draft.tiers[1]?.thresholdMinor).toBe('160');
    expect(now.meanwhile?.clashes).toEqual([{ field: 'tiers.1.thresholdMinor', typed: '160', theirs: '175.00' }]);
  });

  test('the same change by both is no clash', () => {
    const now = edit(typed(begun, 1, { thresholdMinor: '175.00' }), arrived);
    expect(now.meanwhile?.clashes).toEqual([]);
    expect(isDirty(now)).toBe(false);
  });

  test('even text that can’t be read is kept', () => {
    expect(edit(typed(begun, 1, { thresholdMinor: '12o' }), arrived).draft.tiers[1]?.thresholdMinor).toBe('12o');
  });

  test('tiers are matched by id: theirs new are there, theirs removed are gone', () => {
    const [fan, , icon] = sampleDefinition.tiers;
    if (fan === undefined || icon === undefined) throw new Error('the sample has three tiers');
    const reshaped = { ...sampleDefinition, tiers: [fan, { ...icon, id: 'star', name: 'Star', thresholdMinor: 300_00 }, icon] };
    const now = edit(typed(begun, 2, { name: 'Legend' }), { act: 'arrived', view: sampleView(4, reshaped) });
    expect(now.draft.tiers.map((tier) => tier.name)).toEqual(['Fan', 'Star', 'Legend']);
  });

  test('an answer older than what is on the page changes nothing', () => {
    expect(edit(edit(begun, arrived), { act: 'arrived', view: sampleView(3) }).base.version).toBe(4);
  });

  test('keeping theirs lets go of what was typed', () => {
    const now = after(typed(begun, 1, { name: 'Gold' }), arrived, { act: 'discarded' });
    expect([now.draft, now.meanwhile, isDirty(now)]).toEqual([draftOf(theirs), null, false]);
  });
});

test.each<[string, Act]>([
  ['discarding', { act: 'discarded' }],
  ['publishing', { act: 'published', view: sampleView(4) }],
])('after %s there is nothing to save and no mistake told', (_, act) => {
  const now = after(typed(begun, 1, { pointsPerMajorUnit: 'x' }), { act: 'attempted' }, { act: 'failed', error: new Error('down') }, act);
  expect([isDirty(now), problemsShown(now).at.size, now.failure]).toEqual([false, 0, null]);
});
