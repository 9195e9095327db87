import { describe, expect, it } from 'vitest';
import { after, canUndo, type Event, type State } from './states.ts';

const table: readonly [State, Event, State | undefined][] = [
  ['held', 'code-made', 'issued'],
  ['held', 'give-up', 'releasing'],
  ['held', 'found-unused', undefined],
  ['held', 'paid', 'captured'],
  ['issued', 'code-made', 'issued'],
  ['issued', 'give-up', 'releasing'],
  ['issued', 'found-unused', undefined],
  ['issued', 'paid', 'captured'],
  ['releasing', 'code-made', 'releasing'],
  ['releasing', 'give-up', 'releasing'],
  ['releasing', 'found-unused', 'released'],
  ['releasing', 'paid', 'captured'],
  ['released', 'code-made', 'released'],
  ['released', 'give-up', 'released'],
  ['released', 'found-unused', 'released'],
  ['released', 'paid', 'captured'],
  ['captured', 'code-made', 'captured'],
  ['captured', 'give-up', 'captured'],
  ['captured', 'found-unused', 'captured'],
  ['captured', 'paid', 'captured'],
];

describe('the life of a redemption', () => {
  it.each(table)('%s + %s → %s', (state, event, expected) => {
    expect(after(state, event)).toBe(expected);
  });

  it('can be undone only before it is taken back or used', () => {
    const states: State[] = ['held', 'issued', 'releasing', 'released', 'captured'];
    expect(states.filter(canUndo)).toEqual(['held', 'issued']);
  });
});
