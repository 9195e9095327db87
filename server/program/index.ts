export { advise, type Advice, type NoDeal } from './advise.ts';
export type { Deal } from './deals.ts';
export { check, readDefinition, type DefinitionProblem } from './check.ts';
export { comparePoints, liabilityMinor, never, type ByExpiry, type Compared, type MonthOfPoints } from './compare.ts';
export { defaultDefinition, definitionSchema, type Definition, type Reward, type Tier } from './definition.ts';
export { findDraft, type Draft } from './draft.ts';
export { firstOrder, type EarnContext } from './earn-context.ts';
export { earn, termsOf, type Award, type EarnFacts, type EarnReason, type EarnRule, type EarnTerms, type ReasonOf } from './earn.ts';
export { cartFacts, estimate, tierOf, type CartEstimate, type EstimateCart, type EstimateLine } from './estimate.ts';
export type { Action } from './definition/earning.ts';
export type { Referral } from './definition/referral.ts';
export { locales, type Limit, type LineMatch, type Locale } from './definition/common.ts';
export { contextNeeded, type ContextNeeded } from './context-needed.ts';
export { factsNeeded } from './facts-needed.ts';
export { matching } from './earn-terms.ts';
export { lotDays, waitsForParcels, type LotDays, type LotSource, type ParcelFacts } from './lot-days.ts';
export {
  comingProgram,
  lastPublished,
  newestProgram,
  programInForce,
  programVersionOf,
  programVersions,
  publishedVersions,
  versionAt,
  type ProgramVersion,
} from './in-force.ts';
export { describeChanges } from './words/changes.ts';
export { assumedRhythm, type Rhythm } from './check/rhythm.ts';
export { warningsOf } from './check/warnings.ts';
export { publishDraft, type PublishDraft } from './publish-draft.ts';
export { publishFirst } from './publish-first.ts';
export { publish, type PublishRequest, type PublishResult } from './publish.ts';
export { discountClass, type AppliedDiscount, type CartLine, type DiscountClass } from './cart.ts';
export { appliedAs, combinesWith, priceOf, quote, type Cart, type Circumstances, type Quote, type WhyNot } from './quote.ts';
export { rateIsLeast } from './rate-is-least.ts';
export { termsFor, type Terms } from './reward-terms.ts';
export { pointValue, rewardValueMinor, typicalOrderMajor, worthMinor, type PointValue } from './reward-value.ts';
export { discardDraft, draftFromVersion, saveDraft, type SaveDraft } from './save-draft.ts';
export {
  cancelSimulation,
  finishSimulation,
  mustFindSimulation,
  newestSimulation,
  noteProgress,
  resumeSimulations,
  startSimulation,
  takeSimulation,
  type SimulationRecord,
} from './simulations.ts';
export { standingReason, type Because, type StandingReason } from './standing-reason.ts';
export { firstTier, judge, standingAt, tierReached, type Keep, type Life, type Standing } from './tier.ts';
export { lifeMattersFrom, windowStart } from './tier-period.ts';
export { placesByDay, type SecondDeed } from './tier-second-book.ts';
export { TierWalk, type Deed, type Measures } from './tier-walk.ts';
export { benefitWords, inLocale, nameFor } from './words/benefits.ts';
export { dayWords, keepWords, nextWords, standingWords } from './words/standing.ts';
export { plural } from './words/plural.ts';
export { reasonText, type StoredReason } from './words/reason-text.ts';
export { spokenFor, type ReasonNames, type Spoken } from './words/say.ts';
