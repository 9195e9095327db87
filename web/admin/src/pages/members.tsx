import { useQuery } from '@tanstack/react-query';
import { MembersTable } from '../members/table.tsx';
import { MemberFilters } from '../members/filters.tsx';
import { useMemberSearch } from '../members/use-member-search.ts';
import { Answered, Empty } from '../parts/states.tsx';
import { queries } from '../queries.ts';
import { count } from '../words/numbers.ts';

export function MembersPage() {
  const { search, filter, next, previous, clear } = useMemberSearch();
  const members = useQuery(queries.members(search));
  const filtered = search.search !== '' || search.tier !== '';
  return (
    <s-page heading="Members">
      <s-section accessibilityLabel="Members">
        <MemberFilters search={search} onFilter={filter} />
        <p className="tally" role="status">
          {members.data === undefined ? '\u00a0' : `${count(members.data.total, 'member')}${filtered ? ' found' : ''}`}
        </p>
        <Answered what="the members" query={members}>
          {(page) =>
            page.members.length > 0 ? (
              <MembersTable
                page={page}
                hasPrevious={search.after !== ''}
                loading={members.isPlaceholderData}
                onNext={next}
                onPrevious={previous}
              />
            ) : (
              <NobodyHere filtered={filtered} onClear={clear} />
            )
          }
        </Answered>
      </s-section>
    </s-page>
  );
}

function NobodyHere({ filtered, onClear }: { readonly filtered: boolean; readonly onClear: () => void }) {
  if (!filtered) {
    return <Empty heading="No members yet">Customers become members with their first order, or when they visit their account.</Empty>;
  }
  return (
    <>
      <Empty heading="Nobody matches">Try a shorter name, or another tier.</Empty>
      <s-stack alignItems="center">
        <s-button onClick={onClear}>Show all members</s-button>
      </s-stack>
    </>
  );
}
