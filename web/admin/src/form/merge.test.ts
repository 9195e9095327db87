import { expect, test } from 'vitest';
import type { Json } from './json.ts';
import { merge } from './merge.ts';

const reward = (id: string, points: number, name = id) => ({ id, kind: 'amount', points, name });
const base = { name: 'Club', rewards: [reward('a', 1), reward('b', 2)], tags: ['x'] };
const of = (change: Partial<typeof base>): Json => ({ ...base, ...change });

test.each([
  ['mine alone', of({ name: 'Mine' }), of({}), of({ name: 'Mine' })],
  ['theirs alone', of({}), of({ name: 'Theirs' }), of({ name: 'Theirs' })],
  ['the same by both', of({ name: 'Same' }), of({ name: 'Same' }), of({ name: 'Same' })],
  [
    'different items',
    of({ rewards: [reward('a', 9), reward('b', 2)] }),
    of({ rewards: [reward('a', 1), reward('b', 8)] }),
    of({ rewards: [reward('a', 9), reward('b', 8)] }),
  ],
  [
    'different fields of an item',
    of({ rewards: [reward('a', 9), reward('b', 2)] }),
    of({ rewards: [reward('a', 1, 'A'), reward('b', 2)] }),
    of({ rewards: [reward('a', 9, 'A'), reward('b', 2)] }),
  ],
  [
    'one added by each',
    of({ rewards: [...base.rewards, reward('m', 5)] }),
    of({ rewards: [...base.rewards, reward('t', 6)] }),
    of({ rewards: [...base.rewards, reward('t', 6), reward('m', 5)] }),
  ],
  ['one removed by me', of({ rewards: [reward('b', 2)] }), of({ name: 'Theirs' }), of({ name: 'Theirs', rewards: [reward('b', 2)] })],
  ['one removed by them', of({ name: 'Mine' }), of({ rewards: [reward('b', 2)] }), of({ name: 'Mine', rewards: [reward('b', 2)] })],
  [
    'moved by me, changed by them',
    of({ rewards: [reward('b', 2), reward('a', 1)] }),
    of({ rewards: [reward('a', 7), reward('b', 2)] }),
    of({ rewards: [reward('b', 2), reward('a', 7)] }),
  ],
])('changes meet without a clash: %s', (_, mine, theirs, merged) => {
  expect(merge(base, mine, theirs)).toEqual({ document: merged, clashes: [] });
});

test('where both changed the same, mine stays and theirs is told', () => {
  const { document, clashes } = merge(
    base,
    of({ rewards: [reward('a', 9), reward('b', 2)] }),
    of({ rewards: [reward('a', 5), reward('b', 2)] }),
  );
  expect(document).toEqual(of({ rewards: [reward('a', 9), reward('b', 2)] }));
  expect(clashes).toEqual([{ path: ['rewards', 0, 'points'], mine: 9, theirs: 5 }]);
});

test('what one removed and the other changed stays, and is told', () => {
  const changed = of({ rewards: [reward('a', 5), reward('b', 2)] });
  const removed = of({ rewards: [reward('b', 2)] });
  expect(merge(base, removed, changed)).toMatchObject({
    document: { rewards: expect.arrayContaining([reward('a', 5)]) },
    clashes: [{ theirs: reward('a', 5) }],
  });
  expect(merge(base, changed, removed)).toMatchObject({
    document: { rewards: expect.arrayContaining([reward('a', 5)]) },
    clashes: [{ mine: reward('a', 5) }],
  });
});

test('two kinds are never mixed', () => {
  const was = { effect: { kind: 'factor', factorHundredths: 200 } };
  const mine = { effect: { kind: 'bonus', points: 5 } };
  const theirs = { effect: { kind: 'factor', factorHundredths: 300 } };
  expect(merge(was, mine, theirs)).toEqual({ document: mine, clashes: [{ path: ['effect'], mine: mine.effect, theirs: theirs.effect }] });
});
