import type { ActivityPage } from '@laurel/server/api';
import { Go } from '../parts/go.tsx';
import { usePageTurns } from '../parts/page-turns.ts';
import { whenIn } from '../words/numbers.ts';

type Entry = ActivityPage['entries'][number];

interface ActivityTableProps {
  readonly page: ActivityPage;
  readonly hasPrevious: boolean;
  readonly loading: boolean;
  readonly onNext: (cursor: string) => void;
  readonly onPrevious: () => void;
}

/** Who did what to whom, and when by the shop's clock. */
export function ActivityTable({ page, hasPrevious, loading, onNext, onPrevious }: ActivityTableProps) {
  const { next } = page;
  const table = usePageTurns({ onNext: () => next !== null && onNext(next), onPrevious });
  return (
    <s-table
      ref={table}
      paginate={hasPrevious || next !== null}
      hasPreviousPage={hasPrevious}
      hasNextPage={next !== null}
      loading={loading}
    >
      <s-table-header-row>
        <s-table-header listSlot="primary">What happened</s-table-header>
        <s-table-header>About</s-table-header>
        <s-table-header listSlot="kicker">When</s-table-header>
      </s-table-header-row>
      <s-table-body>
        {page.entries.map((entry) => (
          <s-table-row key={entry.id}>
            <s-table-cell>
              <div>
                <strong>{entry.who}</strong> {entry.text}
              </div>
            </s-table-cell>
            <s-table-cell>
              <Subject subject={entry.subject} />
            </s-table-cell>
            <s-table-cell>{whenIn(entry.at, page.timeZone)}</s-table-cell>
          </s-table-row>
        ))}
      </s-table-body>
    </s-table>
  );
}

function Subject({ subject }: { readonly subject: Entry['subject'] }) {
  if (subject === null) return '–';
  return <Go to={pageOf(subject)}>{subject.name}</Go>;
}

function pageOf({ kind, id }: NonNullable<Entry['subject']>): string {
  switch (kind) {
    case 'member':
      return `/members/${id}`;
    case 'program':
      return '/programme';
    case 'staff':
    case 'settings':
      return '/settings';
  }
}
