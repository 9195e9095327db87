/** The dev store: plays Shopify on localhost. It imports nothing from the server, the extensions or the web. */
import { Hono } from 'hono';
import { adminApi } from './admin-api/routes.ts';
import { customerApi } from './customer-api/routes.ts';
import { createFaults } from './control/faults.ts';
import { controlApi } from './control/routes.ts';
import { openInbox } from './mail/inbox.ts';
import { notFoundPage } from './pages/not-found.ts';
import { pages } from './pages/routes.ts';
import { show } from './pages/visit.ts';
import { seedBasics } from './seed/people.ts';
import { seedHistory } from './seed/seed.ts';
import { openStore, type Clock, type ShopInfo } from './store/store.ts';
import { storefrontApi } from './storefront-api/routes.ts';
import { openOutbox } from './webhooks/outbox.ts';

export interface DevstoreOptions {
  /** Where the dev store is reached: `http://127.0.0.1:3000/devstore`. */
  readonly publicUrl: string;
  /** Where the app is reached; webhooks go to `<appUrl>/webhooks`. */
  readonly appUrl: string;
  readonly shop: ShopInfo;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly accessToken: string;
  /** Shared with the app: moving the shop's clock moves the app's. */
  readonly clock: Clock;
  /** State is kept here across starts. */
  readonly dataFile?: string;
  /** Built bundles are read from `<dir>/<extension>/dist/<handle>.js`. */
  readonly extensionsDir: string;
  /** Where on 127.0.0.1 e-mails are taken in; 0: any free port. Absent: none are. */
  readonly smtpPort?: number;
}

export interface Devstore {
  fetch(request: Request): Promise<Response>;
  /** `smtp://127.0.0.1:<port>`, where e-mails are taken in. */
  readonly smtpUrl: string | undefined;
  /** Makes the demo history, once. Resolves when all its webhooks are delivered. */
  seed(): Promise<void>;
  close(): Promise<void>;
}

export async function createDevstore(options: DevstoreOptions): Promise<Devstore> {
  const store = openStore(options);
  seedBasics(store);
  const faults = createFaults();
  const outbox = openOutbox(store, { url: `${options.appUrl}/webhooks`, secret: options.apiSecret });
  const inbox = options.smtpPort === undefined ? undefined : await openInbox(store, faults, options.smtpPort);
  const app = new Hono({ strict: false }).basePath('/devstore');
  app.route('/', adminApi(store, options, faults));
  app.route('/', storefrontApi(store, options));
  app.route('/', customerApi(store, options.publicUrl, faults));
  app.route('/', pages({ store, settings: options, outbox }));
  app.route('/control', controlApi({ store, faults, outbox, seedBasics: () => seedBasics(store) }));
  app.notFound((c) => show(c, store, { title: 'Not found', body: notFoundPage() }, 404));
  return {
    fetch: async (request) => app.fetch(request),
    smtpUrl: inbox?.url,
    async seed() {
      seedHistory(store);
      await outbox.settled();
    },
    async close() {
      await outbox.close();
      await inbox?.close();
      store.close();
    },
  };
}
