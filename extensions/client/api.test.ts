import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createApi } from './api.ts';
import { newAttempt } from './attempt.ts';
import { createHistory } from './own.ts';
import type { Transport } from './request.ts';

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** The client against a real server on a port of its own, with a new token for every call. */
async function against(handle: Handler, over: Partial<Transport> = {}) {
  const server = createServer(async (request, response) => {
    const chunks = await Array.fromAsync(request);
    handle(request, response, Buffer.concat(chunks as Buffer[]).toString());
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  closers.push(() => (server.closeAllConnections(), server.close()));
  const { port } = server.address() as AddressInfo;
  let tokens = 0;
  const transport = { origin: `http://127.0.0.1:${port}`, token: async () => `token-${++tokens}`, fetch, timeoutMs: 5_000, ...over };
  return { ...createApi(transport), history: createHistory(transport) };
}

function answer(status: number, body: unknown): Handler {
  return (_, response) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

test('every call carries a token of its own and says what it wants', async () => {
  const seen: string[] = [];
  const api = await against((request, response, body) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization} ${body}`.trim());
    response.end('{}');
  });
  await api.overview(null);
  await api.overview({ subtotalMinor: 3200, currency: 'USD' });
  await api.history('17');
  await api.redeem({ rewardId: 'three-off', attempt: 'attempt-1' });
  await api.undo('a/b');
  expect(seen).toEqual([
    'GET /rpc/member Bearer token-1',
    'POST /rpc/member/carts Bearer token-2 {"subtotalMinor":3200,"currency":"USD"}',
    'GET /rpc/member/history?before=17 Bearer token-3',
    'POST /rpc/member/redemptions Bearer token-4 {"rewardId":"three-off","attempt":"attempt-1"}',
    'DELETE /rpc/member/redemptions/a%2Fb Bearer token-5',
  ]);
});

test('a refusal is an answer with its number, not a failure', async () => {
  const details = { code: 'not-enough-points', missingPoints: 40 };
  const api = await against(answer(422, { code: 'refused', message: 'no', requestId: 'r1', details }));
  expect(await api.redeem({ rewardId: 'three-off', attempt: 'attempt-1' })).toEqual({ refused: details });
});

test('a refusal of a kind this client does not know is still a refusal', async () => {
  const api = await against(answer(422, { code: 'refused', message: 'no', requestId: 'r1', details: { code: 'unknown-reward' } }));
  expect(await api.redeem({ rewardId: 'three-off', attempt: 'attempt-1' })).toEqual({ refused: { code: 'gone' } });
});

test('a problem keeps its code and the name of the request', async () => {
  const api = await against(answer(503, { code: 'unavailable', message: 'busy', requestId: 'r2' }));
  await expect(api.overview(null)).rejects.toMatchObject({ code: 'unavailable', status: 503, requestId: 'r2' });
});

test('an answer that is no JSON is a failure', async () => {
  const api = await against((_, response) => response.writeHead(200).end('<html>'));
  await expect(api.overview(null)).rejects.toMatchObject({ code: 'unreadable', status: 200 });
});

test('a server that hangs up is offline', async () => {
  const api = await against((request) => request.socket.destroy());
  await expect(api.overview(null)).rejects.toMatchObject({ code: 'offline', status: 0 });
});

test('a server that does not answer in time is a timeout', async () => {
  const api = await against(() => undefined, { timeoutMs: 50 });
  await expect(api.overview(null)).rejects.toMatchObject({ code: 'timeout' });
});

test('a call nobody waits for any more is aborted', async () => {
  const controller = new AbortController();
  const api = await against(() => controller.abort());
  await expect(api.overview(null, controller.signal)).rejects.toMatchObject({ code: 'aborted' });
});

test('a token that can not be had is a failure of the call', async () => {
  const api = await against(answer(200, {}), { token: () => Promise.reject(new Error('signed out')) });
  await expect(api.overview(null)).rejects.toMatchObject({ code: 'offline', message: 'signed out' });
});

test('an attempt is 32 hex digits made of the bytes it is given', () => {
  expect(newAttempt((bytes) => bytes.fill(10))).toBe('0a'.repeat(16));
});

test('a refusal because of another discount says which', async () => {
  const details = { code: 'does-not-combine', with: 'SUMMER' };
  const api = await against(answer(422, { code: 'refused', message: 'no', requestId: 'r1', details }));
  expect(await api.redeem({ rewardId: 'three-off', attempt: 'attempt-1' })).toEqual({ refused: details });
});
