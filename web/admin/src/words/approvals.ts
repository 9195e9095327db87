import type { ApprovalView } from '@laurel/server/api';
import { number, onDay, points, when } from './numbers.ts';
import { memberName } from './people.ts';

/** "Give 50,000 points", "Take 1 point". */
export function askedWords({ way, points: count }: Pick<ApprovalView, 'way' | 'points'>): string {
  return `${way === 'give' ? 'Give' : 'Take'} ${points(count)}`;
}

/** "to Ada Moreau", "from Ada Moreau". */
export function whomWords(approval: Pick<ApprovalView, 'way' | 'memberName' | 'customerId'>): string {
  return `${approval.way === 'give' ? 'to' : 'from'} ${memberOf(approval)}`;
}

/** What to call the member it is about. */
export function memberOf({ memberName: name, customerId }: Pick<ApprovalView, 'memberName' | 'customerId'>): string {
  return memberName({ name, customerId });
}

/** Why a second person is needed: "Over the limit of 10,000 points." */
export function needWords({ limitPoints, beforePoints, way }: Pick<ApprovalView, 'limitPoints' | 'beforePoints' | 'way'>): string {
  const limit = `limit of ${points(limitPoints)}`;
  if (beforePoints === 0) return `Over the ${limit}.`;
  return `With ${number(beforePoints)} ${way === 'give' ? 'given' : 'taken'} within 24 hours, over the ${limit}.`;
}

/** What became of it: "Approved by Mara Lindt, Nov 22, 2026, 5:04 AM". */
export function outcomeWords({
  state,
  decidedBy,
  decidedAt,
  expiresAt,
}: Pick<ApprovalView, 'state' | 'decidedBy' | 'decidedAt' | 'expiresAt'>): string {
  if (state === 'expired') return `Expired ${onDay(expiresAt)}; nobody decided`;
  const name = state.charAt(0).toUpperCase() + state.slice(1);
  return decidedBy === null || decidedAt === null ? name : `${name} by ${decidedBy}, ${when(decidedAt)}`;
}

/** After a decision: "Approved. 50,000 points given to Ada Moreau." */
export function decidedSentence(approval: Pick<ApprovalView, 'state' | 'way' | 'points' | 'memberName' | 'customerId'>): string {
  const { state, way, points: count } = approval;
  if (state !== 'approved') return `${state === 'declined' ? 'Declined' : 'Withdrawn'}. No points were moved.`;
  return `Approved. ${points(count)} ${way === 'give' ? 'given' : 'taken'} ${whomWords(approval)}.`;
}
