import { keepWords, type Standing } from '../program/index.ts';
import type { TierKeeps } from './shapes.ts';

/** What keeps a member in their tier, and until when. */
export function tierKeeps(standing: Standing): TierKeeps {
  const { tier, heldBy, safe } = standing;
  const then = safe?.then.name ?? null;
  return { by: heldBy, until: safe?.until ?? null, then, text: keepWords(standing, tier.name, then ?? tier.name, 'en') };
}
