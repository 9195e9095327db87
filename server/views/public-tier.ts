import { benefitWords, inLocale, type Definition, type Locale, type Tier } from '../program/index.ts';
import type { MemberOverview, PublicTier } from './shapes.ts';

/** A tier as anybody may read it, field by field: its tag and how its present is made are nobody's business outside. */
export function publicTier(definition: Definition, tier: Tier, locale: Locale): PublicTier {
  const { id, thresholdMinor, thresholdPoints, thresholdOrders, inviteOnly, pointsPerMajorUnit } = tier;
  const { name, perks } = inLocale(tier, locale);
  const benefits = benefitWords(definition, tier, locale);
  return { id, name, thresholdMinor, thresholdPoints, thresholdOrders, inviteOnly, pointsPerMajorUnit, perks, benefits };
}

/** The programme's name, its tiers, and what is needed to read them. */
export function tiersOfProgram(definition: Definition, locale: Locale): MemberOverview['program'] {
  const { name, currency, earning, qualification, tiers } = definition;
  return {
    name,
    currency,
    perMajorUnits: earning.perMajorUnits ?? 1,
    need: qualification.need,
    tiers: tiers.map((tier) => publicTier(definition, tier, locale)),
  };
}
