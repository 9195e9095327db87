import { expect, test } from 'vitest';
import { arrived, isDirty, readSettings, startEditing, theirChanges } from './draft.ts';

const base = { adjustmentLimitPoints: 10_000, defaultRole: 'viewer', revision: 1, changedAt: null, changedBy: null } as const;
const theirs = { ...base, adjustmentLimitPoints: 5_000, defaultRole: 'support', revision: 2, changedBy: 'Mara Lindt' } as const;

test.each([
  ['10,000', { edit: { adjustmentLimitPoints: 10_000, defaultRole: 'viewer' } }],
  ['0', { edit: { adjustmentLimitPoints: 0, defaultRole: 'viewer' } }],
  ['', { problem: 'Enter a whole number, for example 4.' }],
  ['-1', { problem: 'Enter 0 or more.' }],
  ['1000000001', { problem: 'Enter 1,000,000,000 or less.' }],
])('a limit typed as “%s”', (limit, read) => {
  expect(readSettings({ limit, defaultRole: 'viewer' })).toEqual(read);
});

test('the same typed in other signs is no change; a problem is one', () => {
  const editing = startEditing(base);
  expect(isDirty(editing)).toBe(false);
  expect(isDirty({ ...editing, draft: { ...editing.draft, limit: ' 10,000 ' } })).toBe(false);
  expect(isDirty({ ...editing, draft: { ...editing.draft, limit: '10.5' } })).toBe(true);
  expect(isDirty({ ...editing, draft: { ...editing.draft, defaultRole: 'support' } })).toBe(true);
});

test('newer settings are followed while nothing is typed, and never put over what is', () => {
  const untouched = startEditing(base);
  expect(arrived(untouched, theirs)).toEqual(startEditing(theirs));
  const typed = { base, draft: { limit: '7', defaultRole: 'viewer' } } as const;
  expect(arrived(typed, theirs)).toBe(typed);
  expect(arrived(typed, base)).toBe(typed);
});

test('what others changed is told', () => {
  expect(theirChanges(base, theirs)).toBe('The limit is 5,000 points now. Newcomers begin as support now.');
  expect(theirChanges(base, { ...theirs, defaultRole: 'viewer' })).toBe('The limit is 5,000 points now.');
  expect(theirChanges(base, base)).toBe('');
});
