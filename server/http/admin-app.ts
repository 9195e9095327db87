import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Config } from '../config.ts';

const shopPattern = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/** Serves the merchant's app. Only Shopify's admin of that shop (or the dev store) may frame it. */
export function adminApp(config: Config, distDir: string): Hono {
  const page = readFile(join(distDir, 'index.html'), 'utf8').then((html) => fill(html, config));
  // Awaited at the first request; without this an unbuilt admin would end the process instead of answering.
  page.catch(() => undefined);
  const root = relative(process.cwd(), distDir) || '.';
  return (
    new Hono()
      .get('/admin', (call) => call.redirect(`/admin/${new URL(call.req.url).search}`))
      .use(
        '/admin/assets/*',
        serveStatic({
          root,
          rewriteRequestPath: (path) => path.replace(/^\/admin/, ''),
          onFound: (_path, call) => call.header('cache-control', 'public, max-age=31536000, immutable'),
        }),
      )
      // A page of another build asks for its own files: a page in their place would be run as a script.
      .get('/admin/assets/*', (call) => call.notFound())
      .get('/admin/*', async (call) => {
        const shop = call.req.query('shop') ?? '';
        const framers = shopPattern.test(shop) ? `https://${shop} https://admin.shopify.com` : "'none'";
        call.header('content-security-policy', `frame-ancestors ${config.devstore ? "'self'" : framers}`);
        call.header('cache-control', 'no-cache');
        return call.html(await page);
      })
  );
}

function fill(html: string, config: Config): string {
  const scripts = config.devstore
    ? { bridge: '/devstore/app-bridge.js', polaris: '/devstore/polaris.js' }
    : { bridge: 'https://cdn.shopify.com/shopifycloud/app-bridge.js', polaris: 'https://cdn.shopify.com/shopifycloud/polaris-1.js' };
  return html
    .replaceAll('%APP_BRIDGE_URL%', scripts.bridge)
    .replaceAll('%POLARIS_URL%', scripts.polaris)
    .replaceAll('%API_KEY%', config.shopify.apiKey);
}
