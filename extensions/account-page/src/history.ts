import type { HistoryEntry } from '@laurel/extension-client';
import type { Key } from './words.ts';

type Kind = HistoryEntry['kind'];

/** Whether a kind of entry has a text of its own when it names an order or a reward. */
const named: ReadonlySet<Kind> = new Set<Kind>(['issue', 'vest', 'hold', 'capture', 'release', 'claw-back', 'give-back', 'spend']);

type NamedKind = 'issue' | 'vest' | 'hold' | 'capture' | 'release' | 'claw-back' | 'give-back' | 'spend';

/** What happened, in words. */
export function entrySentence({ kind: told, subject, moved }: HistoryEntry): { key: Key; values: Record<string, string | number> } {
  // Where the day that was set had come already, points became available with it.
  const kind = told === 'schedule' && moved > 0 ? 'vest' : told;
  const values = { count: moved, points: moved };
  if (subject !== null && isNamed(kind)) return { key: `history.named.${kind}`, values: { ...values, subject } };
  return { key: `history.plain.${kind}`, values };
}

function isNamed(kind: Kind): kind is NamedKind {
  return named.has(kind);
}
