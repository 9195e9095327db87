import { keepWords, type Standing } from '../program/index.ts';
import type { TierKeeps } from './tier-shapes.ts';

/** What keeps a member in their tier, and until when. */
export function tierKeeps(standing: Standing): TierKeeps {
  const { tier, heldBy, safe } = standing;
  const after = safe?.after.name ?? null;
  return { by: heldBy, until: safe?.until ?? null, after, text: keepWords(standing, tier.name, after ?? tier.name, 'en') };
}
