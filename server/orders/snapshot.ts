import type { OrderFacts } from '../core/facts.ts';

/** An order's facts as they lie in the database: dates as text, and without the e-mail address, of which only a hash is kept. */
export type StoredFacts = Omit<OrderFacts, 'email' | Instant> & {
  readonly updatedAt: string;
  readonly processedAt: string;
  readonly cancelledAt?: string;
  readonly fulfilledAt?: string;
  readonly deliveredAt?: string;
};
type Instant = 'updatedAt' | 'processedAt' | 'cancelledAt' | 'fulfilledAt' | 'deliveredAt';

/** The facts as text for the database. */
export function toStored({ email: _email, ...facts }: OrderFacts): string {
  return JSON.stringify(facts);
}

/** The facts as they were settled; the e-mail address is gone. */
export function fromStored(stored: StoredFacts): OrderFacts {
  const { fulfilledAt, deliveredAt, ...rest } = stored;
  return {
    ...rest,
    ...(fulfilledAt !== undefined && { fulfilledAt: new Date(fulfilledAt) }),
    ...(deliveredAt !== undefined && { deliveredAt: new Date(deliveredAt) }),
    email: undefined,
    customerId: stored.customerId,
    updatedAt: new Date(stored.updatedAt),
    processedAt: new Date(stored.processedAt),
    cancelledAt: stored.cancelledAt === undefined ? undefined : new Date(stored.cancelledAt),
  };
}

/** The newest snapshot of each order, in the order in which orders first appear; of two with the same time the later one in the list. */
export function newestPerOrder(facts: readonly OrderFacts[]): OrderFacts[] {
  const newest = new Map<string, OrderFacts>();
  for (const one of facts) {
    const known = newest.get(one.orderId);
    if (!known || known.updatedAt <= one.updatedAt) newest.set(one.orderId, one);
  }
  return [...newest.values()];
}
