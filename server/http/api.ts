/** The only server file a client imports, and only as types. */
import type { adminRoutes } from './admin.ts';
import type { memberRoutes } from './member.ts';
import type { storefrontRoutes } from './storefront.ts';

/** For `hc<AdminApi>('/rpc/admin')`. */
export type AdminApi = ReturnType<typeof adminRoutes>;
/** For `hc<MemberApi>('/rpc/member')`. */
export type MemberApi = ReturnType<typeof memberRoutes>;
/** For `hc<StorefrontApi>('/rpc')`. */
export type StorefrontApi = ReturnType<typeof storefrontRoutes>;

export type {
  ActionView,
  ActivityPage,
  Adjust,
  AdjustmentView,
  ApiKeyView,
  ApprovalPage,
  ApprovalView,
  CurrentProgram,
  Decide,
  DefinitionProblem,
  Difference,
  Estimate,
  FriendsView,
  HistoryEntry,
  HistoryPage,
  InvitationView,
  Me,
  MemberFile,
  MemberOverview,
  MemberPage,
  MemberRow,
  OrderPoints,
  Problem,
  ProgramDraft,
  ProgramVersionView,
  ProgramView,
  ProgramWarning,
  PublicProgram,
  RedemptionView,
  ReferralFigures,
  ReferralPage,
  ReferralRow,
  ReferralView,
  RewardUses,
  RewardView,
  SaidTier,
  SayTier,
  SettingsView,
  Simulation,
  SimulationResult,
  StaffOverview,
  StaffPage,
  StaffRow,
  TierKeeps,
  ThresholdPreview,
  TierWordView,
  Verification,
  VerificationPage,
  VersionList,
  VersionRow,
  WebhookPage,
  WhyNot,
} from '../views/index.ts';
export type { Definition, Reward, Tier } from '../program/index.ts';
export type { Act, DefaultRole, Role } from '../staff/index.ts';
export type { AuditAction } from '../audit/index.ts';
