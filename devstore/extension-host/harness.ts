/**
 * Shows a built extension without the dev store, with made-up answers of the backend, for those who write extensions.
 *
 *   node devstore/extension-host/harness.ts [folder of the extension] [port]
 *
 * `?guest` shows it to a guest, `?locale=de` in another language, `?down` with the backend failing.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildDevstore } from '../build.ts';
import type { Target } from '../elements/contract.ts';
import type { Scenario, Translations } from './pages/scenario.ts';
import { backendAnswers } from './testing/backend.ts';
import { extensionPage, html, json, serve, type Routes } from './testing/serve.ts';

const [folder = 'extensions/checkout', port = '4100'] = process.argv.slice(2);

/** What the harness needs of shopify.extension.toml; a real reader is not worth a dependency here. */
function readToml(dir: string) {
  const text = readFileSync(path.join(dir, 'shopify.extension.toml'), 'utf8');
  const value = (key: string) => new RegExp(`^\\s*${key}\\s*=\\s*"?([^"\\n]+)"?`, 'm').exec(text)?.[1] ?? '';
  const targets = [...text.matchAll(/^\s*target\s*=\s*"([^"]+)"/gm)].map((match) => match[1] as Target);
  return { handle: value('handle'), networkAccess: value('network_access') === 'true', targets };
}

function readTranslations(dir: string, locale: string): Translations {
  const files = readdirSync(path.join(dir, 'locales'));
  const file = files.find((name) => name.startsWith(`${locale}.`)) ?? files.find((name) => name.includes('.default.')) ?? '';
  return JSON.parse(readFileSync(path.join(dir, 'locales', file), 'utf8')) as Translations;
}

function scenario(target: Target, query: URLSearchParams): Scenario {
  const locale = query.get('locale') ?? 'en';
  const { networkAccess } = readToml(folder);
  const customer = query.has('guest') ? null : { id: 'gid://shopify/Customer/102', firstName: 'Ben' };
  const isAccount = target.startsWith('customer-account.');
  return {
    target,
    locale,
    networkAccess,
    scriptUrl: '/bundle.js',
    translations: readTranslations(folder, locale),
    routes: Object.fromEntries(appOrigins().map((origin) => [origin, query.has('down') ? `${backend.origin}/down` : backend.origin])),
    signals: {
      ...(isAccount ? { 'authenticatedAccount.customer': customer } : { 'buyerIdentity.customer': customer }),
      ...(isAccount ? {} : checkoutSignals()),
    },
    values: { shop: { name: 'Glow & Co', myshopifyDomain: 'glow-and-co.myshopify.com' } },
    endpoints: { sessionToken: '/token', applyDiscountCodeChange: '/discount-codes' },
  };
}

function checkoutSignals(): Record<string, unknown> {
  const usd = (amount: number) => ({ amount, currencyCode: 'USD' });
  return {
    'cost.subtotalAmount': usd(48),
    'cost.totalAmount': usd(53),
    lines: [
      {
        id: 'line-1',
        quantity: 1,
        merchandise: { id: 'gid://shopify/ProductVariant/4', title: 'Night Repair Cream' },
        cost: { totalAmount: usd(48) },
        discountAllocations: [],
      },
    ],
    checkoutToken: 'harness',
  };
}

/** The bundle has the app’s address inlined: whatever https origins it names are mapped to the made-up backend. */
function appOrigins(): string[] {
  return [...new Set([...bundle().matchAll(/https:\/\/[\w.-]+/g)].map((match) => match[0]))];
}
function bundle(): string {
  const { handle } = readToml(folder);
  return readFileSync(path.join(folder, 'dist', `${handle}.js`), 'utf8');
}

const codes: string[] = [];
function changeCodes(change: unknown) {
  const { type, code } = change as { type: string; code: string };
  if (type === 'addDiscountCode') codes.push(code);
  else codes.splice(codes.indexOf(code), 1);
  return json({ type: 'success', state: { signals: { discountCodes: codes.map((one) => ({ code: one })) } } });
}

await buildDevstore();
const backend = await serve(backendAnswers());
const { targets } = readToml(folder);
const routes: Routes = {
  'GET /': html(
    `<!doctype html><title>Harness</title><ul>${targets.map((target) => `<li><a href="/${target}">${target}</a>`).join('')}</ul>`,
  ),
  'GET /bundle.js': () => ({ type: 'text/javascript', body: bundle() }),
  'GET /token': json({ token: 'made-up-session-token' }),
  'POST /discount-codes': changeCodes,
};
for (const target of targets) {
  const script = target.startsWith('customer-account.') ? 'account' : target.includes('thank-you') ? 'thank-you' : 'checkout';
  routes[`GET /${target}`] = (_, request) => {
    codes.length = 0;
    return extensionPage(script, scenario(target, new URL(request.url ?? '/', 'http://here').searchParams));
  };
}
const served = await serve(routes, Number(port));
for (const target of targets) console.log(`${served.origin}/${target}`);
