import type { FriendsView, HistoryPage, MemberOverview } from './contract.ts';
import { send, type Transport } from './request.ts';

export type Preferences = NonNullable<MemberOverview['preferences']>;
export type Birthday = NonNullable<MemberOverview['actions'][number]['birthday']>;

/** What members tell of themselves and take with them. Every method throws an {@link ApiFailure} when it is not done. */
export interface OwnApi {
  claim(actionId: string, attempt: string): Promise<{ points: number }>;
  keepBirthday(birthday: Birthday): Promise<Birthday>;
  keepPreferences(preferences: Preferences): Promise<Preferences>;
  /** Whom the member brought, and how each stands. */
  friends(signal?: AbortSignal): Promise<FriendsView>;
  /** A link to the statement, good for ten minutes. */
  statementLink(): Promise<string>;
}

/** Asks for a page of the history, newest first: the first, or the one that begins with `before`. */
export type AskForHistory = (before: string | null, signal?: AbortSignal) => Promise<HistoryPage>;

export function createHistory(transport: Transport): AskForHistory {
  return (before, signal) =>
    send(transport, {
      method: 'GET',
      path: `/rpc/member/history${before === null ? '' : `?before=${encodeURIComponent(before)}`}`,
      signal,
    });
}

export function createOwnApi(transport: Transport): OwnApi {
  return {
    claim: (actionId, attempt) => send(transport, { method: 'POST', path: '/rpc/member/actions', body: { actionId, attempt } }),
    keepBirthday: (body) => send(transport, { method: 'PUT', path: '/rpc/member/birthday', body }),
    keepPreferences: (body) => send(transport, { method: 'PUT', path: '/rpc/member/preferences', body }),
    friends: (signal) => send(transport, { method: 'GET', path: '/rpc/member/referral/friends', signal }),
    statementLink: async () => {
      const { path } = await send<{ path: string }>(transport, { method: 'POST', path: '/rpc/member/statement-links' });
      return transport.origin + path;
    },
  };
}
