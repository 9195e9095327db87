import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, type Webhook, type WebhookState } from '../api.ts';
import { useAnnounce } from '../parts/announce.tsx';
import { Answered, Empty } from '../parts/states.tsx';
import { queries } from '../queries.ts';
import { number, when } from '../words/numbers.ts';

/** What Shopify told us and how far we are with it; what failed can be tried again. */
export function Webhooks() {
  const [state, setState] = useState<WebhookState>('failed');
  const webhooks = useQuery(queries.webhooks(state));
  return (
    <s-section heading="Messages from Shopify">
      <s-paragraph color="subdued">
        Each order, refund and edit reaches Laurel as a message. One that fails is kept, with the reason, until it is worked through.
      </s-paragraph>
      <div className="filters">
        <s-select label="Show" value={state} onChange={(event) => setState(event.currentTarget.value as WebhookState)}>
          <s-option value="failed">Failed</s-option>
          <s-option value="received">Waiting</s-option>
          <s-option value="done">Done</s-option>
        </s-select>
      </div>
      <Answered what="the messages" query={webhooks}>
        {(page) => (page.webhooks.length > 0 ? <WebhookTable webhooks={page.webhooks} /> : <NoWebhooks state={state} />)}
      </Answered>
    </s-section>
  );
}

function WebhookTable({ webhooks }: { readonly webhooks: readonly Webhook[] }) {
  return (
    <s-table>
      <s-table-header-row>
        <s-table-header listSlot="primary">Topic</s-table-header>
        <s-table-header listSlot="kicker">Received</s-table-header>
        <s-table-header format="numeric">Attempts</s-table-header>
        <s-table-header>Reason</s-table-header>
        <s-table-header>Action</s-table-header>
      </s-table-header-row>
      <s-table-body>
        {webhooks.map((webhook) => (
          <s-table-row key={`${webhook.topic}/${webhook.id}`}>
            <s-table-cell>{webhook.topic}</s-table-cell>
            <s-table-cell>{when(webhook.receivedAt)}</s-table-cell>
            <s-table-cell>{number(webhook.attempts)}</s-table-cell>
            <s-table-cell>{webhook.problem ?? 'None'}</s-table-cell>
            <s-table-cell>{webhook.state === 'failed' ? <Retry webhook={webhook} /> : 'None needed'}</s-table-cell>
          </s-table-row>
        ))}
      </s-table-body>
    </s-table>
  );
}

function Retry({ webhook }: { readonly webhook: Webhook }) {
  const announce = useAnnounce();
  const cache = useQueryClient();
  const retry = useMutation({
    mutationFn: () => api.retryWebhook(webhook),
    onSuccess: () => announce(`${webhook.topic} is being tried again.`),
    onError: (error) => announce(error.message, 'failure'),
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

function NoWebhooks({ state }: { readonly state: WebhookState }) {
  const words = {
    failed: ['Nothing has failed', 'Every message was worked through.'],
    received: ['Nothing is waiting', 'Messages are usually worked through within a second.'],
    done: ['Nothing yet', 'Messages appear here once an order is paid.'],
  } as const;
  return <Empty heading={words[state][0]}>{words[state][1]}</Empty>;
}
