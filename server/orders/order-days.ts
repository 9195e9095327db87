import type { Calendar } from '../core/calendar.ts';
import type { OrderFacts } from '../core/facts.ts';
import { lotDays, type LotDays, type ProgramVersion } from '../program/index.ts';

/** What the days of an order's points follow from. */
export interface Dated {
  readonly facts: OrderFacts;
  /** The version the order was granted under. */
  readonly program: ProgramVersion;
  readonly imported: boolean;
}

/**
 * The days of an order's points. They count from the day of the order, also for points that an edit adds later: a lot lives as long as
 * if all had come at once. History that is brought over may say nothing of its parcels: then they were sent and arrived on that day.
 */
export function daysOf(calendar: Calendar, { facts, program, imported }: Dated): LotDays {
  const told = facts.fulfilledAt !== undefined || facts.deliveredAt !== undefined;
  const parcels = imported && !told ? { fulfilledAt: facts.processedAt, deliveredAt: facts.processedAt } : facts;
  return lotDays(program.definition.earning, 'purchase', calendar, calendar.dayOf(facts.processedAt), parcels);
}

/** The ledger's name for what an order earned: a clawback finds the order's lots by it. */
export function originOf(orderId: string): string {
  return `order/${orderId}`;
}
