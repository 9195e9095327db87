import { inLocale, keepWords, type Locale, type Standing } from '../program/index.ts';
import type { TierKeeps } from './tier-shapes.ts';

/** What keeps a member in their tier, and until when. */
export function tierKeeps(standing: Standing, locale: Locale = 'en'): TierKeeps {
  const { tier, heldBy, safe } = standing;
  const after = safe ? inLocale(safe.after, locale).name : null;
  return {
    by: heldBy,
    until: safe?.until ?? null,
    after,
    text: keepWords(standing, inLocale(tier, locale).name, after ?? tier.name, locale),
  };
}
