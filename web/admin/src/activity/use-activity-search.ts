import { useLocation, useNavigate, useSearchParams } from 'react-router';
import type { ActivitySearch } from '../api.ts';

/** What the list shows stands in the address, so that back, reload and a shared link show the same. */
export function useActivitySearch() {
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const location = useLocation();
  const read = (name: string) => params.get(name) ?? '';
  const search: ActivitySearch = {
    // The server refuses what is none of its kinds, and says so.
    action: read('action') as ActivitySearch['action'],
    person: read('person'),
    from: read('from'),
    to: read('to'),
    before: read('before'),
  };
  // The pages walked through, for the way back: a cursor only points forward.
  const trail = readTrail(location.state);
  const go = (before: string, walked: readonly string[]) =>
    void navigate({ search: new URLSearchParams(kept({ ...search, before })).toString() }, { state: { trail: walked } });
  return {
    search,
    filter: (change: Partial<ActivitySearch>) => setParams(kept({ ...search, ...change, before: '' }), { replace: true }),
    next: (cursor: string) => go(cursor, [...trail, search.before]),
    previous: () => go(trail.at(-1) ?? '', trail.slice(0, -1)),
    clear: () => setParams({}, { replace: true }),
  };
}

function readTrail(state: unknown): string[] {
  const trail = typeof state === 'object' && state !== null && 'trail' in state ? state.trail : [];
  return Array.isArray(trail) ? trail.filter((cursor) => typeof cursor === 'string') : [];
}

function kept(search: ActivitySearch): Record<string, string> {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== ''));
}
