import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStorefront } from './storefront-host.ts';

// Stands for the built app: it says what it was given, and behaves like Hydrogen at sign-in.
const app = `export const entry = { module: { createHandler: (options) => async (request) => {
  const { pathname } = new URL(request.url);
  if (pathname === '/account/login') return new Response(null, { status: 302, headers: { location: 'https://shopify.com/authentication/1/oauth/authorize?state=s' } });
  if (pathname === '/account/authorize') return fetch('https://shopify.com/authentication/1/oauth/token', { method: 'POST', body: 'code=c' });
  if (pathname === '/points') return options.laurel.fetch(new Request(options.laurel.url + '/rpc/x'));
  return Response.json({ page: pathname, shop: options.env.PUBLIC_STORE_DOMAIN });
} } };`;

const shopify = new Hono()
  .post('/devstore/customer/authentication/1/oauth/token', async (call) => call.text(`token for ${await call.req.text()}`))
  .post('/devstore/api/:version/graphql.json', async (call) =>
    call.json({ version: call.req.param('version'), asked: await call.req.json(), cookie: call.req.header('cookie') ?? null }),
  );

describe('the storefront behind our server', () => {
  let dist: string;
  let appUrl: string;
  let stop: () => void;
  let storefront: (request: Request) => Response | Promise<Response>;
  const ask = async (path: string, init?: RequestInit) => storefront(new Request(appUrl + path, init));

  beforeAll(async () => {
    dist = await mkdtemp(join(tmpdir(), 'storefront-'));
    for (const dir of ['server', 'client/assets']) await mkdir(join(dist, dir), { recursive: true });
    await writeFile(join(dist, 'package.json'), '{"type":"module"}');
    await writeFile(join(dist, 'server/index.js'), app);
    await writeFile(join(dist, 'client/assets/root-1.css'), 'body{}');
    const server = serve({ fetch: shopify.fetch, port: 0, hostname: '127.0.0.1' });
    await once(server, 'listening');
    appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    stop = () => server.close();
    storefront = await createStorefront({
      dist,
      appUrl,
      shop: { id: 1, domain: 'glow-and-co.myshopify.com' },
      laurel: () => new Response('from Laurel, without a socket'),
    });
  });

  afterAll(async () => {
    stop();
    await rm(dist, { recursive: true });
  });

  it('answers pages with the dev store as the shop', async () => {
    expect(await (await ask('/products/x')).json()).toEqual({ page: '/products/x', shop: `${appUrl}/devstore` });
  });

  it('hands the app Laurel’s API in process', async () => {
    expect(await (await ask('/points')).text()).toBe('from Laurel, without a socket');
  });

  it('forwards the Storefront API with its body, and keeps the visitor’s cookie to itself', async () => {
    const answer = await ask('/api/2026-04/graphql.json', {
      method: 'POST',
      body: '{"query":"{shop{name}}"}',
      headers: { 'content-type': 'application/json', cookie: 'visitor=secret' },
    });
    expect(await answer.json()).toEqual({ version: '2026-04', asked: { query: '{shop{name}}' }, cookie: null });
  });

  it('sends the browser to the dev store where Hydrogen says shopify.com', async () => {
    expect((await ask('/account/login')).headers.get('location')).toBe(
      `${appUrl}/devstore/customer/authentication/1/oauth/authorize?state=s`,
    );
  });

  it('sends Hydrogen’s own calls there too', async () => {
    expect(await (await ask('/account/authorize')).text()).toBe('token for code=c');
  });

  it('leaves everybody else’s shopify.com alone', async () => {
    await ask('/account/login');
    let origin: unknown;
    const network = {
      dispatch(request: { origin?: unknown }): never {
        origin = request.origin;
        throw new Error('far enough');
      },
    };
    await fetch('https://shopify.com/authentication/1/oauth/token', { dispatcher: network } as unknown as RequestInit).catch(
      () => undefined,
    );
    expect(origin).toBe('https://shopify.com');
  });

  it('lets browsers keep files whose names change with their content, and says 404 for those that are gone', async () => {
    const found = await ask('/assets/root-1.css');
    expect([found.status, found.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect((await ask('/assets/root-0.css')).status).toBe(404);
  });
});
