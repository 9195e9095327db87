import type { Actor } from '../context.ts';

/** Who wrote or published something, as it stands with it. */
export function authorOf(actor: Actor): string {
  switch (actor.kind) {
    case 'staff':
      return `staff ${actor.userId}`;
    case 'customer':
      return `customer ${actor.customerId}`;
    case 'webhook':
      return `webhook ${actor.webhookId}`;
    case 'system':
      return actor.job;
  }
}
