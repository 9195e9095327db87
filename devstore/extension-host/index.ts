/**
 * Runs a built extension bundle in a worker and mirrors what it renders into a container of this page.
 * Built as `devstore/dist/extension-host.js`, for `<script type="module">`.
 */
import { DOMRemoteReceiver } from '@remote-dom/core/receivers';
import { ThreadWebWorker } from '@quilted/threads';
import type { Contract } from '../elements/contract.ts';
import { defineElements, missingStandIns } from '../elements/index.ts';
import { contractOf } from './contracts.ts';
import { followLinks } from './links.ts';
import { showFailure } from './failure.ts';
import { pageMethods } from './methods.ts';
import { standardSignals } from './signals.ts';
import { createWorker } from './start-worker.ts';
import type { HostExports, StartOptions, Translations, WorkerExports } from './protocol.ts';

export interface MountOptions {
  container: HTMLElement;
  target: string;
  scriptUrl: string;
  locale: string;
  translations: Translations;
  settings?: Record<string, unknown>;
  currency?: string;
  timeZone?: string;
  networkAccess: boolean;
  /** From the origin in the bundle to where it runs here. */
  routes: Record<string, string>;
  /** From `shopify:` and `extension:` addresses to pages. */
  links?: Record<string, string>;
  /** Where `shopify://customer-account` is played, with the page's cookies; absent: nowhere. */
  customerApi?: string;
  api: {
    /** Initial values by path: `buyerIdentity.customer`, `discountCodes`. */
    signals: Record<string, unknown>;
    values?: Record<string, unknown>;
    methods: Record<string, (...args: never[]) => unknown>;
  };
}

export interface MountedExtension {
  /** Pushes a new value into a signal, for example `cost.totalAmount`. */
  set(path: string, value: unknown): Promise<void>;
  stop(): void;
}

/**
 * Resolves once the extension has rendered. Rejects if it can't start. Whenever it fails the container says so;
 * at the start, or with an element Shopify would refuse, its worker ends.
 */
export async function mountExtension(options: MountOptions): Promise<MountedExtension> {
  const { container, target } = options;
  const elements = contractOf(target);
  defineElements(target.startsWith('customer-account.') ? 'account' : 'checkout', elements);

  const worker = createWorker();
  const stop = () => worker.terminate();
  const report = (message: string) => showFailure(container, target, message);
  const fail = (message: string) => {
    stop();
    report(message);
  };
  const receiver = createReceiver(container, elements);
  const methods = { ...pageMethods(options), ...options.api.methods } as Record<string, (...args: unknown[]) => unknown>;
  const thread = new ThreadWebWorker<WorkerExports, HostExports>(worker, {
    exports: {
      async mutate(records) {
        try {
          receiver.connection.mutate(records);
        } catch (error) {
          fail(`${messageOf(error)}. ${target} does not know it.`);
        }
      },
      callElement: async (id, method, args) => receiver.connection.call(id, method, ...args),
      async call(path, args) {
        const method = methods[path];
        if (method === undefined) throw new Error(`the dev store does not offer shopify.${path}`);
        return method(...args);
      },
      async askShopify(path, body) {
        if (options.customerApi === undefined) throw new TypeError('this page does not offer the Customer Account API');
        const answer = await fetch(options.customerApi + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
        return { status: answer.status, body: await answer.text() };
      },
      // Like Shopify, an extension goes on after an uncaught error; unlike Shopify, everyone sees it.
      failed: async (message) => report(message),
    },
  });
  worker.addEventListener('error', (event) => fail(event.message));
  followLinks(container, options.links ?? {}, options.routes);

  try {
    await thread.imports.start(startOptions(options, elements, Object.keys(methods)));
  } catch (error) {
    fail(messageOf(error));
    throw error;
  }
  return { set: (path, value) => thread.imports.update(path, value), stop };
}

function createReceiver(root: Element, elements: Contract) {
  warnOfMissing(elements, root);
  const definitions = Object.entries(elements).map(([tag, { properties, events }]) => [
    tag,
    {
      properties: { ...Object.fromEntries(Object.keys(properties).map((name) => [name, {}])), id: {} },
      attributes: ['slot'],
      events: Object.fromEntries(events.map((name) => [name, {}])),
    },
  ]);
  return new DOMRemoteReceiver({ root, elements: Object.fromEntries(definitions) });
}

// An element Shopify knows and we do not draw would appear as bare text: say so, loudly, when it is used.
function warnOfMissing(elements: Contract, root: Element): void {
  const missing = new Set(missingStandIns(Object.keys(elements)));
  new MutationObserver(() => {
    for (const tag of missing) {
      if (root.querySelector(tag) === null) continue;
      missing.delete(tag);
      console.error(`The dev store has no stand-in for <${tag}>.`);
    }
  }).observe(root, { childList: true, subtree: true });
}

function startOptions(options: MountOptions, elements: Contract, methods: string[]): StartOptions {
  const { target, locale, translations, networkAccess, routes, currency = 'USD', timeZone = 'UTC' } = options;
  const { scriptUrl } = options;
  const standard = standardSignals({ target, locale, currency, timeZone, networkAccess });
  return {
    scriptUrl: new URL(scriptUrl, location.href).href,
    url: location.href,
    target,
    elements,
    locale,
    translations,
    networkAccess,
    routes,
    currency,
    timeZone,
    api: {
      signals: { ...standard, settings: options.settings ?? {}, ...options.api.signals },
      values: { 'extension.target': target, 'extension.apiVersion': '2026-07', 'extension.scriptUrl': scriptUrl, ...options.api.values },
      methods,
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
