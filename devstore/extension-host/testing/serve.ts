/** A small web server for pages that host an extension: built files, fixed answers, nothing else. */
import { createReadStream, existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Scenario } from '../pages/scenario.ts';

export const DIST = path.join(import.meta.dirname, '../../dist');

export interface Answer {
  status?: number;
  type?: string;
  headers?: Record<string, string>;
  body: string;
}
/** By `GET /path`. A function may read the request’s JSON body. */
export type Routes = Record<string, Answer | ((body: unknown, request: IncomingMessage) => Answer | Promise<Answer>)>;

export interface Served {
  origin: string;
  close(): Promise<void>;
}

/** Serves `/devstore/assets/*` from devstore/dist and the routes. Port 0 takes a free one. */
export async function serve(routes: Routes, port = 0): Promise<Served> {
  const server = createServer((request, response) => {
    void answer(routes, request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  const { port: taken } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${taken}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

export const json = (value: unknown, headers: Record<string, string> = {}): Answer => ({
  type: 'application/json',
  headers,
  body: JSON.stringify(value),
});
export const html = (body: string): Answer => ({ type: 'text/html; charset=utf-8', body });

/** A page as the dev store writes it. `script` is the page script’s name: `checkout`, `account`, `thank-you`. */
export function extensionPage(script: string, scenario: Scenario): Answer {
  const safe = JSON.stringify(scenario).replaceAll('<', '\\u003c');
  return html(`<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${scenario.target}</title>
    <body style="max-width:620px;margin:24px auto;padding:0 16px;font:14px system-ui"><main><h1>${scenario.target}</h1><div id="extension"></div><pre id="cart"></pre></main>
    <script type="application/json" id="extension-scenario">${safe}</script>
    <script type="module">document.addEventListener('devstore:cart', (event) => { document.querySelector('#cart').textContent = JSON.stringify(event.detail, null, 1); });</script>
    <script type="module" src="/devstore/assets/${script}.js"></script></body></html>`);
}

async function answer(routes: Routes, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://here');
  const asset = /^\/devstore\/assets\/([\w.-]+)$/.exec(pathname)?.[1];
  if (asset !== undefined && existsSync(path.join(DIST, asset))) {
    response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' });
    createReadStream(path.join(DIST, asset)).pipe(response);
    return;
  }
  const route = routes[`${request.method} ${pathname}`];
  if (route === undefined) return void response.writeHead(404).end(`no ${request.method} ${pathname}`);
  const {
    status = 200,
    type = 'text/plain',
    headers = {},
    body,
  } = typeof route === 'function' ? await route(await readJson(request), request) : route;
  response.writeHead(status, { 'content-type': type, ...headers }).end(body);
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}
