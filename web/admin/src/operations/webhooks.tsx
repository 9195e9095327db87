import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Webhook } from '../api.ts';
import { Answered, Empty } from '../parts/states.tsx';
import { tell } from '../parts/tell.ts';
import { useMay } from '../parts/use-may.ts';
import { WhyNot } from '../parts/why-not.tsx';
import { queries } from '../queries.ts';
import { number, when } from '../words/numbers.ts';

/** What Shopify told us and could not be worked through, with the reason; each can be tried again. */
export function Webhooks() {
  const webhooks = useQuery(queries.failedWebhooks());
  const { may } = useMay('retry');
  return (
    <s-section heading="Failed messages from Shopify">
      <s-paragraph color="subdued">
        Each order, refund and edit reaches Laurel as a message. One that fails is kept, with the reason, until it is worked through.
      </s-paragraph>
      <Answered what="the failed messages" query={webhooks}>
        {(page) =>
          page.webhooks.length > 0 ? (
            <s-stack gap="base">
              <WebhookTable webhooks={page.webhooks} mayRetry={may === true} />
              <WhyNot act="retry" />
            </s-stack>
          ) : (
            <Empty heading="Nothing has failed">Every message was worked through.</Empty>
          )
        }
      </Answered>
    </s-section>
  );
}

function WebhookTable({ webhooks, mayRetry }: { readonly webhooks: readonly Webhook[]; readonly mayRetry: boolean }) {
  return (
    <s-table>
      <s-table-header-row>
        <s-table-header listSlot="primary">Topic</s-table-header>
        <s-table-header listSlot="kicker">Received</s-table-header>
        <s-table-header format="numeric">Attempts</s-table-header>
        <s-table-header>Reason</s-table-header>
        {mayRetry && <s-table-header>Action</s-table-header>}
      </s-table-header-row>
      <s-table-body>
        {webhooks.map((webhook) => (
          <s-table-row key={`${webhook.topic}/${webhook.id}`}>
            <s-table-cell>{webhook.topic}</s-table-cell>
            <s-table-cell>{when(webhook.receivedAt)}</s-table-cell>
            <s-table-cell>{number(webhook.attempts)}</s-table-cell>
            <s-table-cell>{webhook.problem ?? 'Not known'}</s-table-cell>
            {mayRetry && (
              <s-table-cell>
                <Retry webhook={webhook} />
              </s-table-cell>
            )}
          </s-table-row>
        ))}
      </s-table-body>
    </s-table>
  );
}

function Retry({ webhook }: { readonly webhook: Webhook }) {
  const cache = useQueryClient();
  const retry = useMutation({
    mutationFn: () => api.retryWebhook(webhook),
    onSuccess: () => tell(`${webhook.topic} is being tried again.`),
    onError: (error) => tell(error.message, 'failure'),
    onSettled: () => cache.invalidateQueries(),
  });
  return (
    <s-button
      accessibilityLabel={`Retry ${webhook.topic} received ${when(webhook.receivedAt)}`}
      onClick={() => retry.mutate()}
      loading={retry.isPending}
    >
      Retry
    </s-button>
  );
}
