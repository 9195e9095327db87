import type { VisitorSession } from './session.server';
import type { Notice } from './notice';

const key = 'notice';

/** Keeps one sentence for the next page the visitor sees. */
export function leaveNotice(session: VisitorSession, notice: Notice): void {
  session.set(key, notice);
}

/** The sentence left for this page, once. */
export function takeNotice(session: VisitorSession): Notice | null {
  const notice = session.get(key) as Notice | undefined;
  if (notice) session.unset(key);
  return notice ?? null;
}
