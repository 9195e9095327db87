/**
 * The stand-in for Shopify's extension worker: a Remote DOM document, the `shopify` global,
 * then the deployed bundle, untouched. Its origin is opaque, as Shopify's is, so CORS is real.
 */
import '@remote-dom/core/polyfill';
import { ThreadWebWorker } from '@quilted/threads';
import { createApi, defaultSignalClass, type ExtensionApi, type SignalClass } from './api.ts';
import { createRemoteBody, defineRemoteElements } from './elements.ts';
import { createFetch } from './fetch.ts';
import { createNavigation } from './navigation.ts';
import type { HostExports, StartOptions, WorkerExports } from './protocol.ts';

type Render = (api: unknown) => unknown;

declare const self: Window & typeof globalThis & { importScripts(url: string): void };
const nativeFetch = self.fetch.bind(self);
const renders = new Map<string, Render>();
let signalClass: SignalClass = defaultSignalClass;
let api: ExtensionApi | undefined;

const thread = new ThreadWebWorker<HostExports, WorkerExports>(self as unknown as Worker, {
  exports: {
    start,
    async update(path, value) {
      api?.update(path, value);
    },
  },
});
const host = thread.imports;

self.addEventListener('error', (event) => void host.failed(event.message));
self.addEventListener('unhandledrejection', (event) => void host.failed(String(event.reason)));

async function start(options: StartOptions): Promise<void> {
  defineRemoteElements(options.elements);
  const body = createRemoteBody({
    mutate: (records) => void host.mutate(records),
    call: (id, method, ...args) => host.callElement(id, method, [...args]),
  });
  const shopify = defineGlobals(options);
  self.importScripts(options.scriptUrl);

  const render = renders.get(options.target);
  if (render === undefined) throw new Error(`the bundle has no ${options.target}; it has ${[...renders.keys()].join(', ')}`);
  api = createApi(options, signalClass, (path, args) => host.call(path, args));
  Object.assign(shopify, api.members);
  body.connect();
  await render(shopify);
}

// The bundle reads `shopify.extend` while it loads; the rest of the API comes after, when its Signal class is known.
function defineGlobals(options: StartOptions): object {
  const shopify = {
    extend: (target: string, render: Render) => void renders.set(target, render),
    setSignals: (own: SignalClass) => void (signalClass = own),
  };
  const globals = {
    shopify,
    fetch: createFetch(nativeFetch, options, (path, body) => host.askShopify(path, body)),
    navigation: createNavigation(options.url, (url, history) => void host.call('navigation.navigate', [url, { history }])),
  };
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(self, name, { value, configurable: true, writable: true });
  }
  return shopify;
}
