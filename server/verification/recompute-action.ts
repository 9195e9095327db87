import type { JournalPosting } from '../ledger/index.ts';
import type { Definition } from '../program/index.ts';
import type { Discrepancy } from './recompute.ts';

/**
 * Computes the points of an action again from its cause and the version it names: what the action promises, or for a birthday the tier,
 * and within the limit. Written apart from what grants points, and sharing nothing with it.
 */
export function wrongAction({ cause, points }: JournalPosting, definition: Definition | undefined): Discrepancy | undefined {
  const promised = definition?.actions?.find(({ id }) => id === cause.ref);
  if (promised === undefined) return { why: 'its cause names no action that was promised', stated: points, derived: 0 };
  const [reason, ...more] = cause.reasons ?? [];
  if (reason === undefined || more.length > 0)
    return { why: 'an action has one reason', stated: more.length + (reason ? 1 : 0), derived: 1 };
  const ofTier = promised.kind === 'birthday' ? definition?.tiers.find(({ id }) => id === cause.tierId)?.birthdayPoints : undefined;
  const due = ofTier ?? promised.points;
  const rule = ofTier === undefined ? 'action' : 'birthday-of-tier';
  if (reason['rule'] !== rule)
    return { why: `“${String(reason['rule'])}” is not why this action brought points`, stated: points, derived: due };
  if (reason['points'] !== due)
    return { why: 'the points in its cause are not the action’s', stated: Number(reason['points']), derived: due };
  const most = promised.kind === 'sign-up' || promised.kind === 'birthday' ? 1 : promised.limit.times;
  const n = Number(reason['n']);
  if (!Number.isInteger(n) || n < 1 || n > most) return { why: 'the action was done more often than promised', stated: n, derived: most };
  return points === due ? undefined : { why: 'points by its cause', stated: points, derived: due };
}
