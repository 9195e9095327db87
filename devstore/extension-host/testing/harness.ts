/**
 * Shows the built extensions without the dev store, on made-up answers of the backend, for those who write them.
 *
 *   node devstore/extension-host/testing/harness.ts [port]
 *
 * `?guest` shows one to a guest, `?locale=de` in another language, `?down` with the backend out of reach.
 */
import path from 'node:path';
import { readFileSync } from 'node:fs';
import { buildDevstore } from '../../build.ts';
import { TARGETS, type Target } from '../../elements/contract.ts';
import { bundledOrigin, extensionAt, localeFile, type BuiltExtension } from '../../extensions.ts';
import type { Scenario, Translations } from '../pages/scenario.ts';
import { backendAnswers } from './backend.ts';
import { extensionPage, html, json, serve, type Routes } from './serve.ts';

const extensionsDir = path.join(import.meta.dirname, '../../../extensions');
const [port = '4100'] = process.argv.slice(2);

await buildDevstore();
const backend = await serve(backendAnswers());
const targets = TARGETS.filter((target) => extensionAt(extensionsDir, target)?.built === true);
const routes: Routes = {
  'GET /': html(
    `<!doctype html><title>Harness</title><ul>${targets.map((target) => `<li><a href="/${target}">${target}</a>`).join('')}</ul>`,
  ),
  'GET /favicon.ico': { status: 204, body: '' },
  'GET /token': json({ token: 'made-up-session-token' }),
  'POST /discount-codes': changeCodes(),
};
for (const target of targets) host(target);
const { origin } = await serve(routes, Number(port));
for (const target of targets) console.log(`${origin}/${target}`);

function host(target: Target): void {
  const script = target.startsWith('customer-account.') ? 'account' : target.includes('thank-you') ? 'thank-you' : 'checkout';
  // Read anew with each request, so that a build shows with a reload.
  routes[`GET /${target}.js`] = () => ({ type: 'text/javascript', body: readBundle(extension(target)) });
  routes[`GET /${target}`] = (_, { url = '/' }) => extensionPage(script, scenario(target, new URL(url, origin).searchParams));
}

function extension(target: Target): BuiltExtension {
  const found = extensionAt(extensionsDir, target);
  if (found === undefined) throw new Error(`No extension renders at ${target}.`);
  return found;
}

function readBundle({ dir, handle }: BuiltExtension): string {
  return readFileSync(path.join(extensionsDir, dir, 'dist', `${handle}.js`), 'utf8');
}

function readTranslations(dir: string, locale: string): Translations {
  const file = localeFile(extensionsDir, dir, locale);
  return file === undefined ? {} : (JSON.parse(readFileSync(path.join(extensionsDir, dir, 'locales', file), 'utf8')) as Translations);
}

function scenario(target: Target, query: URLSearchParams): Scenario {
  const { dir, networkAccess } = extension(target);
  const locale = query.get('locale') ?? 'en';
  const customer = query.has('guest') ? null : { id: 'gid://shopify/Customer/102', firstName: 'Ben' };
  const isAccount = target.startsWith('customer-account.');
  return {
    target,
    locale,
    networkAccess,
    scriptUrl: `/${target}.js`,
    translations: readTranslations(dir, locale),
    routes: query.has('down') ? {} : { [bundledOrigin(extensionsDir)]: backend.origin },
    signals: isAccount ? { 'authenticatedAccount.customer': customer } : { 'buyerIdentity.customer': customer, ...checkoutSignals() },
    values: { shop: { name: 'Glow & Co', myshopifyDomain: 'glow-and-co.myshopify.com' } },
    links: { 'shopify:customer-account/orders': '/', 'extension:/': `/${target}` },
    endpoints: { sessionToken: '/token', applyDiscountCodeChange: '/discount-codes' },
  };
}

function checkoutSignals(): Record<string, unknown> {
  const usd = (amount: number) => ({ amount, currencyCode: 'USD' });
  const merchandise = { id: 'gid://shopify/ProductVariant/4', title: 'Night Repair Cream' };
  return {
    'cost.subtotalAmount': usd(48),
    'cost.totalAmount': usd(53),
    lines: [{ id: 'line-1', quantity: 1, merchandise, cost: { totalAmount: usd(48) }, discountAllocations: [] }],
    checkoutToken: 'harness',
  };
}

/** A cart that takes any code. */
function changeCodes() {
  const codes = new Set<string>();
  return (change: unknown) => {
    const { type, code } = change as { type: string; code: string };
    if (type === 'addDiscountCode') codes.add(code);
    else codes.delete(code);
    return json({ type: 'success', state: { signals: { discountCodes: [...codes].map((one) => ({ code: one })) } } });
  };
}
