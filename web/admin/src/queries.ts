import type { Simulation } from '@laurel/server/api';
import { infiniteQueryOptions, keepPreviousData, QueryClient, queryOptions, skipToken } from '@tanstack/react-query';
import { api, Refused, type ActivitySearch, type Examples, type MemberSearch } from './api.ts';
import type { ReferralState } from './words/referrals.ts';

/** What the pages ask, with the key each answer is kept under. */
export const queries = {
  overview: () => queryOptions({ queryKey: ['overview'], queryFn: api.overview }),
  program: () => queryOptions({ queryKey: ['program'], queryFn: api.program }),
  /** Asked for again and again, so that a second editor is told soon. */
  draft: () => queryOptions({ queryKey: ['draft'], queryFn: api.draft, refetchInterval: DRAFT_AGAIN_AFTER_MS }),
  newestSimulation: (hash: string) => queryOptions({ queryKey: ['simulation-of', hash], queryFn: () => api.newestSimulation(hash) }),
  /** Asked for until it has ended. */
  simulation: (id: string) =>
    queryOptions({
      queryKey: ['simulation', id],
      queryFn: () => api.simulation(id),
      refetchInterval: ({ state }) => (isUnderWay(state.data) ? PROGRESS_AGAIN_AFTER_MS : false),
    }),
  /** Asked for while members are still judged by one of them. */
  versions: () =>
    queryOptions({
      queryKey: ['versions'],
      queryFn: api.versions,
      refetchInterval: ({ state }) =>
        state.data?.versions.some((one) => one.restood?.finished === false) ? PROGRESS_AGAIN_AFTER_MS : false,
    }),
  examples: (request: Examples | null) =>
    queryOptions({
      queryKey: ['examples', request],
      queryFn: request === null ? skipToken : () => api.examples(request),
      staleTime: Infinity,
      retry: false,
    }),
  rewardUses: () => queryOptions({ queryKey: ['reward-uses'], queryFn: api.rewardUses }),
  version: (version: number) => queryOptions({ queryKey: ['version', version], queryFn: () => api.version(version) }),
  comparison: (version: number, other: number) =>
    queryOptions({ queryKey: ['comparison', version, other], queryFn: () => api.compare(version, other) }),
  members: (search: MemberSearch) =>
    queryOptions({ queryKey: ['members', search], queryFn: () => api.members(search), placeholderData: keepPreviousData }),
  member: (id: string) => queryOptions({ queryKey: ['member', id], queryFn: () => api.member(id) }),
  memberHistory: (id: string) =>
    infiniteQueryOptions({
      queryKey: ['member', id, 'history'],
      queryFn: ({ pageParam }) => api.memberHistory(id, pageParam),
      initialPageParam: '',
      getNextPageParam: (page) => page.next,
    }),
  me: () => queryOptions({ queryKey: ['me'], queryFn: api.me }),
  staff: () => queryOptions({ queryKey: ['staff'], queryFn: api.staff }),
  apiKeys: () => queryOptions({ queryKey: ['api-keys'], queryFn: api.apiKeys }),
  settings: () => queryOptions({ queryKey: ['settings'], queryFn: api.settings }),
  approvals: () =>
    infiniteQueryOptions({
      queryKey: ['approvals'],
      queryFn: ({ pageParam }) => api.approvals(pageParam),
      initialPageParam: '',
      getNextPageParam: (page) => page.next,
    }),
  approvalsOf: (memberId: string) =>
    queryOptions({ queryKey: ['member', memberId, 'approvals'], queryFn: () => api.approvalsOf(memberId) }),
  referrals: (state: ReferralState | '', memberId: string) =>
    infiniteQueryOptions({
      queryKey: ['referrals', state, memberId],
      queryFn: ({ pageParam }) => api.referrals({ state, member: memberId, before: pageParam }),
      initialPageParam: '',
      getNextPageParam: (page) => page.next,
    }),
  referralFigures: (days: number) =>
    queryOptions({ queryKey: ['referrals', 'figures', days], queryFn: () => api.referralFigures(days), placeholderData: keepPreviousData }),
  thresholds: () => queryOptions({ queryKey: ['referrals', 'thresholds'], queryFn: api.thresholds }),
  thresholdPreview: (scores: { readonly hold: number; readonly refuse: number } | null) =>
    queryOptions({
      queryKey: ['referrals', 'preview', scores],
      queryFn: scores === null ? skipToken : () => api.thresholdPreview(scores),
      placeholderData: keepPreviousData,
    }),
  activity: (search: ActivitySearch) =>
    queryOptions({ queryKey: ['activity', search], queryFn: () => api.activity(search), placeholderData: keepPreviousData }),
  verifications: () => queryOptions({ queryKey: ['verifications'], queryFn: api.verifications }),
  failedWebhooks: () => queryOptions({ queryKey: ['failed-webhooks'], queryFn: api.failedWebhooks }),
};

const STALE_AFTER_MS = 15_000;
const DRAFT_AGAIN_AFTER_MS = 10_000;
const PROGRESS_AGAIN_AFTER_MS = 700;

export function isUnderWay(simulation: Simulation | undefined): boolean {
  return simulation?.state === 'waiting' || simulation?.state === 'running';
}

/** One cache for the app. A refusal is final; only what may pass by itself is asked once more. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: STALE_AFTER_MS,
        retry: (failures, error) => failures < 1 && error instanceof Refused && (error.status === 0 || error.status >= 500),
      },
      mutations: { retry: false },
    },
  });
}
