import { failureSentence, type HistoryEntry, type HistoryPage } from '@laurel/extension-client';
import { useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/preact-query';
import type { Session } from '../session.ts';
import { words } from '../words.ts';
import { Entry } from './Entry.tsx';
import { Failed } from './Failed.tsx';
import { Loading } from './Loading.tsx';

type HistoryPages = InfiniteData<HistoryPage>;
type HistoryQuery = UseInfiniteQueryResult<HistoryPages>;

/** Every change of the balance in words, newest first, page by page. */
export function History({ session }: { session: Session }) {
  const { say, tell } = words();
  const query = useInfiniteQuery({
    queryKey: ['history'],
    queryFn: ({ pageParam, signal }) => session.history(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  const entries = query.data?.pages.flatMap((page) => page.entries);
  return (
    <s-section heading={say('history.heading')}>
      {entries !== undefined && <Entries entries={entries} />}
      {query.isPending && <Loading label={say('history.loading')} lines={1} />}
      {query.isError && (
        <Failed
          heading={say('history.failed')}
          text={tell(failureSentence(query.error))}
          error={query.error}
          busy={query.isFetching}
          onRetry={() => void (entries === undefined ? query.refetch() : query.fetchNextPage())}
        />
      )}
      {!query.isError && <MoreOrLess query={query} session={session} />}
    </s-section>
  );
}

/** One button for both, so that the focus has a place after the last page. */
function MoreOrLess({ query, session }: { query: HistoryQuery; session: Session }) {
  const { say } = words();
  const pages = query.data?.pages.length ?? 0;
  if (!query.hasNextPage && pages < 2) return null;
  const firstPageOnly = (old: HistoryPages | undefined) => old && { pages: old.pages.slice(0, 1), pageParams: old.pageParams.slice(0, 1) };
  const less = () => void session.queries.setQueryData<HistoryPages>(['history'], firstPageOnly);
  const text = query.isFetchingNextPage ? say('act.busy') : query.hasNextPage ? say('history.more') : say('history.less');
  return (
    <s-button variant="secondary" onClick={() => (query.hasNextPage ? void query.fetchNextPage() : less())}>
      {text}
    </s-button>
  );
}

function Entries({ entries }: { entries: readonly HistoryEntry[] }) {
  const { say } = words();
  if (entries.length === 0) return <s-text color="subdued">{say('history.none')}</s-text>;
  return (
    <s-stack gap="base" accessibilityRole="unordered-list" accessibilityLabel={say('history.heading')}>
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </s-stack>
  );
}
