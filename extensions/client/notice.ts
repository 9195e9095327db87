import type { RedemptionView } from './contract.ts';
import { points, sentence, type Sentence, type SentenceKey, type Value } from './sentence.ts';
import type { UndoCause } from './step.ts';

type Tone = 'success' | 'info' | 'warning' | 'critical';

/** What just happened, said once in a live region. */
export interface Notice<Key extends string = SentenceKey> {
  readonly tone: Tone;
  readonly sentence: Sentence<Key>;
}

/** What happened to a redemption: its reward and its points are named by every such text that needs them. */
function notice(tone: Tone, key: SentenceKey, redemption: RedemptionView, more?: Readonly<Record<string, Value>>): Notice {
  return { tone, sentence: sentence(key, { reward: redemption.title, ...points(redemption.points), ...more }) };
}

export function appliedNotice(redemption: RedemptionView): Notice {
  return notice('success', 'notice.applied', redemption);
}

export function codeReadyNotice(redemption: RedemptionView): Notice {
  return notice('success', 'notice.code-ready', redemption, { code: redemption.code ?? '' });
}

export function codeComingNotice(redemption: RedemptionView): Notice {
  return notice('info', 'notice.code-coming', redemption);
}

/** A code made earlier does not fit this order and stays the shopper's. */
export function declinedKeptNotice(redemption: RedemptionView): Notice {
  return notice('warning', 'notice.declined-kept', redemption, { until: { instant: redemption.until } });
}

/** The code left the checkout by another hand than ours; its points follow. */
export function removedNotice(redemption: RedemptionView): Notice {
  return notice('warning', 'notice.removed', redemption);
}

/** There at once and without a code, such as store credit. */
export function deliveredNotice(redemption: RedemptionView): Notice {
  return notice('success', 'notice.delivered', redemption);
}

/** Staff hand it over; there is no code to wait for. */
export function byHandNotice(redemption: RedemptionView): Notice {
  return notice('success', 'notice.by-hand', redemption);
}

/** What an undo came to, read from the state the server answered. */
export function undoNotice(after: RedemptionView, cause: UndoCause): Notice {
  if (after.state === 'captured') return notice('warning', 'notice.already-used', after);
  const back = after.state === 'released';
  if (cause === 'declined') return notice('warning', back ? 'notice.declined' : 'notice.declined-returning', after);
  return notice(back ? 'success' : 'info', back ? 'notice.undone' : 'notice.undo-underway', after);
}
