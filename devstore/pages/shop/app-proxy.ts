/** The app proxy: an address of the shop that the app answers, with Shopify's word for whose shop it is and who looks. */
import { Hono, type Context } from 'hono';
import { createHmac } from 'node:crypto';
import { appProxy } from '../../extensions.ts';
import { notFoundPage } from '../not-found.ts';
import { personOf } from '../person.ts';
import { show, type PageParts } from '../visit.ts';

/** Shopify keeps the app's cookies and most of its headers to itself. */
const passedOn = ['cache-control', 'content-language', 'content-security-policy', 'content-type', 'etag', 'location', 'vary'];
const asked = ['accept', 'accept-language', 'if-none-match'];

/** The only beginnings that Shopify has. */
const prefixes = ['/apps/:subpath/*', '/a/:subpath/*', '/community/:subpath/*', '/tools/:subpath/*'];

/** `/<prefix>/<subpath>/…` as the app's configuration names it, for reading. Without such a configuration there is nothing. */
export function proxyPages(parts: PageParts): Hono {
  return new Hono().on('GET', prefixes, async (c) => {
    const { settings, store } = parts;
    const { pathname } = new URL(c.req.url);
    const proxy = appProxy(settings.extensionsDir);
    const [, prefix = '', rest = ''] = /^\/devstore(\/[^/]+\/[^/]+)(.*)$/.exec(pathname) ?? [];
    if (!proxy || prefix !== `/${proxy.prefix}/${proxy.subpath}`) {
      return show(c, store, { title: 'Not found', body: notFoundPage() }, 404);
    }
    const answer = await fetch(`${settings.appUrl}${proxy.path}${rest}?${signedQuery(c, parts, prefix)}`, {
      headers: picked(c.req.raw.headers, asked),
      redirect: 'manual',
    });
    return new Response(answer.body, { status: answer.status, headers: picked(answer.headers, passedOn) });
  });
}

/** The visitor's own query, what Shopify adds, and its signature over all of that: sorted by name, without separators. */
function signedQuery(c: Context, { settings, store }: PageParts, prefix: string): string {
  const query = new URL(c.req.url).searchParams;
  query.delete('signature');
  query.set('shop', store.shop.domain);
  query.set('logged_in_customer_id', personOf(c, store)?.id ?? '');
  query.set('path_prefix', prefix);
  query.set('timestamp', String(Math.floor(store.wallNow().getTime() / 1000)));
  const names = [...new Set(query.keys())].sort();
  const message = names.map((name) => `${name}=${query.getAll(name).join(',')}`).join('');
  query.set('signature', createHmac('sha256', settings.apiSecret).update(message).digest('hex'));
  return query.toString();
}

function picked(from: Headers, names: readonly string[]): Headers {
  const headers = new Headers();
  for (const name of names) {
    const value = from.get(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
}
