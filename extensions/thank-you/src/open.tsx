import '@shopify/ui-extensions/preact';
import { createStandingApi, queryDefaults } from '@laurel/extension-client';
import { environmentManager, QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { render } from 'preact';
import { host } from './host.ts';
import { OrderCard } from './views/OrderCard.tsx';

/** Called by Shopify once, when the block appears. */
export function open(): void {
  // Without `window` the query library would take the worker for a server and never ask again by itself.
  environmentManager.setIsServer(() => false);
  const api = createStandingApi({
    origin: process.env.APP_URL,
    token: () => host().sessionToken.get(),
    fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init),
    timeoutMs: 10_000,
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: queryDefaults } })}>
      <OrderCard api={api} />
    </QueryClientProvider>,
    document.body,
  );
}
