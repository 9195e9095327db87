export { check, readDefinition, type DefinitionProblem } from './check.ts';
export { defaultDefinition, definitionSchema, type Definition, type Reward, type Tier } from './definition.ts';
export { earn, termsOf, type Award, type EarnReason, type EarnTerms } from './earn.ts';
export { estimate, tierOf, type CartEstimate, type EstimateLine } from './estimate.ts';
export { newestProgram, programInForce, programVersions, versionAt, type ProgramVersion } from './in-force.ts';
export { publishFirst } from './publish-first.ts';
export { publish, type PublishRequest, type PublishResult } from './publish.ts';
export { quote, type Cart, type Quote, type WhyNot } from './quote.ts';
export { judge, leavesWindowOn, standingReason, windowStart, type Because, type Judgement } from './tier.ts';
