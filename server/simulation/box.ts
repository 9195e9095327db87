import { serve, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { createDevstore } from '../../devstore/index.ts';
import { devAccessToken, devShop, readConfig } from '../config.ts';
import { openSecrets } from '../core/secrets.ts';
import { testDb, type TestDb } from '../db/testing.ts';
import type { Deps } from '../http/deps.ts';
import { installShop } from '../install.ts';
import { adminApis, findShop, type InstalledShop } from '../shopify/index.ts';
import { movedClock, type MovedClock } from './clock.ts';
import type { Random } from './random.ts';
import { openWire, type Wire } from './wire.ts';

/** A shop with everything around it: a database of its own, the dev store as Shopify, and a wire between the two. */
export interface Box {
  readonly test: TestDb;
  readonly clock: MovedClock;
  readonly shop: InstalledShop;
  readonly deps: Deps;
  readonly wire: Wire;
  /** Asks the dev store's control; undefined when it refuses, as a shop refuses what makes no sense. */
  control<T = unknown>(path: string, body?: unknown): Promise<T | undefined>;
  close(): Promise<void>;
}

/** When the shop opens: history before it there is none. */
const opening = new Date('2024-01-15T15:00:00Z');

/** Opens a box. `onLog` hears what the server would have written to its log. */
export async function openBox(random: Random, onLog: (line: LogLine) => void): Promise<Box> {
  const test = await testDb();
  const clock = movedClock(opening);
  const wire = openWire();
  let devstoreFetch: (request: Request) => Promise<Response> = async () => new Response(null, { status: 503 });
  const answer = (request: Request) => (new URL(request.url).pathname === '/webhooks' ? wire.take(request) : devstoreFetch(request));
  const server = serve({ fetch: (request, bindings) => whole(answer(request), bindings as HttpBindings), port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  const appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const config = readConfig({ APP_URL: appUrl, DEVSTORE: '1', LOG_LEVEL: 'silent' });
  const devstore = await createDevstore({
    publicUrl: `${appUrl}/devstore`,
    appUrl,
    shop: devShop,
    apiKey: config.shopify.apiKey,
    apiSecret: config.shopify.apiSecrets[0] ?? '',
    accessToken: devAccessToken,
    clock,
    extensionsDir: new URL('../../extensions', import.meta.url).pathname,
  });
  devstoreFetch = (request) => devstore.fetch(request);
  const secrets = openSecrets(config.encryptionKey);
  await installShop(test.owner, secrets, { ...devShop, accessToken: devAccessToken }, opening, opening);
  const deps: Deps = {
    config,
    db: test.db,
    secrets,
    admin: adminApis({ baseUrl: config.shopify.adminBaseUrl, secrets, random: () => 0.5, wait: async () => {}, timeoutMs: 4_000 }),
    now: clock.now,
    wallClock: clock.now,
    random: random.next,
    log: pino({ level: 'warn' }, { write: (line: string) => onLog(JSON.parse(line) as LogLine) }),
    wake: () => {},
  };
  return {
    test,
    clock,
    shop: await findShop(test.db, devShop.domain),
    deps,
    wire,
    async control<T>(path: string, body?: unknown): Promise<T | undefined> {
      const response = await devstore.fetch(requestTo(`${appUrl}/devstore/control/${path}`, body));
      if (response.status === 400 || response.status === 422) return undefined;
      if (!response.ok) throw new Error(`control ${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    },
    async close() {
      await devstore.close();
      server.close();
      await test.close();
    },
  };
}

export interface LogLine {
  readonly msg: string;
  readonly detail?: string;
  readonly err?: { readonly message: string; readonly stack?: string };
}

/** A response as one piece; where its body breaks off, so does the connection, and nobody is told in the console. */
async function whole(answer: Promise<Response>, { outgoing }: HttpBindings): Promise<Response> {
  const response = await answer;
  try {
    return new Response(await response.arrayBuffer(), response);
  } catch {
    outgoing.destroy();
    return RESPONSE_ALREADY_SENT;
  }
}

function requestTo(url: string, body: unknown): Request {
  if (body === undefined) return new Request(url);
  return new Request(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}
