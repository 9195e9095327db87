import type { HistoryEntry } from '@laurel/extension-client';
import { expect, test } from 'vitest';
import english from '../locales/en.default.json' with { type: 'json' };
import { entrySentence } from './history.ts';

const kinds: HistoryEntry['kind'][] = [
  'issue',
  'vest',
  'hold',
  'capture',
  'release',
  'expire',
  'claw-back',
  'give-back',
  'adjust-up',
  'adjust-down',
  'spend',
  'settle-debt',
  'transfer',
  'schedule',
];

const rest = { id: '1', at: '2026-11-22T00:00:00Z', points: 0, balance: { available: 0, pending: 0, held: 0, debt: 0 }, why: [] };

test.each(kinds)('%s has a sentence with and without a subject', (kind) => {
  for (const subject of ['#1001', null]) {
    const { key } = entrySentence({
      kind,
      subject,
      moved: 5,
      ...rest,
    });
    expect(textAt(key)).toBeTypeOf('string');
  }
});

test('a day that was set says so, unless it had come: then points became available', () => {
  const at = (moved: number) => entrySentence({ kind: 'schedule', subject: null, moved, ...rest }).key;
  expect([at(0), at(5)]).toEqual(['history.plain.schedule', 'history.plain.vest']);
});

function textAt(key: string): unknown {
  return key.split('.').reduce<unknown>((node, part) => (node as Record<string, unknown>)[part], english);
}
