import type { HistoryEntry } from '@laurel/server/api';
import { number, points } from './numbers.ts';

/** What happened, as a sentence: "Earned 96 points with order #1001". */
export function historySentence(entry: Pick<HistoryEntry, 'kind' | 'moved' | 'points' | 'subject'>): string {
  const moved = points(entry.moved);
  const were = entry.moved === 1 ? 'was' : 'were';
  const about = (joined: string, otherwise = '') => (entry.subject === null ? otherwise : ` ${joined} ${subjectWords(entry.subject)}`);
  switch (entry.kind) {
    case 'issue':
      return `Earned ${moved}${about('with')}`;
    case 'vest':
      return `${moved} became available${about('from')}`;
    case 'schedule':
      return entry.moved > 0 ? `${moved} became available${about('from')}` : `New day on which points${about('from')} become available`;
    case 'hold':
      return `Set ${moved} aside${about('for', ' for a reward')}`;
    case 'capture':
      return `Used ${moved}${about('for', ' for a reward')}`;
    case 'release':
      return `${moved} returned${about('from', ' from a reward')}, not used`;
    case 'expire':
      return `${moved} expired${about('from')}`;
    case 'claw-back':
      return `Took back ${moved}${about('after a change to', ' after a change to an order')}`;
    case 'give-back':
      return `Gave back ${moved}${about('used for', ' used for a reward')}`;
    case 'adjust-up':
      return `Staff added ${moved}${reason(entry.subject)}`;
    case 'adjust-down':
      return `Staff took ${moved}${reason(entry.subject)}`;
    case 'spend':
      return `Spent ${moved}${about('on')} without a hold`;
    case 'settle-debt':
      return `${moved} ${were} used to settle what was owed`;
    case 'transfer':
      // Of points that were used up already only the use goes along: the balance does not change.
      return `Merged${about('with', ' with another account')}${entry.points === 0 && entry.moved > 0 ? `: what ${moved} were used for went along` : ''}`;
  }
}

function reason(subject: string | null): string {
  return subject === null ? '' : `: ${subject}`;
}

// "#1001" is an order's name; anything else speaks for itself.
function subjectWords(subject: string): string {
  return subject.startsWith('#') ? `order ${subject}` : subject;
}

/** The balance beside the available points: "100 held · 20 pending · 10 owed"; "" when there is nothing beside. */
export function besideAvailable({ pending, held, debt }: HistoryEntry['balance']): string {
  const parts = [
    held > 0 ? `${number(held)} held` : '',
    pending > 0 ? `${number(pending)} pending` : '',
    debt > 0 ? `${number(debt)} owed` : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}
