import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openAdminApi } from './admin.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

/** A Shopify that answers what the test says, one answer per call, over real HTTP. */
async function shopify(...answers: Answer[]) {
  let calls = 0;
  const waits: number[] = [];
  const server = createServer((request, response) => (answers[calls++] ?? answers.at(-1))?.(request, response));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const api = openAdminApi({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql.json`,
    accessToken: 'token',
    timeoutMs: 200,
    attemptsMax: 3,
    random: () => 0.5,
    wait: async (ms) => void waits.push(ms),
  });
  return { api, waits, calls: () => calls };
}

const json =
  (body: unknown, status = 200): Answer =>
  (_request, response) =>
    response.writeHead(status).end(JSON.stringify(body));
const good = json({ data: { shop: { name: 'Glow' } } });
const shape = z.object({ shop: z.object({ name: z.string() }) });
const throttled = json({
  errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
  extensions: { cost: { requestedQueryCost: 150, throttleStatus: { maximumAvailable: 1000, currentlyAvailable: 50, restoreRate: 100 } } },
});

describe('asking the Admin API', () => {
  it.each<[string, Answer]>([
    ['HTTP 429', json({}, 429)],
    ['HTTP 500', json({}, 500)],
    ['a dropped connection', (request) => request.socket.destroy()],
    ['silence beyond the time-out', () => undefined],
    ['an answer that is no JSON', (_request, response) => response.end('<html>')],
    ['a throttled answer', throttled],
  ])('%s is asked again', async (_name, bad) => {
    const { api, calls } = await shopify(bad, good);
    expect(await api.ask('{ shop { name } }', {}, shape)).toEqual({ shop: { name: 'Glow' } });
    expect(calls()).toBe(2);
  });

  it('waits as long as the bucket needs to fill when throttled', async () => {
    const { api, waits } = await shopify(throttled, good);
    await api.ask('{ shop { name } }', {}, shape);
    expect(waits).toEqual([1000]);
  });

  it('gives up after the attempts it may make', async () => {
    const { api, calls, waits } = await shopify(json({}, 503));
    await expect(api.ask('{ shop { name } }', {}, shape)).rejects.toMatchObject({ code: 'shopify_unavailable' });
    expect(calls()).toBe(3);
    expect(waits).toEqual([200, 400]);
  });

  it.each<[string, Answer]>([
    ['a document Shopify does not understand', json({ errors: [{ message: "Field 'titel' doesn't exist" }] })],
    ['a refused token', json({ errors: 'Invalid API key' }, 401)],
    ['another shape than asked', json({ data: { shop: null } })],
  ])('%s is not asked again', async (_name, bad) => {
    const { api, calls } = await shopify(bad, good);
    await expect(api.ask('{ shop { name } }', {}, shape)).rejects.toMatchObject({ code: 'shopify_unavailable' });
    expect(calls()).toBe(1);
  });
});
