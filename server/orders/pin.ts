import type { OrderFacts } from '../core/facts.ts';
import type { Day } from '../core/time.ts';
import {
  contextNeeded,
  firstOrder,
  termsOf,
  tierOf,
  versionAt,
  type EarnContext,
  type EarnTerms,
  type ProgramVersion,
} from '../program/index.ts';
import type { Pin } from './award.ts';
import type { Before } from './past.ts';

/**
 * The promise for an order: the version in force when it was placed, the tier its member had reached before it, and what else the
 * version asks of their past, by the orders placed earlier. Nothing but facts decides, so an import years later grants what the live
 * shop would have. undefined: no programme had begun; with `fromFirst` the first version reaches back to any date.
 */
export function pinFor(facts: OrderFacts, before: Before, versions: readonly ProgramVersion[], fromFirst: boolean): Pin | undefined {
  const program = versionAt(versions, facts.processedAt) ?? (fromFirst ? versions[0] : undefined);
  if (!program) return undefined;
  const { definition, version } = program;
  const tier = before.tier(facts, definition);
  const needed = contextNeeded(definition);
  const context = needed.ever || needed.month || needed.campaigns ? before.context(facts, needed) : undefined;
  return { programVersion: version, tierId: tier.id, pointsPerMajorUnit: tier.pointsPerMajorUnit, context };
}

/** What the points of an order placed on a shop-local day depend on beside the order itself. */
export function contextOf({ context }: Pick<Pin, 'context'>, day: Day): EarnContext {
  return context === undefined ? firstOrder(day) : { ...firstOrder(day), ...context };
}

/** The terms of a pinned order of a shop-local day: what its version promises in its tier, by what its member had done before. */
export function termsOfPin(pin: Pin, { definition }: ProgramVersion, day: Day): EarnTerms {
  return termsOf(definition, tierOf(definition, pin.tierId), contextOf(pin, day));
}
