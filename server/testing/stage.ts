import { serve } from '@hono/node-server';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import pino from 'pino';
import { createDevstore } from '../../devstore/index.ts';
import { createApp } from '../app.ts';
import { devAccessToken, devShop, readConfig } from '../config.ts';
import { openSecrets } from '../core/secrets.ts';
import { testDb, type TestDb } from '../db/testing.ts';
import type { Deps } from '../http/deps.ts';
import { systemContext } from '../http/callers.ts';
import { installShop } from '../install.ts';
import { adminApis, findShop, type InstalledShop } from '../shopify/index.ts';
import { startWorker, type Worker } from '../worker.ts';

/** When stories on a stage begin. */
const opening = new Date('2026-11-02T15:00:00Z');

export interface Stage {
  readonly deps: Deps;
  readonly shop: InstalledShop;
  readonly test: TestDb;
  readonly worker: Worker;
  readonly devstoreUrl: string;
  readonly smtpUrl: string | undefined;
  readonly appUrl: string;
  context(job?: string): ReturnType<typeof systemContext>;
  /** Asks the dev store's control, e.g. `control('faults', { … })`. */
  control<T = unknown>(path: string, body?: unknown): Promise<T>;
  advance(ms: number): void;
  close(): Promise<void>;
}

/** The server's parts on a database of their own, against a dev store over real HTTP, with a clock the story moves. The worker runs only when told. With `realTime` the story plays now, for servers in processes of their own; with `mail` the dev store takes e-mails in at `smtpUrl`. */
export async function openStage(options: { realTime?: boolean; mail?: boolean } = {}): Promise<Stage> {
  const test = await testDb();
  let offsetMs = options.realTime ? 0 : opening.getTime() - Date.now();
  const clock = { now: () => new Date(Date.now() + offsetMs), advance: (ms: number) => void (offsetMs += ms) };

  let devstoreFetch: (request: Request) => Promise<Response> = async () => new Response(null, { status: 503 });
  let appFetch: (request: Request) => Response | Promise<Response> = () => new Response(null, { status: 503 });
  const shopify = serve({ fetch: (request) => devstoreFetch(request), port: 0, hostname: '127.0.0.1' });
  const laurel = serve({ fetch: (request) => appFetch(request), port: 0, hostname: '127.0.0.1' });
  await Promise.all([once(shopify, 'listening'), once(laurel, 'listening')]);
  const devstoreUrl = `http://127.0.0.1:${(shopify.address() as AddressInfo).port}/devstore`;
  const appUrl = `http://127.0.0.1:${(laurel.address() as AddressInfo).port}`;

  const config = readConfig({ APP_URL: appUrl, SHOPIFY_BASE_URL: devstoreUrl, DEVSTORE: '1', LOG_LEVEL: 'silent' });
  const devstore = await createDevstore({
    publicUrl: devstoreUrl,
    appUrl,
    shop: devShop,
    apiKey: config.shopify.apiKey,
    apiSecret: config.shopify.apiSecrets[0] ?? '',
    accessToken: devAccessToken,
    clock,
    extensionsDir: new URL('../../extensions', import.meta.url).pathname,
    ...(options.mail && { smtpPort: 0 }),
  });
  devstoreFetch = (request) => devstore.fetch(request);

  const secrets = openSecrets(config.encryptionKey);
  await installShop(test.owner, secrets, { ...devShop, accessToken: devAccessToken }, opening, new Date('2020-01-01T00:00:00Z'));
  let worker: Worker | undefined;
  const deps: Deps = {
    config,
    db: test.db,
    secrets,
    admin: adminApis({
      baseUrl: config.shopify.adminBaseUrl,
      secrets,
      random: Math.random,
      wait: (ms) => wait(Math.min(ms, 20)),
      timeoutMs: 500,
    }),
    now: clock.now,
    wallClock: clock.now,
    random: Math.random,
    log: pino({ level: 'silent' }),
    wake: () => worker?.wake(),
  };
  appFetch = createApp(deps).fetch;
  const shop = await findShop(test.db, devShop.domain);
  worker = startWorker(deps, { looping: false });
  const stage: Stage = {
    deps,
    shop,
    test,
    worker,
    devstoreUrl,
    smtpUrl: devstore.smtpUrl,
    appUrl,
    context: (job = 'test') => systemContext(deps, shop, job),
    async control(path, body) {
      const response = await fetch(`${devstoreUrl}/control/${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`control ${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as never;
    },
    advance: clock.advance,
    async close() {
      await worker?.stop();
      await devstore.close();
      laurel.close();
      shopify.close();
      await test.close();
    },
  };
  return stage;
}
