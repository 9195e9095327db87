import { hash } from 'node:crypto';
import type { Operation } from './operations.ts';

/** Hash of what is asked, without when: the same request made again tomorrow is the same request. */
export function hashOf(operation: Operation): string {
  const { kind, memberId, cause } = operation;
  const points = 'points' in operation ? operation.points : undefined;
  // A reason that staff typed is part of what they asked; elsewhere a note only says it in other words.
  const reason = cause.kind === 'staff' ? [cause.note] : [];
  return hash('sha256', JSON.stringify([kind, memberId, cause.kind, cause.ref, points, ...details(operation), ...reason]));
}

function details(operation: Operation): unknown[] {
  switch (operation.kind) {
    case 'issue':
      return [operation.into, operation.source, operation.origin];
    case 'spend':
      return [operation.partial];
    case 'claw-back':
      return [operation.origin, operation.policy];
    case 'schedule':
      return [operation.origin, operation.vestsOn];
    case 'adjust-down':
      return [];
    default:
      return [operation.holdKey];
  }
}
