import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { AsyncLocalStorage } from 'node:async_hooks';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

type Fetch = (request: Request) => Response | Promise<Response>;

/** Hydrogen's settings, by Hydrogen's names. */
export interface StorefrontEnv {
  readonly SESSION_SECRET: string;
  readonly PUBLIC_STOREFRONT_API_TOKEN: string;
  readonly PRIVATE_STOREFRONT_API_TOKEN: string;
  /** The shop's domain, or a whole URL when a dev store plays it. */
  readonly PUBLIC_STORE_DOMAIN: string;
  readonly PUBLIC_STOREFRONT_ID: string;
  readonly PUBLIC_CUSTOMER_ACCOUNT_API_CLIENT_ID: string;
  readonly PUBLIC_CUSTOMER_ACCOUNT_API_URL: string;
  readonly PUBLIC_CHECKOUT_DOMAIN: string;
  readonly SHOP_ID: string;
  /** The myshopify.com domain that Laurel knows the shop by. */
  readonly LAUREL_SHOP_DOMAIN: string;
}

export interface StorefrontOptions {
  /** What `react-router build` made: server/index.js and client/. */
  readonly dist: string;
  /** Where browsers reach us, without a trailing slash. */
  readonly appUrl: string;
  readonly shop: { readonly id: number; readonly domain: string };
  /** Laurel's own API, in process. */
  readonly laurel: Fetch;
  /** Absent: the dev store below `appUrl` plays Shopify, also where Hydrogen insists on shopify.com. */
  readonly env?: StorefrontEnv;
  /** The time people live in, and the time tokens live in. Absent: both are the machine's, and a dev store's moved clock is not seen. */
  readonly now?: () => Date;
  readonly wallClock?: () => Date;
  readonly log?: (problem: unknown) => void;
}

// The built app is loaded at run time, so its shape is written down here instead of imported.
interface BuiltStorefront {
  readonly entry: { readonly module: { createHandler(options: object): Fetch } };
}

const yearSeconds = 31_536_000;

/** Puts the built Hydrogen storefront behind one fetch function; mount it last, at "/". Throws when the build is missing. */
export async function createStorefront(options: StorefrontOptions): Promise<Fetch> {
  const devstore = options.env ? undefined : `${options.appUrl}/devstore`;
  const env = options.env ?? devEnv(options);
  const build = (await import(pathToFileURL(join(options.dist, 'server/index.js')).href)) as BuiltStorefront;
  const handle = build.entry.module.createHandler({
    build,
    env,
    laurel: { url: options.appUrl, fetch: options.laurel },
    now: options.now,
    wallClock: options.wallClock,
    log: options.log ?? ((problem: unknown) => console.error(problem)),
  });
  const storefront = new Hono();
  // Hydrogen forwards these two itself, in a way that Node's fetch refuses (a streamed body without `duplex`).
  storefront.post('/api/:version/graphql.json', (call) => forward(call.req.raw, env));
  storefront.post('/api/mcp', (call) => forward(call.req.raw, env));
  serveFiles(storefront, join(options.dist, 'client'));
  storefront.all('*', (call) => (devstore ? atHome(devstore, () => handle(call.req.raw)) : handle(call.req.raw)));
  return (request) => storefront.fetch(request);
}

function devEnv({ appUrl, shop }: StorefrontOptions): StorefrontEnv {
  return {
    SESSION_SECRET: 'laurel-dev-storefront-session',
    PUBLIC_STOREFRONT_API_TOKEN: 'laurel-dev-storefront',
    PRIVATE_STOREFRONT_API_TOKEN: '',
    PUBLIC_STORE_DOMAIN: `${appUrl}/devstore`,
    PUBLIC_STOREFRONT_ID: '1',
    PUBLIC_CUSTOMER_ACCOUNT_API_CLIENT_ID: 'laurel-dev-storefront',
    PUBLIC_CUSTOMER_ACCOUNT_API_URL: '',
    PUBLIC_CHECKOUT_DOMAIN: new URL(appUrl).host,
    SHOP_ID: String(shop.id),
    LAUREL_SHOP_DOMAIN: shop.domain,
  };
}

function serveFiles(storefront: Hono, root: string): void {
  const keep = (value: string) => serveStatic({ root, onFound: (_path, call) => call.header('cache-control', value) });
  // Their names change with their content.
  storefront.use('/assets/*', keep(`public, max-age=${yearSeconds}, immutable`));
  storefront.all('/assets/*', (call) => call.text('Not found', 404));
  storefront.use('/favicon.svg', keep('public, max-age=3600'));
}

const forwardedHeaders = ['accept', 'accept-language', 'content-type', 'x-shopify-storefront-access-token'];

async function forward(request: Request, env: StorefrontEnv): Promise<Response> {
  const base = env.PUBLIC_STORE_DOMAIN.replace(/^(?!https?:\/\/)/, 'https://');
  const headers = new Headers();
  for (const name of forwardedHeaders) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  const answer = await fetch(base + new URL(request.url).pathname, { method: 'POST', headers, body: await request.text() });
  const contentType = answer.headers.get('content-type') ?? 'application/json';
  return new Response(answer.body, { status: answer.status, headers: { 'content-type': contentType } });
}

const shopifyCom = 'https://shopify.com/';
const home = new AsyncLocalStorage<string>();
let listening = false;

/** Dev only. Hydrogen has https://shopify.com written into its sign-in; while it answers one of our requests, that means the dev store. */
async function atHome(devstore: string, answer: () => Response | Promise<Response>): Promise<Response> {
  listenToFetch();
  const response = await home.run(devstore, async () => answer());
  const location = response.headers.get('location');
  if (location?.startsWith(shopifyCom)) response.headers.set('location', toDevstore(devstore, location));
  return response;
}

// Set once for the process and inert outside `atHome`, so that nobody else's fetch changes.
function listenToFetch(): void {
  if (listening) return;
  listening = true;
  const original = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const devstore = home.getStore();
    const url = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url;
    if (!devstore || !url.startsWith(shopifyCom)) return original(input, init);
    return original(input instanceof Request ? new Request(toDevstore(devstore, url), input) : toDevstore(devstore, url), init);
  };
}

function toDevstore(devstore: string, url: string): string {
  return `${devstore}/customer/${url.slice(shopifyCom.length)}`;
}
