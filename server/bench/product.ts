import { spawn, type ChildProcess } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { SignJWT } from 'jose';
import type pg from 'pg';
import { devShop, readConfig } from '../config.ts';
import { assert } from '../core/assert.ts';
import { openPool } from '../db/index.ts';
import type { Place } from './place.ts';

/** The product as it is started by hand, with members who bought before, as seen from outside. */
export interface Product {
  /** "embedded PostgreSQL 18.4" */
  readonly server: string;
  readonly entries: number;
  /** Asks as the i-th member. */
  ask(i: number, method: 'GET' | 'POST', path: string, body?: object): Promise<Response>;
  /** Tells of an order as Shopify does, each time under a name of its own. */
  deliver(i: number): Promise<void>;
  /** Waits until all that was delivered is worked through, five minutes at most; answers how many of `sent` are not. */
  missing(sent: number): Promise<number>;
}

const root = path.join(import.meta.dirname, '..', '..');
const ordersTold = 300;
const firstCustomer = 700_000;

/** Starts the server in a process of its own upon `place`, and ends it afterwards. */
export async function onProduct<T>(place: Place, members: number, work: (product: Product) => Promise<T>): Promise<T> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  // A dev store of its own: the developer's keeps its customers from run to run.
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'laurel-bench-'));
  const env = {
    ...process.env,
    LAUREL_DATA_DIR: folder,
    PORT: String(port),
    HOST: '127.0.0.1',
    APP_URL: url,
    DATABASE_URL: place.url,
    DEVSTORE: '1',
    LOG_LEVEL: 'error',
  };
  const child = spawn(process.execPath, ['server/main.ts'], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const owner = openPool({ ...place.connection, max: 2 });
  try {
    await isReady(child);
    return await work(await furnished(place, owner, url, members));
  } finally {
    await owner.end();
    const gone = once(child, 'exit');
    if (child.exitCode === null) child.kill('SIGINT');
    await gone;
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function isReady(child: ChildProcess): Promise<void> {
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  while (!output.includes('Laurel is ready')) {
    assert(child.exitCode === null && child.signalCode === null, `the server starts: ${output}`);
    await wait(100);
  }
}

async function furnished(place: Place, owner: pg.Pool, url: string, members: number): Promise<Product> {
  const { shopify } = readConfig({ DEVSTORE: '1' });
  const secret = shopify.apiSecrets[0] ?? '';
  const tokens = await Promise.all(Array.from({ length: members }, (_, i) => token(shopify.apiKey, secret, String(firstCustomer + i))));
  const control = async <R>(name: string, body: object): Promise<R> => {
    const answer = await fetch(`${url}/devstore/control/${name}`, { method: 'POST', body: JSON.stringify(body) });
    assert(answer.ok, `the dev store answers ${name}: ${answer.status}`);
    return (await answer.json()) as R;
  };
  const ask: Product['ask'] = (i, method, at, body) =>
    fetch(`${url}/rpc/member${at}`, {
      method,
      headers: { authorization: `Bearer ${tokens[i]}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
  // A visit enrols.
  for (let i = 0; i < members; i += 10) {
    const ten = await Promise.all(Array.from({ length: Math.min(10, members - i) }, (_, k) => ask(i + k, 'GET', '')));
    assert(
      ten.every(({ status }) => status === 200),
      'every member can visit',
    );
  }
  await giveHistory(owner);
  const { customerId } = await control<{ customerId: string }>('customers', { firstName: 'Bench', email: 'bench@example.com' });
  const orders: string[] = [];
  for (let i = 0; i < ordersTold; i++) {
    const placed = await control<{ orderId: string }>('orders', { customerId, lines: [{ handle: 'the-ritual-set', quantity: 1 }] });
    orders.push(placed.orderId);
  }
  await control('webhooks/settled', {});
  await workedThrough(owner);
  const run = randomUUID();
  const { rows } = await owner.query<{ server_version: string; entries: number }>(
    `select current_setting('server_version') as server_version, (select count(*) from entry) as entries`,
  );
  const [about] = rows;
  return {
    server: `${place.name} ${about?.server_version}`,
    entries: Number(about?.entries),
    ask,
    async deliver(i) {
      const id = orders[i % orders.length];
      const body = JSON.stringify({
        id: Number(id),
        admin_graphql_api_id: `gid://shopify/Order/${id}`,
        updated_at: new Date().toISOString(),
      });
      const answer = await fetch(`${url}/webhooks`, { method: 'POST', headers: headers(secret, body, `${run}-${i}`), body });
      assert(answer.status === 200, `a webhook answered ${answer.status}`);
      await answer.arrayBuffer();
    },
    async missing(sent) {
      await workedThrough(owner);
      const done = await owner.query<{ count: number }>(
        `select count(*) as count from webhook where webhook_id like $1 and state = 'done'`,
        [`${run}-%`],
      );
      return sent - Number(done.rows[0]?.count);
    },
  };
}

/** Twenty purchases of each member who came, as the books have them: by the ledger's own function, without sending them there. */
async function giveHistory(owner: pg.Pool): Promise<void> {
  for (let round = 0; round < 20; round++) {
    await owner.query(
      `with told as (select set_config('laurel.shop_id', $1::int::text, false)),
       m as (select array_agg(id) as ids, count(*)::integer as n from told, member where shop_id = $1::int and customer_id::bigint >= $2::int)
       select count(*) from m cross join lateral ledger_accrue($1::int, ids, ids, array_fill('available'::ledger_account, array[n]), array_fill(100, array[n]),
         array_fill(now() - interval '400 days' + $3::int * interval '15 days', array[n]), array(select format('bench/%s/%s', $3::int, i) from generate_series(1, n) i),
         array(select encode(sha256(i::text::bytea), 'hex') from generate_series(1, n) i), (select jsonb_agg($4::jsonb) from generate_series(1, n)),
         array_fill(null::date, array[n]), array_fill(null::date, array[n]), array_fill('purchase'::text, array[n]),
         array(select format('order/bench/%s/%s', $3::int, i) from generate_series(1, n) i), array_fill(null::smallint, array[n])) posted`,
      [devShop.id, firstCustomer, round, JSON.stringify({ kind: 'program', ref: 'bench', reasons: [{ rule: 'bonus', points: 100 }] })],
    );
  }
}

async function workedThrough(owner: pg.Pool): Promise<void> {
  for (const until = Date.now() + 300_000; Date.now() < until; await wait(200)) {
    const { rows } = await owner.query<{ count: number }>(`select count(*) as count from webhook where state not in ('done', 'failed')`);
    if (Number(rows[0]?.count) === 0) return;
  }
}

async function token(audience: string, secret: string, customerId: string): Promise<string> {
  return new SignJWT({ dest: devShop.domain, sub: `gid://shopify/Customer/${customerId}` })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(audience)
    .setIssuedAt()
    .setNotBefore('0s')
    .setExpirationTime('1h')
    .setJti(randomUUID())
    .sign(new TextEncoder().encode(secret));
}

function headers(secret: string, body: string, id: string) {
  return {
    'content-type': 'application/json',
    'x-shopify-topic': 'orders/updated',
    'x-shopify-webhook-id': id,
    'x-shopify-shop-domain': devShop.domain,
    'x-shopify-triggered-at': new Date().toISOString(),
    'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
