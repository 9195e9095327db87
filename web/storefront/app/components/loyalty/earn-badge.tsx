import { pointsSentence } from './sentences';
import type { EarnPreview } from './types';

interface EarnBadgeProps {
  readonly preview: EarnPreview | null;
  /** "will": in a cart, "You will earn 72 points". "can": at a product, "Earn 48 points". */
  readonly tense?: 'can' | 'will';
}

/** What buying this brings. Shows nothing when it brings nothing or nobody can say. */
export function EarnBadge({ preview, tense = 'can' }: EarnBadgeProps) {
  if (!preview || preview.points === 0) return null;
  return (
    <p className="ly-earn">
      <Spark />
      <span>{sentence(preview, tense)}</span>
    </p>
  );
}

function sentence({ points, kind }: EarnPreview, tense: 'can' | 'will'): string {
  const amount = pointsSentence(points);
  if (kind === 'at-least') return `Members earn at least ${amount}`;
  if (kind === 'about') return `Members earn about ${amount}`;
  return tense === 'will' ? `You will earn ${amount}` : `Earn ${amount}`;
}

export function Spark() {
  return (
    <svg className="ly-spark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d="M8 0c.6 4.6 2.4 7 8 8-5.6 1-7.4 3.4-8 8-.6-4.6-2.4-7-8-8 5.6-1 7.4-3.4 8-8Z" fill="currentColor" />
    </svg>
  );
}
