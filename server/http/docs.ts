import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { html } from 'hono/html';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The readable page of the API document; everything it needs comes from here, nothing from a CDN. */
export function docsPage(): Hono {
  const assets = relative(process.cwd(), dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')))) || '.';
  return new Hono()
    .use('/openapi/assets/*', serveStatic({ root: assets, rewriteRequestPath: (path) => path.replace(/^\/openapi\/assets/, '') }))
    .get('/openapi/start.js', (call) =>
      call.body(`SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api' });`, 200, { 'content-type': 'text/javascript' }),
    )
    .get('/openapi', (call) =>
      call.html(
        html`<!doctype html>
          <html lang="en">
            <head>
              <meta charset="utf-8" />
              <meta name="viewport" content="width=device-width, initial-scale=1" />
              <title>Laurel API</title>
              <link rel="icon" href="data:," />
              <link rel="stylesheet" href="/openapi/assets/swagger-ui.css" />
            </head>
            <body>
              <main id="api"></main>
              <script src="/openapi/assets/swagger-ui-bundle.js"></script>
              <script src="/openapi/start.js"></script>
            </body>
          </html>`,
      ),
    );
}
