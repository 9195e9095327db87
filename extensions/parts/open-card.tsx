import { createStandingApi, queryDefaults, type StandingApi } from '@laurel/extension-client';
import { environmentManager, QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { render, type VNode } from 'preact';

/** What a card needs of the host, whichever its target. */
interface CardHost {
  readonly sessionToken: { get(): Promise<string> };
}

/** Puts a card that only looks into its place. `origin`: Laurel's server, as the build wrote it into the extension. */
export function openCard(origin: string, host: CardHost, card: (api: StandingApi) => VNode): void {
  // Without `window` the query library would take the worker for a server and never ask again by itself.
  environmentManager.setIsServer(() => false);
  const api = createStandingApi({
    origin,
    token: () => host.sessionToken.get(),
    fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init),
    timeoutMs: 10_000,
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: queryDefaults } })}>{card(api)}</QueryClientProvider>,
    document.body,
  );
}
