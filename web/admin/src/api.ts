import type {
  AdminApi,
  Adjust,
  AuditAction,
  Decide,
  Difference,
  Problem,
  Role,
  SettingsView,
  WebhookPage,
  SayTier,
} from '@laurel/server/api';
import { DetailedError, hc, parseResponse, type ClientResponse, type InferRequestType } from 'hono/client';
import type { Json } from './form/json.ts';
import type { Judgement, ReferralState } from './words/referrals.ts';

/** The only file that talks to the server. Every call carries a session token from App Bridge; every failure is a `Refused`. */

const server = hc<AdminApi>('/rpc/admin', {
  headers: async () => ({ authorization: `Bearer ${await shopify.idToken()}` }),
});

/** A definition and orders to count by it. */
export type Examples = InferRequestType<typeof server.program.examples.$post>['json'];
/** What is sent to publish. */
export type Publication = InferRequestType<typeof server.program.publications.$post>['json'];

export type Webhook = WebhookPage['webhooks'][number];

/** Empty: do not ask for it. `tier` is a tier's id, `after` the cursor the former page gave. */
export interface MemberSearch {
  readonly search: string;
  readonly tier: string;
  readonly after: string;
}

/** Empty: do not ask for it. `from` and `to` are the shop's days, both included; `before` is the cursor the former page gave. */
export interface ActivitySearch {
  readonly action: AuditAction | '';
  readonly person: string;
  readonly from: string;
  readonly to: string;
  readonly before: string;
}

/** What may be set in Settings. */
export type SettingsEdit = Pick<SettingsView, 'adjustmentLimitPoints' | 'defaultRole'>;

/** The server said no, or could not be asked. `message` is fit for people. */
export class Refused extends Error {
  override readonly name = 'Refused';
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly code: string;
  /** What to quote when asking for help; null when the server gave none. */
  readonly requestId: string | null;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(status: number, problem: Partial<Problem>) {
    super(problem.message ?? `Laurel had a problem (${status}). Try again in a moment.`);
    this.status = status;
    this.code = problem.code ?? 'unknown';
    this.requestId = problem.requestId ?? null;
    this.details = problem.details ?? {};
  }
}

export const api = {
  overview: () => answerOf(server.overview.$get()),
  program: () => answerOf(server.program.$get()),
  draft: () => answerOf(server.program.draft.$get()),
  /** Keeps the draft as typed. Refused with 409 when somebody else saved since `revision`; null: there was no draft. */
  saveDraft: ({ definition, ...seen }: { definition: Json; basedOnVersion: number; revision: number | null }) =>
    answerOf(server.program.draft.$put({ json: { definition: definition, ...seen } })),
  discardDraft: (revision: number) => answerOf(server.program.draft.$delete({ json: { revision } })),
  /** Makes a former version the draft. `revision` is that of the draft it replaces; null: there is none. */
  draftFromVersion: (version: number, revision: number | null) =>
    answerOf(server.program.draft['from-version'].$post({ json: { version, revision } })),
  /** Tries the draft of that hash on the last months; one that still runs is stopped. */
  startSimulation: (hash: string, months: number) => answerOf(server.program.simulations.$post({ json: { hash, months } })),
  newestSimulation: (hash: string) => answerOf(server.program.simulations.$get({ query: { hash } })),
  simulation: (id: string) => answerOf(server.program.simulations[':id'].$get({ param: { id } })),
  cancelSimulation: (id: string) => answerOf(server.program.simulations[':id'].$delete({ param: { id } })),
  /** Publishes the draft that was simulated. Refused with 409 or 422 when either changed since. */
  publish: (publication: Publication) => answerOf(server.program.publications.$post({ json: publication })),
  /** What orders would earn by a definition, whether it is published or not. */
  examples: (request: Examples) => answerOf(server.program.examples.$post({ json: request })),
  rewardUses: () => answerOf(server.program['reward-uses'].$get()),
  versions: () => answerOf(server.program.versions.$get()),
  version: (version: number) => answerOf(server.program.versions[':version'].$get({ param: { version: String(version) } })),
  /** What the second version changes of the first, a sentence each. */
  compare: (version: number, other: number) =>
    answerOf(server.program.versions[':version'].compare[':other'].$get({ param: { version: String(version), other: String(other) } })),
  members: (search: MemberSearch) => answerOf(server.members.$get({ query: filled(search) })),
  member: (id: string) => answerOf(server.members[':id'].$get({ param: { id: encodeURIComponent(id) } })),
  /** Newest first; `before` is the `next` of the page above, empty for the first page. */
  memberHistory: (id: string, before: string) =>
    answerOf(server.members[':id'].history.$get({ param: { id: encodeURIComponent(id) }, query: filled({ before }) })),
  /**
   * Gives or takes points, or has it wait for a second person: then the answer is the `approval`. The same attempt is done once,
   * however often it is sent; refused with 422 when too few are there.
   */
  adjust: (id: string, adjustment: Adjust) =>
    answerOf(server.members[':id'].adjustments.$post({ param: { id: encodeURIComponent(id) }, json: adjustment })),
  me: () => answerOf(server.me.$get()),
  apiKeys: () => answerOf(server['api-keys'].$get()),
  createApiKey: (name: string) => answerOf(server['api-keys'].$post({ json: { name } })),
  revokeApiKey: (id: string) => answerOf(server['api-keys'][':id'].$delete({ param: { id: encodeURIComponent(id) } })),
  staff: () => answerOf(server.staff.$get()),
  /** Gives a role. Refused with 409 when somebody changed it meanwhile, with 422 for the last owner. */
  giveRole: (userId: string, was: Role, role: Role) =>
    answerOf(server.staff[':userId'].role.$put({ param: { userId: encodeURIComponent(userId) }, json: { role, was } })),
  settings: () => answerOf(server.settings.$get()),
  /** Saves the settings. Refused with 409 when `basedOnRevision` is not the newest. */
  saveSettings: (basedOnRevision: number, edit: SettingsEdit) => answerOf(server.settings.$put({ json: { ...edit, basedOnRevision } })),
  /** What waits, and a page of what no longer does; `before` is the `next` of the page above, empty for the first page. */
  approvals: (before: string) => answerOf(server.approvals.$get({ query: filled({ before }) })),
  approvalsOf: (memberId: string) => answerOf(server.approvals.$get({ query: { member: memberId } })),
  decide: (id: string, decision: Decide) =>
    answerOf(server.approvals[':id'].decisions.$post({ param: { id: encodeURIComponent(id) }, json: decision })),
  withdraw: (id: string) => answerOf(server.approvals[':id'].$delete({ param: { id: encodeURIComponent(id) } })),
  /** Takes a redemption back. The answer says what it is then: an order may have been faster, or the shop may not answer yet. */
  release: (id: string, reason: string) =>
    answerOf(server.redemptions[':id'].releases.$post({ param: { id: encodeURIComponent(id) }, json: { reason } })),
  /** Empty: all of them; `before` is the `next` of the page above, empty for the first page. */
  referrals: ({ before, member, state }: { state: ReferralState | ''; member: string; before: string }) =>
    answerOf(server.referrals.$get({ query: { ...(state !== '' && { state }), ...filled({ member, before }) } })),
  /** Decides about one that waits, or has one that was refused wait again. Refused with 409 when somebody was faster. */
  judgeReferral: (id: string, judgement: Judgement, note: string) =>
    answerOf(server.referrals[':id'].judgements.$post({ param: { id: encodeURIComponent(id) }, json: { judgement, note } })),
  blockAdvocate: (memberId: string, blocked: boolean, note: string) =>
    answerOf(server.members[':id']['referral-blocks'].$post({ param: { id: encodeURIComponent(memberId) }, json: { blocked, note } })),
  referralFigures: (days: number) => answerOf(server.referrals.figures.$get({ query: { days: String(days) } })),
  thresholds: () => answerOf(server.referrals.thresholds.$get()),
  /** What past referrals would have come to with other scores; changes nothing. */
  thresholdPreview: ({ hold, refuse }: { readonly hold: number; readonly refuse: number }) =>
    answerOf(server.referrals['threshold-previews'].$get({ query: { hold: String(hold), refuse: String(refuse) } })),
  /** Refused with 409 when `basedOnRevision` is not the newest of the settings. */
  saveThresholds: (basedOnRevision: number, hold: number, refuse: number) =>
    answerOf(server.referrals.thresholds.$put({ json: { basedOnRevision, hold, refuse } })),
  activity: (search: ActivitySearch) =>
    answerOf(server.activity.$get({ query: filled(search) as Partial<Record<keyof ActivitySearch, never>> })),
  /** Pins a tier or invites to one. Said again it is one; refused with 400 for a tier or a day that cannot be. */
  sayTier: (id: string, said: SayTier) =>
    answerOf(server.members[':id']['tier-words'].$post({ param: { id: encodeURIComponent(id) }, json: said })),
  /** Ends a pin, an invitation or a kept tier; ended again it ends once. */
  endTierWord: (id: string, no: number) =>
    answerOf(server.members[':id']['tier-words'][':no'].end.$post({ param: { id: encodeURIComponent(id), no: String(no) } })),
  failedWebhooks: () => answerOf(server.webhooks.$get()),
  /** Puts a failed webhook back on the list of work; the answer does not wait for it. */
  retryWebhook: ({ topic, id }: Webhook) =>
    // The client puts these into the path as they are, and a topic has a slash.
    answerOf(server.webhooks[':topic'][':id'].retries.$post({ param: { topic: encodeURIComponent(topic), id: encodeURIComponent(id) } })),
  verifications: () => answerOf(server.verifications.$get()),
  verify: () => answerOf(server.verifications.$post()),
  /** Puts one difference right. `attempt` names the try: sent again, it is done once. Refused with 409 when it is no longer there as seen. */
  correct: (attempt: string, { memberId, what, stored, derived }: Difference, reason: string) =>
    answerOf(server.corrections.$post({ json: { attempt, memberId, what, stored, derived, reason } })),
};

/** The body of a good answer. Throws `Refused` for all else. */
async function answerOf<T extends ClientResponse<unknown>>(call: Promise<T>) {
  try {
    return await parseResponse(call);
  } catch (error) {
    throw refusal(error);
  }
}

function refusal(error: unknown): Refused {
  if (!(error instanceof DetailedError) || error.statusCode === undefined) {
    return new Refused(0, { code: 'unreachable', message: 'Laurel can’t be reached. Check your connection, then try again.' });
  }
  if (error.statusCode === 401)
    return new Refused(401, { code: 'signed-out', message: 'Your session has ended. Reload this page to go on.' });
  return new Refused(error.statusCode, problemIn(error.detail));
}

// A proxy or a crash may answer with something else than our problem shape.
function problemIn(detail: unknown): Partial<Problem> {
  const data = typeof detail === 'object' && detail !== null && 'data' in detail ? detail.data : null;
  return typeof data === 'object' && data !== null ? data : {};
}

function filled<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')) as Partial<T>;
}
