import type { Definition } from './definition.ts';

/** What of a member's past the rules ask for when an order earns; see EarnContext. */
export interface ContextNeeded {
  /** How many orders they had ever placed, and for how much. */
  readonly ever: boolean;
  /** What they had earned on the day or in the month of the order. */
  readonly month: boolean;
  /** What campaigns had given them. */
  readonly campaigns: boolean;
}

const known = new WeakMap<Definition, ContextNeeded>();

/** What the rules of a definition, which nobody may change then, ask of a member's past; a programme of rates alone asks nothing. */
export function contextNeeded(definition: Definition): ContextNeeded {
  let needed = known.get(definition);
  if (!needed) known.set(definition, (needed = needs(definition)));
  return needed;
}

function needs({ earning, campaigns = [] }: Definition): ContextNeeded {
  return {
    ever: earning.rules.some(({ kind }) => kind === 'first-order' || kind === 'order-milestone' || kind === 'spend-milestone'),
    month: earning.caps?.day !== undefined || earning.caps?.month !== undefined,
    campaigns: campaigns.some(({ capPerMember }) => capPerMember !== undefined),
  };
}
