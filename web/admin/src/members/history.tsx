import type { HistoryEntry } from '@laurel/server/api';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Points } from '../parts/points.tsx';
import { Answered, Empty, Failure } from '../parts/states.tsx';
import { queries } from '../queries.ts';
import { historySentence } from '../words/history.ts';
import { change, count, when } from '../words/numbers.ts';

/** Everything that happened to a member's points, newest first, with the balance after each act and the reasons behind it. */
export function MemberHistory({ memberId }: { readonly memberId: string }) {
  const history = useInfiniteQuery(queries.memberHistory(memberId));
  return (
    <s-section heading="History">
      <Answered what="the history" query={history}>
        {({ pages }) => {
          const entries = pages.flatMap((page) => page.entries);
          if (entries.length === 0)
            return <Empty heading="Nothing has happened yet">The first points appear here with the reason they were given.</Empty>;
          return (
            <s-stack gap="base">
              <HistoryTable entries={entries} />
              <p className="tally" role="status">
                {count(entries.length, 'entry', 'entries')} shown{history.hasNextPage ? '' : ', that is all'}
              </p>
              {history.isFetchNextPageError && (
                <Failure what="Older entries" error={history.error} onRetry={() => void history.fetchNextPage()} />
              )}
              {history.hasNextPage && (
                <s-stack alignItems="center">
                  <s-button onClick={() => void history.fetchNextPage()} loading={history.isFetchingNextPage}>
                    Load older entries
                  </s-button>
                </s-stack>
              )}
            </s-stack>
          );
        }}
      </Answered>
    </s-section>
  );
}

function HistoryTable({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  return (
    <s-table>
      <s-table-header-row>
        <s-table-header listSlot="primary">What happened</s-table-header>
        <s-table-header listSlot="kicker">When</s-table-header>
        <s-table-header format="numeric">Points</s-table-header>
        <s-table-header format="numeric">Balance after</s-table-header>
      </s-table-header-row>
      <s-table-body>
        {entries.map((entry) => (
          <s-table-row key={entry.id}>
            <s-table-cell>
              <div>
                {historySentence(entry)}
                <Why entry={entry} />
              </div>
            </s-table-cell>
            <s-table-cell>{when(entry.at)}</s-table-cell>
            <s-table-cell>{change(entry.points)}</s-table-cell>
            <s-table-cell>
              <Points balance={entry.balance} />
            </s-table-cell>
          </s-table-row>
        ))}
      </s-table-body>
    </s-table>
  );
}

function Why({ entry }: { readonly entry: HistoryEntry }) {
  if (entry.why.length === 0) return null;
  return (
    <details className="why">
      <summary>Why</summary>
      <ul>
        {entry.why.map((reason, index) => (
          <li key={index}>
            <span>{reason.text}</span>
            {reason.points !== null && <span className="why-points">{change(reason.points)}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
