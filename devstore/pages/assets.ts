/** Files the pages need: their own, the extension host's, and the built extensions. */
import { Hono, type Context } from 'hono';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pictureOf } from './picture.ts';

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const plainName = /^[\w.-]+$/;

export function assets(extensionsDir: string): Hono {
  const own = join(import.meta.dirname, 'assets');
  const built = join(import.meta.dirname, '../dist');
  return new Hono()
    .get('/pages/:file', (c) => serve(c, own, c.req.param('file')))
    .get('/assets/:file', (c) => serve(c, built, c.req.param('file')))
    .get('/app-bridge.js', (c) => serve(c, built, 'app-bridge.js'))
    .get('/polaris.js', (c) => serve(c, built, 'polaris.js'))
    .get('/extensions/:dir/:kind{dist|locales}/:file', (c) =>
      plainName.test(c.req.param('dir'))
        ? serve(c, join(extensionsDir, c.req.param('dir'), c.req.param('kind')), c.req.param('file'))
        : c.notFound(),
    )
    .get('/pictures/:file', (c) => {
      const picture = pictureOf(c.req.param('file').replace(/\.svg$/, ''));
      return picture ? c.body(picture, 200, { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=3600' }) : c.notFound();
    });
}

async function serve(c: Context, folder: string, file: string): Promise<Response> {
  const type = types[extname(file)];
  if (type === undefined || !plainName.test(file) || file.startsWith('.')) return c.notFound();
  try {
    return c.body(new Uint8Array(await readFile(join(folder, file))), 200, { 'content-type': type, 'cache-control': 'no-cache' });
  } catch {
    return c.text(`${file} is not built. Run "npm run build".`, 404);
  }
}
