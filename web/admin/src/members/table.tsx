import type { MemberPage } from '@laurel/server/api';
import { Go } from '../parts/go.tsx';
import { usePageTurns } from '../parts/page-turns.ts';
import { Points } from '../parts/points.tsx';
import { money, onDay } from '../words/numbers.ts';
import { memberName } from '../words/people.ts';

interface MembersTableProps {
  readonly page: MemberPage;
  readonly hasPrevious: boolean;
  readonly loading: boolean;
  readonly onNext: (cursor: string) => void;
  readonly onPrevious: () => void;
}

export function MembersTable({ page, hasPrevious, loading, onNext, onPrevious }: MembersTableProps) {
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
        <s-table-header listSlot="primary">Member</s-table-header>
        <s-table-header listSlot="inline">Tier</s-table-header>
        <s-table-header format="numeric">Points</s-table-header>
        <s-table-header format="currency">Spend for tier</s-table-header>
        <s-table-header>Last order</s-table-header>
      </s-table-header-row>
      <s-table-body>
        {page.members.map((member) => (
          <s-table-row key={member.id} clickDelegate={`open-${member.id}`}>
            <s-table-cell>
              <Go id={`open-${member.id}`} to={`/members/${member.id}`}>
                {memberName(member)}
              </Go>
            </s-table-cell>
            <s-table-cell>
              <s-badge>{member.tierName}</s-badge>
            </s-table-cell>
            <s-table-cell>
              <Points balance={member.points} />
            </s-table-cell>
            <s-table-cell>{money(member.spentMinor, page.currency)}</s-table-cell>
            <s-table-cell>{member.lastOrderAt === null ? 'None yet' : onDay(member.lastOrderAt)}</s-table-cell>
          </s-table-row>
        ))}
      </s-table-body>
    </s-table>
  );
}
