import { Hono } from 'hono';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from './app.ts';
import { devAccessToken, devShop, type Config } from './config.ts';
import { adminApp } from './http/admin-app.ts';
import type { Deps } from './http/deps.ts';
import { createStorefront } from './http/storefront-host.ts';

/** The folder the project lies in. */
export const root = join(import.meta.dirname, '..');

export interface MovableClock {
  now(): Date;
  advance(ms: number): void;
}

export interface Site {
  fetch(request: Request): Response | Promise<Response>;
  /** Fills a new dev store with its demo history; nothing without a dev store. */
  seed(): Promise<void>;
  /** By which server e-mails go while nothing else is set: the dev store's own, which keeps them in its mailbox. */
  readonly mail: Config['mail'];
  close(): Promise<void>;
}

const ours = /^\/(?:rpc|proxy|webhooks|healthz|openapi(?:\.json)?)(?:\/|$)/;

/** Everything behind the one port: Laurel's paths, the merchant's app, and while developing the dev store and its storefront. */
export async function createSite(deps: Deps, clock: MovableClock): Promise<Site> {
  const laurel = createApp(deps);
  const site = new Hono();
  site.all('*', async (call, next) => (ours.test(call.req.path) ? laurel.fetch(call.req.raw) : next()));
  site.route('/', adminApp(deps.config, join(root, 'web/admin/dist')));
  if (!deps.config.devstore) {
    site.get('/', (call) => call.redirect('/admin/'));
    return { fetch: site.fetch, seed: async () => undefined, mail: undefined, close: async () => undefined };
  }
  const devstore = await openDevstore(deps, clock);
  site.all('/devstore', (call) => devstore.fetch(call.req.raw));
  site.all('/devstore/*', (call) => devstore.fetch(call.req.raw));
  const storefront = await openStorefront(deps, (request) => Promise.resolve(laurel.fetch(request)));
  if (storefront) site.all('*', (call) => storefront(call.req.raw));
  else site.get('/', (call) => call.redirect('/devstore'));
  const mail = devstore.smtpUrl === undefined ? undefined : { url: devstore.smtpUrl, from: 'loyalty@glow-and-co.example' };
  return { fetch: site.fetch, seed: () => devstore.seed(), mail, close: () => devstore.close() };
}

async function openDevstore({ config }: Deps, clock: MovableClock) {
  // Only a dev store start loads it; a production image may leave the folder out.
  const { createDevstore } = await import('../devstore/index.ts');
  return createDevstore({
    publicUrl: `${config.appUrl}/devstore`,
    appUrl: config.appUrl,
    shop: devShop,
    apiKey: config.shopify.apiKey,
    apiSecret: config.shopify.apiSecrets[0] ?? '',
    accessToken: devAccessToken,
    clock,
    dataFile: join(config.dataDir, 'devstore.json'),
    extensionsDir: join(root, 'extensions'),
    smtpPort: 0,
  });
}

async function openStorefront({ config, log, now, wallClock }: Deps, laurel: (request: Request) => Promise<Response>) {
  const dist = join(root, 'web/storefront/dist');
  if (!existsSync(join(dist, 'server/index.js'))) return undefined;
  return createStorefront({
    dist,
    appUrl: config.appUrl,
    shop: devShop,
    laurel,
    now,
    wallClock,
    log: (problem) => log.warn({ err: problem }, 'storefront'),
  });
}
