/** A dev store of its own for each test, with an app beside it that only listens. */
import { serve } from '@hono/node-server';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDevstore, type Devstore } from './index.ts';

export interface Received {
  /** Path and query. */
  readonly path: string;
  readonly headers: Headers;
  readonly text: string;
}

export interface TestDevstore {
  readonly devstore: Devstore;
  /** Webhooks in the order of their arrival. */
  readonly received: Received[];
  /** What the app answers from now on. */
  answerWith(status: number): void;
  request(path: string, init?: RequestInit): Promise<Response>;
  control<T = Record<string, unknown>>(path: string, body?: object): Promise<T>;
  state<T = State>(): Promise<T>;
  admin<T>(query: string, variables?: object): Promise<T>;
  storefront<T>(query: string, variables?: object): Promise<T>;
  /** Resolves when no webhook is on its way. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

interface State {
  readonly now: string;
  readonly orders: {
    id: string;
    name: string;
    customerId: string | null;
    currentSubtotal: string;
    refunded: string;
    financialStatus: string;
    total: string;
    lines: { id: string; quantity: number; currentQuantity: number }[];
  }[];
  readonly discounts: { code: string; usageCount: number; status: string }[];
  readonly webhooks: { topic: string; state: string; attempts: number; id: string }[];
}

export const secret = 'test-secret-0123456789abcdef';
export const clientId = 'test-client';
export const accessToken = 'shpat_test';
export const start = new Date('2026-03-01T12:00:00Z');

export async function startDevstore(options: { dataFile?: string; appUrl?: string; extensionsDir?: string } = {}): Promise<TestDevstore> {
  const received: Received[] = [];
  let status = 200;
  const app = serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch: async (request) => {
      const { pathname, search } = new URL(request.url);
      received.push({ path: pathname + search, headers: request.headers, text: await request.text() });
      return new Response(null, { status });
    },
  }) as Server;
  await once(app, 'listening');
  let nowMs = start.getTime();
  const devstore = await createDevstore({
    publicUrl: 'http://shop.test/devstore',
    appUrl: options.appUrl ?? `http://127.0.0.1:${(app.address() as AddressInfo).port}`,
    shop: { id: 1, domain: 'test-shop.myshopify.com', name: 'Test shop', currency: 'USD', timeZone: 'UTC' },
    apiKey: clientId,
    apiSecret: secret,
    accessToken,
    clock: { now: () => new Date(nowMs), advance: (ms) => void (nowMs += ms) },
    extensionsDir: options.extensionsDir ?? '/nowhere',
    ...(options.dataFile === undefined ? {} : { dataFile: options.dataFile }),
  });

  const request = (path: string, init?: RequestInit) => devstore.fetch(new Request(`http://shop.test/devstore${path}`, init));
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    request(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });
  const json = async <T>(answer: Promise<Response>) => (await (await answer).json()) as T;
  return {
    devstore,
    received,
    answerWith: (next) => void (status = next),
    request,
    control: (path, body = {}) => json(post(`/control/${path}`, body)),
    state: () => json(request('/control/state')),
    admin: (query, variables = {}) =>
      json(post('/admin/api/2026-07/graphql.json', { query, variables }, { 'x-shopify-access-token': accessToken })),
    storefront: (query, variables = {}) => json(post('/api/2026-04/graphql.json', { query, variables })),
    async settled() {
      await post('/control/webhooks/settled', {});
    },
    async close() {
      await devstore.close();
      app.closeAllConnections();
      app.close();
    },
  };
}
