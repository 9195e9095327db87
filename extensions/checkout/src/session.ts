import {
  createApi,
  createRedeemer,
  createShopClock,
  newAttempt,
  queryDefaults,
  withRedemption,
  type Api,
  type MemberOverview,
  type Notice,
  type Redeemer,
  type ShopClock,
  type Steps,
} from '@laurel/extension-client';
import { signal, type Signal } from '@preact/signals';
import { environmentManager, QueryClient } from '@tanstack/preact-query';
import { host, type Host } from './host.ts';
import { previewApi } from './preview.ts';

/** Everything that lives as long as the block is on the page. */
export interface Session {
  readonly api: Api;
  readonly queries: QueryClient;
  readonly redeemer: Redeemer;
  readonly clock: ShopClock;
  /** What is shown is out of date. */
  readonly refresh: () => void;
  readonly steps: Signal<Steps>;
  readonly notice: Signal<Notice | null>;
  /** Running in the merchant's editor: sample data, no effects. */
  readonly preview: boolean;
}

/** Shopify's storage for this checkout: which redemptions it has held. */
const seenKey = 'seen-redemptions';

export function openSession(): Session {
  // Without `window` the query library would take the worker for a server and never ask again by itself.
  environmentManager.setIsServer(() => false);
  const shopify = host();
  const preview = shopify.extension.editor !== undefined;
  const api = preview ? previewApi() : createApi(transport(shopify));
  const queries = new QueryClient({ defaultOptions: { queries: queryDefaults } });
  const steps = signal<Steps>({});
  const notice = signal<Notice | null>(null);
  const refresh = () => void queries.invalidateQueries({ queryKey: ['overview'] });
  const redeemer = createRedeemer({
    api,
    codes: codesOf(shopify),
    newAttempt: () => newAttempt((bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>)),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    publish: (next) => (steps.value = next),
    tell: (next) => (notice.value = next),
    learn: (redemption) => {
      queries.setQueriesData<MemberOverview>({ queryKey: ['overview'] }, (old) => old && withRedemption(old, redemption));
      refresh();
    },
    refresh,
    remember: (ids) => void shopify.storage.write(seenKey, ids),
  });
  void shopify.storage.read<string[]>(seenKey).then((ids) => redeemer.recall(ids ?? []));
  return { api, queries, redeemer, clock: createShopClock(() => Date.now()), refresh, steps, notice, preview };
}

function transport(shopify: Host) {
  return {
    origin: process.env.APP_URL,
    token: () => shopify.sessionToken.get(),
    fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init),
    timeoutMs: 10_000,
  };
}

function codesOf(shopify: Host) {
  const change = async (type: 'addDiscountCode' | 'removeDiscountCode', code: string) =>
    (await shopify.applyDiscountCodeChange({ type, code })).type === 'success';
  return { add: (code: string) => change('addDiscountCode', code), remove: (code: string) => change('removeDiscountCode', code) };
}
