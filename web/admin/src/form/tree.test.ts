import { expect, test } from 'vitest';
import { add, move, put, remove, restore, type Tree } from './tree.ts';

const list = (...names: string[]): Tree => ({ tiers: names.map((name) => ({ name })), name: 'Club' });
const tiers = ['tiers'];

test.each([
  ['up', 2, -1, ['a', 'c', 'b']],
  ['down', 0, 1, ['b', 'a', 'c']],
  ['no further up than the top', 0, -1, ['a', 'b', 'c']],
  ['no further down than the end', 2, 1, ['a', 'b', 'c']],
] as const)('an item moves %s', (_, index, by, names) => {
  expect(move(list('a', 'b', 'c'), tiers, index, by)).toEqual(list(...names));
});

test('an item is added at the end, or into a list that was not there', () => {
  expect(add(list('a'), tiers, { name: 'b' })).toEqual(list('a', 'b'));
  expect(add({}, tiers, { name: 'b' })).toEqual({ tiers: [{ name: 'b' }] });
});

test('what was removed comes back to its place, also when others were removed meanwhile', () => {
  const { tree, removed } = remove(list('a', 'b', 'c'), tiers, 1);
  expect(tree).toEqual(list('a', 'c'));
  if (removed === null) throw new Error('it is removed');
  expect(restore(tree, removed)).toEqual(list('a', 'b', 'c'));
  expect(restore(list(), removed)).toEqual(list('b'));
});

test('putting a text changes nothing else, and not the tree it came from', () => {
  const before = list('a', 'b');
  expect(put(before, ['tiers', 1, 'name'], 'x')).toEqual(list('a', 'x'));
  expect(before).toEqual(list('a', 'b'));
});
