import type { Verification } from '@laurel/server/api';
import { count } from './numbers.ts';

/** The outcome in one sentence: "12 members, 340 entries: every balance is what its entries say." */
export function verificationSentence({ members, entries, differences }: Verification): string {
  const looked = `${count(members, 'member')}, ${count(entries, 'entry', 'entries')}`;
  if (differences.length === 0) return `${looked}: every balance is what its entries say.`;
  return `${looked}: ${count(differences.length, 'number')} ${differences.length === 1 ? 'differs' : 'differ'} from what the entries say.`;
}
