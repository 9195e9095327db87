import { createHydrogenContext, createRequestHandler, type HydrogenRouterContextProvider } from '@shopify/hydrogen';
import type { ServerBuild } from 'react-router';
import { BoundedCache } from './lib/bounded-cache';
import { createLoyalty, type LoyaltySession } from './lib/loyalty.server';
import { cartFragment, cartMutationFragment } from './lib/queries';
import { VisitorSession } from './lib/session.server';
import { createVisit } from './lib/visit.server';

export interface HandlerOptions {
  readonly build: ServerBuild;
  readonly env: Env;
  /** Where Laurel answers, and how it is reached: in process, or over the network. */
  readonly laurel: { readonly url: string; readonly fetch: (request: Request) => Response | Promise<Response> };
  /** The time people live in; a dev store can move it on. Absent: the machine's. */
  readonly now?: (() => Date) | undefined;
  /** The time tokens live in. Absent: the machine's. */
  readonly wallClock?: (() => Date) | undefined;
  readonly log: (problem: unknown) => void;
}

interface Settings extends HandlerOptions {
  readonly now: () => Date;
  readonly wallClock: () => Date;
}

export interface Visitor {
  /** The browser's address, which Shopify wants to tell shoppers from robots. */
  readonly buyerIp?: string | undefined;
}

type Answerer = (request: Request, visitor?: Visitor) => Promise<Response>;

const machineTime = () => new Date();
const cacheBounds = { entriesMax: 500, bytesMax: 16 * 1024 * 1024 };

/** The whole storefront as one function from request to response. */
export function createHandler(given: HandlerOptions): Answerer {
  const options: Settings = { ...given, now: given.now ?? machineTime, wallClock: given.wallClock ?? machineTime };
  const cache = new BoundedCache(cacheBounds, () => options.wallClock().getTime()) as unknown as Cache;
  const rest = { until: 0 };
  // Hydrogen asks for the context with the request alone; what else belongs to it waits here.
  const contexts = new WeakMap<Request, HydrogenRouterContextProvider>();
  const handle = createRequestHandler({
    build: options.build,
    mode: 'production',
    poweredByHeader: false,
    // We use none of Hydrogen's analytics.
    collectTrackingInformation: false,
    getLoadContext: (request) => contexts.get(request),
  });
  return async (request, visitor = {}) => {
    const secure = new URL(request.url).protocol === 'https:';
    const session = await VisitorSession.open(request, options.env.SESSION_SECRET, secure);
    contexts.set(request, createContext(options, { request, session, cache, rest, buyerIp: visitor.buyerIp }));
    const response = await handle(request);
    // Every page shows whose cart and points it is, so nobody in between may keep it.
    if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-cache');
    if (session.isPending) response.headers.append('set-cookie', await session.commit());
    return response;
  };
}

interface Surroundings {
  readonly request: Request;
  readonly session: VisitorSession;
  readonly cache: Cache;
  readonly rest: { until: number };
  readonly buyerIp: string | undefined;
}

function createContext(options: Settings, { request, session, cache, rest, buyerIp }: Surroundings): HydrogenRouterContextProvider {
  const loyalty = createLoyalty({
    ...options.laurel,
    rest,
    shop: options.env.LAUREL_SHOP_DOMAIN,
    accessToken: () => hydrogen.customerAccount.getAccessToken(),
    session: {
      get: () => session.get('loyalty') as LoyaltySession | undefined,
      set: (value) => session.set('loyalty', value),
    },
    now: () => options.wallClock().getTime(),
    log: options.log,
  });
  const visit = createVisit(() => hydrogen, loyalty);
  const hydrogen: HydrogenRouterContextProvider = createHydrogenContext(
    {
      env: options.env,
      request,
      session,
      cache,
      waitUntil: (work) => void work.catch(options.log),
      i18n: { language: 'EN', country: 'US' },
      storefront: { headers: shopifyHeaders(request, buyerIp) },
      // Our addresses are registered by hand, not through Hydrogen's tunnel.
      customerAccount: { useCustomAuthDomain: true },
      cart: { queryFragment: cartFragment, mutateFragment: cartMutationFragment },
    },
    { loyalty, visit, visitor: session, now: options.now },
  );
  return hydrogen;
}

// Only Shopify's own cookies go to Shopify: the visitor's cookie holds our tokens.
function shopifyHeaders(request: Request, buyerIp: string | undefined) {
  const cookies = request.headers.get('cookie') ?? '';
  const cookie = cookies
    .split(/;\s*/)
    .filter((pair) => pair.startsWith('_shopify_'))
    .join('; ');
  return {
    requestGroupId: crypto.randomUUID(),
    buyerIp: buyerIp ?? null,
    buyerIpSig: null,
    cookie: cookie || null,
    purpose: request.headers.get('sec-purpose') ?? request.headers.get('purpose'),
  };
}
