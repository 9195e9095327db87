import { useInfiniteQuery } from '@tanstack/react-query';
import { Settled } from '../approvals/settled.tsx';
import { Waiting } from '../approvals/waiting.tsx';
import { Answered, Empty, Failure } from '../parts/states.tsx';
import { WhyNot } from '../parts/why-not.tsx';
import { queries } from '../queries.ts';

/** Adjustments that need a second person: what waits, and what became of the others. */
export function ApprovalsPage() {
  const approvals = useInfiniteQuery(queries.approvals());
  return (
    <s-page heading="Approvals">
      <Answered what="the approvals" query={approvals}>
        {({ pages }) => {
          const waiting = pages[0]?.waiting ?? [];
          const settled = pages.flatMap((page) => page.settled);
          return (
            <>
              <s-section heading="Waiting for a second person">
                <s-paragraph color="subdued">
                  More points than the limit in Settings are moved only when somebody other than who asked approves.
                </s-paragraph>
                <WhyNot act="decide" />
                {waiting.length === 0 && <Empty heading="Nothing waits">What is asked for over the limit appears here.</Empty>}
                <Waiting approvals={waiting} />
              </s-section>
              {settled.length > 0 && (
                <s-section heading="Decided">
                  <s-stack gap="base">
                    <Settled approvals={settled} />
                    {approvals.isFetchNextPageError && (
                      <Failure what="Older ones" error={approvals.error} onRetry={() => void approvals.fetchNextPage()} />
                    )}
                    {approvals.hasNextPage && (
                      <s-stack alignItems="center">
                        <s-button onClick={() => void approvals.fetchNextPage()} loading={approvals.isFetchingNextPage}>
                          Load older
                        </s-button>
                      </s-stack>
                    )}
                  </s-stack>
                </s-section>
              )}
            </>
          );
        }}
      </Answered>
    </s-page>
  );
}
