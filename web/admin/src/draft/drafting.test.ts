import type { ProgramDraft } from '@laurel/server/api';
import { describe, expect, test } from 'vitest';
import { itemName } from '../form/form-context.ts';
import { add, KEY, move, textAt } from '../form/tree.ts';
import { sampleDefinition, sampleView } from '../testing/sample.ts';
import { draft, isBehind, isDirty, isUntouched, startDrafting, typedDocument, type Act, type Drafting } from './drafting.ts';

const named = (name: string) => ({ ...sampleDefinition, name });
const tierNamed = (name: string) => ({
  ...sampleDefinition,
  tiers: sampleDefinition.tiers.map((tier, index) => (index === 1 ? { ...tier, name } : tier)),
});

function answer(definition: unknown, revision: number | null, savedBy = 'Maya', published = sampleView(3)): ProgramDraft {
  const row = { definition, basedOnVersion: 3, revision: revision ?? 0, hash: 'h', savedAt: '2026-11-25T10:00:00.000Z', savedBy };
  return { draft: revision === null ? null : row, published, problems: [], warnings: [], changes: [] };
}

const type = (path: string, text: string): Act => ({
  act: 'typed',
  path: path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
  place: path,
  text,
});
const after = (drafting: Drafting, ...acts: Act[]) => acts.reduce(draft, drafting);

describe('a draft', () => {
  test('begins as what is published, with nothing to save', () => {
    const begun = startDrafting(answer(null, null));
    expect([isDirty(begun), begun.revision, begun.basedOnVersion]).toEqual([false, null, 3]);
  });

  test('has something to save once a text says another thing, and not when it says the same otherwise', () => {
    const begun = startDrafting(answer(null, null));
    expect(isDirty(after(begun, type('tiers.1.thresholdMinor', '150')))).toBe(false);
    expect(isDirty(after(begun, type('tiers.1.thresholdMinor', '160')))).toBe(true);
    expect(isDirty(after(begun, type('tiers.1.thresholdMinor', '160'), type('tiers.1.thresholdMinor', '150.00')))).toBe(false);
  });

  test('keeps what is typed while it is being saved', () => {
    const typing = after(startDrafting(answer(null, null)), type('name', 'Gl'));
    const saved = after(typing, type('name', 'Glow'), { act: 'saved', answer: answer(named('Gl'), 1) });
    expect([textAt(saved.tree, ['name']), saved.revision, isDirty(saved)]).toEqual(['Glow', 1, true]);
  });
});

describe('somebody else saves', () => {
  test('while I type nothing: I see theirs', () => {
    const mine = after(startDrafting(answer(named('A'), 1)), { act: 'arrived', answer: answer(named('Theirs'), 2) });
    expect([textAt(mine.tree, ['name']), mine.meanwhile]).toEqual(['Theirs', null]);
  });

  test('while I type: I am told by whom, and keep my text until I decide', () => {
    const mine = after(startDrafting(answer(named('A'), 1)), type('name', 'Mine'), {
      act: 'arrived',
      answer: answer(tierNamed('Gold'), 2, 'Sam'),
    });
    expect([textAt(mine.tree, ['name']), mine.meanwhile?.by, mine.revision]).toEqual(['Mine', 'Sam', 1]);
    const theirs = after(mine, { act: 'took theirs' });
    expect([textAt(theirs.tree, ['name']), isDirty(theirs), theirs.revision]).toEqual(['Glow Club', false, 2]);
  });

  test('and my changes can be put onto theirs, to be saved over their revision', () => {
    const start = startDrafting(answer(sampleDefinition, 1));
    const put = after(
      start,
      type('name', 'Mine'),
      { act: 'arrived', answer: answer(tierNamed('Gold'), 2, 'Sam') },
      { act: 'put mine onto theirs' },
    );
    expect(typedDocument(put).document).toEqual({ ...tierNamed('Gold'), name: 'Mine' });
    expect([put.revision, isDirty(put), put.meanwhile, put.clashes]).toEqual([2, true, null, []]);
  });

  test('the same field: mine is in it, theirs is told', () => {
    const start = startDrafting(answer(sampleDefinition, 1));
    const put = after(start, type('name', 'Mine'), { act: 'arrived', answer: answer(named('Theirs'), 2) }, { act: 'put mine onto theirs' });
    expect([textAt(put.tree, ['name']), put.clashes]).toEqual(['Mine', [{ path: ['name'], mine: 'Mine', theirs: 'Theirs' }]]);
  });

  test('an answer that is older than my own save changes nothing', () => {
    const saved = after(startDrafting(answer(named('A'), 1)), type('name', 'B'), { act: 'saved', answer: answer(named('B'), 2) });
    expect(after(saved, { act: 'arrived', answer: answer(named('A'), 1) })).toBe(saved);
  });
});

test('a version published after the draft was begun is not taken back by accident', () => {
  const behind = startDrafting(answer(named('Mine'), 1, 'Maya', sampleView(4, tierNamed('Gold'))));
  expect(isBehind(behind)).toBe(true);
  const moved = after(behind, { act: 'moved onto', base: sampleDefinition });
  expect(typedDocument(moved).document).toEqual({ ...tierNamed('Gold'), name: 'Mine' });
  expect([moved.basedOnVersion, isDirty(moved), isBehind(moved)]).toEqual([4, true, false]);
});

test('a removed item comes back by undo', () => {
  const removed = after(startDrafting(answer(null, null)), { act: 'removed', list: ['rewards'], index: 1 });
  expect(isDirty(removed)).toBe(true);
  expect(isDirty(after(removed, { act: 'undone' }))).toBe(false);
});

describe('an item just added', () => {
  const list = ['campaigns'];
  const item = itemName(list, 'new');
  const { tree } = startDrafting(answer(null, null));
  const begun = after(startDrafting(answer(null, null)), { act: 'added', tree: add(tree, list, { [KEY]: 'new' }), item });
  const untouched = (drafting: Drafting, index = 0) =>
    ['from', 'until'].filter((field) => isUntouched(drafting, ['campaigns', index, field]));

  test('is open, and says of no field that it is wrong before somebody was there', () => {
    expect([begun.open.has(item), untouched(begun)]).toEqual([true, ['from', 'until']]);
    expect(untouched(after(begun, { act: 'left', path: ['campaigns', 0, 'from'] }))).toEqual(['until']);
    expect(untouched(after(begun, type('campaigns.0.until', '2027-01-01')))).toEqual(['from']);
    expect(untouched(startDrafting(answer(null, null)))).toEqual([]);
  });

  test('stays so when it moves, and tells everything once it is closed', () => {
    const left = after(begun, { act: 'left', path: ['campaigns', 0, 'from'] });
    const two = after(left, { act: 'changed', tree: add(left.tree, list, { [KEY]: 'other' }) });
    const moved = after(two, { act: 'changed', tree: move(two.tree, list, 0, 1) });
    expect([untouched(moved, 0), untouched(moved, 1)]).toEqual([[], ['until']]);
    expect(untouched(after(moved, { act: 'toggled', item, isOpen: false }), 1)).toEqual([]);
  });
});
