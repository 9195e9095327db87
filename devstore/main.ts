/** Runs the dev store alone: `PORT=3100 APP_URL=http://127.0.0.1:3000 node devstore/main.ts`. */
import { serve } from '@hono/node-server';
import { fileURLToPath } from 'node:url';
import { createDevstore } from './index.ts';

const port = Number(process.env['PORT'] ?? 3100);
const origin = `http://127.0.0.1:${port}`;
const dataFile = process.env['DEVSTORE_DATA_FILE'];
let offsetMs = 0;

const devstore = await createDevstore({
  publicUrl: `${origin}/devstore`,
  appUrl: process.env['APP_URL'] ?? 'http://127.0.0.1:3000',
  shop: { id: 1, domain: 'glow-and-co.myshopify.com', name: 'Glow & Co', currency: 'USD', timeZone: 'America/New_York' },
  apiKey: process.env['SHOPIFY_API_KEY'] ?? 'laurel-dev-client',
  apiSecret: process.env['SHOPIFY_API_SECRET'] ?? 'laurel-dev-secret-0123456789abcdef',
  accessToken: 'shpat_laurel_dev',
  clock: {
    now: () => new Date(Date.now() + offsetMs),
    advance: (ms) => {
      offsetMs += ms;
    },
  },
  ...(dataFile === undefined ? {} : { dataFile }),
  extensionsDir: fileURLToPath(new URL('../extensions', import.meta.url)),
});

const server = serve({ fetch: (request) => devstore.fetch(request), port, hostname: '127.0.0.1' }, () => {
  console.log(`Dev store: ${origin}/devstore`);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close();
    void devstore.close().then(() => process.exit(0));
  });
}
