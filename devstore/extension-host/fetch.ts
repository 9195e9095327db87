/** The worker's `fetch`: only with network access, only to known origins, which are mapped to where they run here. */

export interface FetchRules {
  networkAccess: boolean;
  routes: Record<string, string>;
}

/** Asks Shopify as the customer who is signed in; the answer as text. */
export type AskShopify = (path: string, body: string) => Promise<{ status: number; body: string }>;

/** As Shopify's documentation writes it, with two slashes or without. */
const customerApi = /^shopify:(?:\/\/)?customer-account(\/api\/.+)$/;

/** Wraps the worker's own fetch. Rejects with a TypeError, like a fetch that could not be made, and says why. */
export function createFetch(native: typeof fetch, { networkAccess, routes }: FetchRules, askShopify: AskShopify): typeof fetch {
  return async (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    const asked = customerApi.exec(address)?.[1];
    if (asked !== undefined) {
      const { status, body } = await askShopify(asked, String(init?.body));
      return new Response(body, { status, headers: { 'content-type': 'application/json' } });
    }
    if (!networkAccess) throw new TypeError(`fetch of ${address}: the extension has no network_access`);
    const target = routed(absolute(address).href, routes);
    if (target === undefined) throw new TypeError(`fetch of ${address}: the dev store has no route for ${new URL(address).origin}`);
    return native(input instanceof Request ? new Request(target, input) : target, init);
  };
}

/** Where an address of a known origin runs here; undefined: it is none. */
export function routed(address: string, routes: Record<string, string>): string | undefined {
  if (!/^https?:/.test(address) || !URL.canParse(address)) return undefined;
  const { origin, pathname, search } = new URL(address);
  const local = routes[origin];
  return local === undefined ? undefined : local + pathname + search;
}

function absolute(address: string): URL {
  if (!URL.canParse(address)) throw new TypeError(`fetch of ${address}: an extension must use absolute addresses`);
  return new URL(address);
}
