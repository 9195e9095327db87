import { useQuery } from '@tanstack/react-query';
import { ActivityFilters } from '../activity/filters.tsx';
import { ActivityTable } from '../activity/table.tsx';
import { useActivitySearch } from '../activity/use-activity-search.ts';
import { Answered, Empty } from '../parts/states.tsx';
import { queries } from '../queries.ts';

/** What staff, Shopify and Laurel did in this shop. Nothing here is ever changed. */
export function ActivityPage() {
  const { search, filter, next, previous, clear } = useActivitySearch();
  const activity = useQuery(queries.activity(search));
  return (
    <s-page heading="Activity">
      <s-section accessibilityLabel="Activity">
        <ActivityFilters search={search} page={activity.data} onFilter={filter} />
        <p className="tally" role="status">
          {activity.data === undefined ? '\u00a0' : `Times are those of the shop, ${activity.data.timeZone}.`}
        </p>
        <Answered what="the activity" query={activity}>
          {(page) =>
            page.entries.length > 0 ? (
              <ActivityTable
                page={page}
                hasPrevious={search.before !== ''}
                loading={activity.isPlaceholderData}
                onNext={next}
                onPrevious={previous}
              />
            ) : (
              <>
                <Empty heading="Nothing happened here">Nobody did anything of this kind in these days.</Empty>
                <s-stack alignItems="center">
                  <s-button onClick={clear}>Show everything</s-button>
                </s-stack>
              </>
            )
          }
        </Answered>
      </s-section>
    </s-page>
  );
}
