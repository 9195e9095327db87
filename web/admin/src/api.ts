import type {
  Definition,
  HistoryPage,
  MemberFile,
  MemberPage,
  Problem,
  ProgramView,
  StaffOverview,
  Verification,
  WebhookPage,
} from '@laurel/server/api';

/** The only file that talks to the server. Every call carries a fresh session token from App Bridge; every failure is a `Refused`. */

export type WebhookState = WebhookPage['webhooks'][number]['state'];
export type Webhook = WebhookPage['webhooks'][number];

export interface MemberSearch {
  readonly search: string;
  /** A tier's id; empty: all tiers. */
  readonly tier: string;
  /** The cursor the former page gave; empty: the first page. */
  readonly after: string;
}

/** The server said no, or could not be asked. `message` is fit for people. */
export class Refused extends Error {
  override readonly name = 'Refused';
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly code: string;
  /** What to quote when asking for help; null when no answer came. */
  readonly requestId: string | null;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(status: number, problem: Partial<Problem>) {
    super(problem.message ?? 'Laurel answered with something unexpected.');
    this.status = status;
    this.code = problem.code ?? 'unknown';
    this.requestId = problem.requestId ?? null;
    this.details = problem.details ?? {};
  }
}

export const api = {
  overview: () => ask<StaffOverview>('GET', '/overview'),
  program: () => ask<ProgramView>('GET', '/program'),
  /** Publishes a new version. Throws `Refused`: 409 when `basedOnVersion` is not the newest, 422 with `details.problems`. */
  publishProgram: (basedOnVersion: number, definition: Definition) =>
    ask<ProgramView>('PUT', '/program', { basedOnVersion, definition }),
  members: (query: MemberSearch) => ask<MemberPage>('GET', `/members${queryText({ ...query })}`),
  member: (id: string) => ask<MemberFile>('GET', `/members/${encodeURIComponent(id)}`),
  /** Newest first; `before` is the `next` of the page above. */
  memberHistory: (id: string, before: string) =>
    ask<HistoryPage>('GET', `/members/${encodeURIComponent(id)}/history${queryText({ before })}`),
  webhooks: (state: WebhookState) => ask<WebhookPage>('GET', `/webhooks${queryText({ state })}`),
  retryWebhook: (webhook: Pick<Webhook, 'topic' | 'id'>) =>
    ask<unknown>('POST', `/webhooks/${encodeURIComponent(webhook.topic)}/${encodeURIComponent(webhook.id)}/retries`),
  verify: () => ask<Verification>('POST', '/verifications'),
};

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await send(method, path, body);
  const text = await answer.text();
  const value = readJson(text);
  if (!answer.ok) throw new Refused(answer.status, explain(answer.status, value));
  if (value === undefined && text !== '') throw new Refused(answer.status, {});
  return value as T;
}

async function send(method: string, path: string, body: unknown): Promise<Response> {
  try {
    return await fetch(`/rpc/admin${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await shopify.idToken()}`,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new Refused(0, { code: 'unreachable', message: 'Laurel can’t be reached. Check your connection, then try again.' });
  }
}

// A proxy or a crash may answer with something that is not our problem shape.
function explain(status: number, value: unknown): Partial<Problem> {
  if (status === 401) return { code: 'signed-out', message: 'Your session has ended. Reload this page to go on.' };
  return typeof value === 'object' && value !== null ? (value as Partial<Problem>) : { message: `Laurel had a problem (${status}). Try again in a moment.` };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** "?search=ada", without the empty ones; "" when none is left. */
function queryText(values: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ''));
  return query.size === 0 ? '' : `?${query.toString()}`;
}
