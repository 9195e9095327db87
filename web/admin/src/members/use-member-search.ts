import { useLocation, useNavigate, useSearchParams } from 'react-router';
import type { MemberSearch } from '../api.ts';

/** What the list shows stands in the address, so that back, reload and a shared link show the same. */
export function useMemberSearch() {
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const location = useLocation();
  const search: MemberSearch = { search: params.get('search') ?? '', tier: params.get('tier') ?? '', after: params.get('after') ?? '' };
  // The pages walked through, for the way back: a cursor only points forward.
  const trail = readTrail(location.state);

  const filter = (change: Partial<Pick<MemberSearch, 'search' | 'tier'>>) =>
    setParams(kept({ ...search, ...change, after: '' }), { replace: true });
  const go = (after: string, walked: readonly string[]) =>
    void navigate({ search: new URLSearchParams(kept({ ...search, after })).toString() }, { state: { trail: walked } });
  return {
    search,
    filter,
    next: (cursor: string) => go(cursor, [...trail, search.after]),
    previous: () => go(trail.at(-1) ?? '', trail.slice(0, -1)),
    clear: () => setParams({}, { replace: true }),
  };
}

function readTrail(state: unknown): string[] {
  const trail = typeof state === 'object' && state !== null && 'trail' in state ? state.trail : [];
  return Array.isArray(trail) ? trail.filter((cursor) => typeof cursor === 'string') : [];
}

function kept(search: MemberSearch): Record<string, string> {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== ''));
}
