/** The only server file a client imports, and only as types. */
export type {
  DefinitionProblem,
  Estimate,
  HistoryEntry,
  HistoryPage,
  MemberFile,
  MemberOverview,
  MemberPage,
  MemberRow,
  Problem,
  ProgramView,
  PublicProgram,
  RedemptionView,
  RewardView,
  StaffOverview,
  Verification,
  WebhookPage,
  WhyNot,
} from './shapes.ts';
export type { Definition, Reward, Tier } from '../program/definition.ts';
