export { adviceSentences, type AdviceKey } from './advice.ts';
export { createHistory, createOwnApi, type AskForHistory, type Birthday, type OwnApi, type Preferences } from './own.ts';
export { stepChoices } from './steps-of.ts';
export { createApi, type Api, type Redeemed, type Refusal } from './api.ts';
export { newAttempt } from './attempt.ts';
export type {
  Cart,
  CartLine,
  ActionView,
  HistoryEntry,
  HistoryPage,
  MemberOverview,
  OrderPoints,
  RedeemRequest,
  RedemptionView,
  RewardView,
  WhyNot,
} from './contract.ts';
export { createShopClock, shownLeft, watchLeft, type ShopClock } from './countdown.ts';
export { ApiFailure, failureSentence, isWorthRetrying } from './failure.ts';
export { currencyDigits, majorOf, minorOf } from './money.ts';
export type { Notice } from './notice.ts';
export { pauseUntilSettledMs, withRedemption } from './overview.ts';
export { tierProgress, type TierProgress } from './progress.ts';
export { queryDefaults } from './query-options.ts';
export { createRedeemer, type Codes, type Redeemer, type RedeemerParts, type Steps } from './redeemer.ts';
export { otherRedemptions, rewardRows, type RewardRow, type RowState } from './rows.ts';
export { points, sentence, type Sentence, type SentenceKey, type Value } from './sentence.ts';
export { sampleOverview, type SampleNames } from './sample.ts';
export { createSmallSpeaker, createSpeaker, type I18n, type KeyOf, type Speaker } from './speak.ts';
export { idle, isIssued, nextStep, type IssuedRedemption, type Step, type StepEvent, type UndoCause } from './step.ts';
export { change, dayOf, monthName } from './values.ts';
export { reach, type Reach } from './reach.ts';
export { whyNotSentence } from './why-not.ts';
export { createStandingApi, type StandingApi } from './standing-api.ts';
export { askForSummary, readSummary, type Summary } from './summary.ts';
