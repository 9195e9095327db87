import {
  askForSummary,
  createApi,
  createHistory,
  createOwnApi,
  createRedeemer,
  createShopClock,
  newAttempt,
  queryDefaults,
  withRedemption,
  type Api,
  type AskForHistory,
  type MemberOverview,
  type Notice,
  type OwnApi,
  type Redeemer,
  type ShopClock,
  type Steps,
  type Summary,
} from '@laurel/extension-client';
import { signal, type Signal } from '@preact/signals';
import { environmentManager, QueryClient } from '@tanstack/preact-query';
import { host, type Host } from './host.ts';
import { previewApi } from './preview.ts';
import type { Key } from './words.ts';

/** Everything that lives as long as the page is open. */
export interface Session {
  readonly api: Api;
  readonly own: OwnApi;
  readonly history: AskForHistory;
  readonly newAttempt: () => string;
  readonly queries: QueryClient;
  readonly redeemer: Redeemer;
  readonly clock: ShopClock;
  /** What is shown is out of date. */
  readonly refresh: () => void;
  readonly steps: Signal<Steps>;
  readonly notice: Signal<Notice<Key> | null>;
  /** What Shopify keeps of the customer; null until it says so, and if it keeps nothing. */
  readonly summary: Signal<Summary | null>;
  /** Running in the merchant's editor: sample data, no effects. */
  readonly preview: boolean;
}

export function openSession(): Session {
  // Without `window` the query library would take the worker for a server and never ask again by itself.
  environmentManager.setIsServer(() => false);
  const shopify = host();
  const preview = shopify.extension.editor !== undefined;
  const api = preview ? previewApi() : createApi(transport(shopify));
  const own = createOwnApi(transport(shopify));
  const history = preview ? () => Promise.resolve({ entries: [], next: null }) : createHistory(transport(shopify));
  const newName = () => newAttempt((bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>));
  const queries = new QueryClient({ defaultOptions: { queries: queryDefaults } });
  const steps = signal<Steps>({});
  const notice = signal<Notice<Key> | null>(null);
  const summary = signal<Summary | null>(null);
  // Beside our own request: Shopify knows it even while we cannot be asked. This target is given no metafields.
  if (!preview) void askForSummary((input, init) => fetch(input, init)).then((kept) => (summary.value = kept));
  const refresh = () => void queries.invalidateQueries();
  const redeemer = createRedeemer({
    api,
    // No checkout here: the code is shown, to be copied or used by Laurel's block at checkout.
    codes: null,
    newAttempt: newName,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    publish: (next) => (steps.value = next),
    tell: (next) => (notice.value = next),
    learn: (redemption) => {
      queries.setQueryData<MemberOverview>(['overview'], (old) => old && withRedemption(old, redemption));
      refresh();
    },
    refresh,
    remember: () => undefined,
  });
  return {
    api,
    own,
    history,
    newAttempt: newName,
    queries,
    redeemer,
    clock: createShopClock(() => Date.now()),
    refresh,
    steps,
    notice,
    summary,
    preview,
  };
}

function transport(shopify: Host) {
  return {
    origin: process.env.APP_URL,
    token: () => shopify.sessionToken.get(),
    fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init),
    timeoutMs: 10_000,
    language: shopify.localization.extensionLanguage.value.isoCode,
  };
}
