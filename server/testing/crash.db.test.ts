import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { points } from '../core/points.ts';
import { balances, post, verify } from '../ledger/index.ts';
import { enroll } from '../members/index.ts';
import { findCode } from '../shopify/index.ts';
import { openStage, type Stage } from './stage.ts';
import { customerToken, webhookHeaders } from './tokens.ts';

const root = join(import.meta.dirname, '../..');
const patient = { timeout: 40_000, interval: 100 };

let stage: Stage;
let server: { process: ChildProcess; url: string } | undefined;
beforeAll(async () => {
  stage = await openStage({ realTime: true });
});
afterEach(() => kill());
afterAll(() => stage.close());

/** The real server as a process of its own, on the stage's database and dev store. */
async function startServer(): Promise<string> {
  const port = await freePort();
  const { config } = stage.deps;
  const child = spawn(process.execPath, [join(root, 'server/main.ts')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      DEVSTORE: '0',
      DATABASE_URL: stage.test.url,
      SHOPIFY_API_KEY: config.shopify.apiKey,
      SHOPIFY_API_SECRET: config.shopify.apiSecrets[0],
      SHOPIFY_BASE_URL: stage.devstoreUrl,
      ENCRYPTION_KEY: config.encryptionKey.toString('base64'),
      LOG_LEVEL: 'error',
    },
  });
  const url = `http://127.0.0.1:${port}`;
  server = { process: child, url };
  await vi.waitFor(async () => expect((await fetch(`${url}/healthz`)).status).toBe(200), patient);
  return url;
}

async function kill(): Promise<void> {
  const dying = server?.process;
  server = undefined;
  if (!dying || dying.exitCode !== null || dying.signalCode !== null) return;
  const gone = once(dying, 'exit');
  dying.kill('SIGKILL');
  await gone;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function memberWith(customerId: string, available: number) {
  const ctx = stage.context();
  const id = (await enroll(ctx, [{ customerId }])).memberOf(customerId);
  const cause = { kind: 'staff', ref: '1', note: 'for the story' } as const;
  await ctx.db.transaction(ctx.shop.id, (tx) =>
    post(tx, ctx.shop, ctx.now, [
      {
        kind: 'issue',
        memberId: id,
        points: points(available),
        into: 'available',
        source: 'bonus',
        origin: `gift/${customerId}`,
        key: `gift/${customerId}`,
        at: ctx.now,
        cause,
      },
    ]),
  );
  return id;
}

const redemption = async (customerId: string) =>
  (
    await stage.test.owner.query<{ id: string; state: string; code: string }>(
      'select r.id, r.state, r.code from redemption r join member m on m.shop_id = r.shop_id and m.id = r.member_id where m.customer_id = $1',
      [customerId],
    )
  ).rows[0];

async function redeem(url: string, customerId: string): Promise<Response> {
  return fetch(`${url}/rpc/member/redemptions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await customerToken(stage, customerId)}` },
    body: JSON.stringify({ rewardId: 'three-off', attempt: `attempt-${customerId}`, cart: { subtotalMinor: 4800, currency: 'USD' } }),
  });
}

describe('the server killed with kill -9', () => {
  it('between hold and code: after the restart the code is made, once', async () => {
    const memberId = await memberWith('101', 100);
    const url = await startServer();
    await stage.control('faults', { operation: 'discountCodeBasicCreate', mode: '500', times: 1_000 });
    const request = redeem(url, '101').catch(() => undefined);
    await vi.waitFor(async () => expect(await redemption('101')).toMatchObject({ state: 'held' }), patient);
    await kill();
    await request;
    await stage.control('faults', { mode: 'clear' });
    const again = await startServer();
    await vi.waitFor(async () => expect(await redemption('101')).toMatchObject({ state: 'issued' }), patient);
    const answer = await redeem(again, '101');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ state: 'issued', code: expect.stringMatching(/^LR-/) });
    const held = await stage.deps.db.read(stage.shop.id, (tx) => balances(tx, stage.shop, [memberId], stage.deps.now()));
    expect(held.get(memberId)).toMatchObject({ available: 0, held: 100 });
  });

  it('between payment and capture: after the restart the points are used, once', async () => {
    const memberId = await memberWith('102', 100);
    const url = await startServer();
    await (await redeem(url, '102')).json();
    const code = (await redemption('102'))?.code ?? '';
    expect(await findCode(stage.deps.admin.of(stage.shop), code)).toMatchObject({ exists: true, active: true });
    await stage.control('webhooks', { mode: 'drop' });
    const order = await stage.control<{ orderId: string }>('orders', {
      customerId: 102,
      lines: [{ handle: 'dew-drops-serum', quantity: 2 }],
      discountCodes: [code],
    });
    await stage.control('faults', { operation: 'nodes', mode: '500', times: 1_000 });
    // By hand: the id is larger than a JavaScript number can be.
    const body = `{"id": ${order.orderId}, "admin_graphql_api_id": "gid://shopify/Order/${order.orderId}"}`;
    const delivered = await fetch(`${url}/webhooks`, { method: 'POST', body, headers: webhookHeaders(stage, 'orders/paid', body) });
    expect(delivered.status).toBe(200);
    await vi.waitFor(
      async () => expect((await stage.test.owner.query('select from webhook where attempts > 0')).rows).toHaveLength(1),
      patient,
    );
    await kill();
    expect(await redemption('102')).toMatchObject({ state: 'issued' });
    await stage.control('faults', { mode: 'clear' });
    await startServer();
    await vi.waitFor(async () => expect(await redemption('102')).toMatchObject({ state: 'captured' }), patient);
    const after = await stage.deps.db.read(stage.shop.id, (tx) => balances(tx, stage.shop, [memberId], stage.deps.now()));
    expect(after.get(memberId)).toMatchObject({ held: 0 });
    expect((await verify(stage.deps.db, stage.shop)).differences).toEqual([]);
  });
}, 120_000);
