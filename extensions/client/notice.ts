import type { RedemptionView } from './contract.ts';
import { points, sentence, type Sentence, type SentenceKey } from './sentence.ts';
import type { UndoCause } from './step.ts';

/** What just happened, said once in a live region. */
export interface Notice<Key extends string = SentenceKey> {
  readonly tone: 'success' | 'info' | 'warning' | 'critical';
  readonly sentence: Sentence<Key>;
}

export function appliedNotice(redemption: RedemptionView): Notice {
  return { tone: 'success', sentence: sentence('notice.applied', { reward: redemption.title }) };
}

export function codeReadyNotice(redemption: RedemptionView): Notice {
  return { tone: 'success', sentence: sentence('notice.code-ready', { reward: redemption.title, code: redemption.code ?? '' }) };
}

export function codeComingNotice(redemption: RedemptionView): Notice {
  return { tone: 'info', sentence: sentence('notice.code-coming', { reward: redemption.title, ...points(redemption.points) }) };
}

/** A code made earlier does not fit this order and stays the shopper's. */
export function declinedKeptNotice(redemption: RedemptionView): Notice {
  return {
    tone: 'warning',
    sentence: sentence('notice.declined-kept', { reward: redemption.title, until: { instant: redemption.until } }),
  };
}

/** The code left the checkout by another hand than ours; its points follow. */
export function removedNotice(redemption: RedemptionView): Notice {
  return { tone: 'warning', sentence: sentence('notice.removed', { reward: redemption.title, ...points(redemption.points) }) };
}

/** There at once and without a code, such as store credit. */
export function deliveredNotice({ title: reward }: RedemptionView): Notice {
  return { tone: 'success', sentence: sentence('notice.delivered', { reward }) };
}

/** Staff hand it over; there is no code to wait for. */
export function byHandNotice({ title: reward }: RedemptionView): Notice {
  return { tone: 'success', sentence: sentence('notice.by-hand', { reward }) };
}

/** What an undo came to, read from the state the server answered. */
export function undoNotice(after: RedemptionView, cause: UndoCause): Notice {
  if (after.state === 'captured') return { tone: 'warning', sentence: sentence('notice.already-used', { reward: after.title }) };
  const back = after.state === 'released';
  const values = { reward: after.title, ...points(after.points) };
  if (cause === 'declined') return { tone: 'warning', sentence: sentence(back ? 'notice.declined' : 'notice.declined-returning', values) };
  return { tone: back ? 'success' : 'info', sentence: sentence(back ? 'notice.undone' : 'notice.undo-underway', values) };
}
