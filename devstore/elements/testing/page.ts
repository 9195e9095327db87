/** The gallery page, served with the stand-ins in it. */
import path from 'node:path';
import { build } from 'esbuild';
import { html, serve, type Served } from '../../extension-host/testing/serve.ts';
import { SPECIMENS } from './specimens.ts';

// Only the admin knows `s-app-nav`.
const NAVIGATION =
  '<s-app-nav><s-link href="/" rel="home">Home</s-link><s-link href="/gallery">Overview</s-link><s-link href="/members">Members</s-link></s-app-nav>';

const page = (
  navigation: string,
) => `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Stand-ins</title>
  <script src="/gallery.js"></script><body style="margin:0;background:var(--s-page);font:14px var(--s-font)">${navigation}<main>${SPECIMENS}</main></body></html>`;

export async function serveGallery(port = 0): Promise<Served> {
  const built = await build({
    entryPoints: [path.join(import.meta.dirname, 'gallery.ts')],
    bundle: true,
    target: 'es2022',
    format: 'iife',
    write: false,
  });
  return serve(
    {
      'GET /gallery.js': { type: 'text/javascript', body: built.outputFiles[0]?.text ?? '' },
      'GET /gallery': (_, { url = '' }) => html(page(url.includes('admin') ? NAVIGATION : '')),
      'GET /favicon.ico': { status: 204, body: '' },
    },
    port,
  );
}
