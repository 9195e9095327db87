import { failureSentence, type HistoryEntry } from '@laurel/extension-client';
import { useInfiniteQuery } from '@tanstack/preact-query';
import type { Session } from '../session.ts';
import { words } from '../words.ts';
import { Entry } from './Entry.tsx';
import { Failed } from './Failed.tsx';
import { Loading } from './Loading.tsx';

/** Every change of the balance in words, newest first, page by page. */
export function History({ session }: { session: Session }) {
  const { say, tell } = words();
  const query = useInfiniteQuery({
    queryKey: ['history'],
    queryFn: ({ pageParam, signal }) => session.api.history(pageParam, signal),
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
      {query.hasNextPage && !query.isError && (
        <s-button variant="secondary" onClick={() => void query.fetchNextPage()}>
          {query.isFetchingNextPage ? say('act.busy') : say('history.more')}
        </s-button>
      )}
    </s-section>
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
