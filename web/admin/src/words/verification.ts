import type { Difference, Verification } from '@laurel/server/api';
import { count, number, when } from './numbers.ts';

/** The outcome in one sentence: "12 members, 340 entries: everything is what it should be." */
export function verificationSentence({ members, entries, found }: Pick<Verification, 'members' | 'entries' | 'found'>): string {
  const looked = `${count(members, 'member')}, ${count(entries, 'entry', 'entries')}`;
  if (found === 0) return `${looked}: every balance, order and tier is what it should be.`;
  return `${looked}: ${count(found, 'number')} ${found === 1 ? 'is' : 'are'} not what ${found === 1 ? 'it' : 'they'} should be.`;
}

/** When and by whom: "Checked Nov 22, 2026, 5:04 AM, in the night, in 3 seconds." */
export function checkedWords({ at, by, seconds }: Pick<Verification, 'at' | 'by' | 'seconds'>): string {
  const who = by === null ? 'in the night' : `by staff member ${by}`;
  const took = seconds < 1 ? 'less than a second' : count(Math.round(seconds), 'second');
  return `Checked ${when(at)}, ${who}, in ${took}.`;
}

/** Which entry is wrong first: "Entry 12", or that none is. */
export function firstWrongWords({ firstWrongSeq }: Pick<Difference, 'firstWrongSeq'>): string {
  return firstWrongSeq === null ? 'None, the entries are right' : `Entry ${number(firstWrongSeq)}`;
}

/** What was found in a few words: "Nothing differs", "3 differences". */
export function foundWords(found: number): string {
  return found === 0 ? 'Nothing differs' : count(found, 'difference');
}

/** After a correction: "Put right: 42 points added." */
export function correctedWords(points: number): string {
  if (points === 0) return 'Put right. No points moved.';
  return `Put right: ${count(Math.abs(points), 'point')} ${points > 0 ? 'added' : 'taken back'}.`;
}
