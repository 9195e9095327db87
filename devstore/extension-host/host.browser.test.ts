import type { Browser, Page } from '@playwright/test';
import { expect as see } from '@playwright/test';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildDevstore } from '../build.ts';
import type { Scenario } from './pages/scenario.ts';
import { bundleScenes } from './testing/bundle.ts';
import { launchChromium } from './testing/chromium.ts';
import { extensionPage, html, json, serve, type Routes, type Served } from './testing/serve.ts';

const CORS = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
const anyone: Scenario = {
  target: 'purchase.checkout.block.render',
  scriptUrl: '/scenes.js',
  locale: 'en',
  translations: { points: { one: '{{count}} point', other: '{{count}} points' } },
  networkAccess: true,
  routes: {},
  signals: {},
  endpoints: { sessionToken: '/token', applyDiscountCodeChange: '/codes' },
};

// A busy machine starts pages slowly; each wait below has a limit of its own.
vi.setConfig({ testTimeout: 30_000 });

let browser: Browser;
let shop: Served;
let backend: Served;
const pages: Routes = {};
const backendRoutes: Routes = {};

beforeAll(async () => {
  const [withSignals, without] = await Promise.all([
    bundleScenes({ withSignals: true }),
    bundleScenes({ withSignals: false }),
    buildDevstore(),
  ]);
  const script = (body: string) => ({ type: 'text/javascript', body });
  Object.assign(pages, {
    'GET /scenes.js': script(withSignals),
    'GET /without-signals.js': script(without),
    'GET /token': json({ token: 'token-1' }),
    'GET /orders': html('<title>Orders</title>'),
    'POST /codes': (change: unknown) => changeCodes(change as { code: string }),
  });
  [browser, shop, backend] = await Promise.all([launchChromium(), serve(pages), serve(backendRoutes)]);
}, 60_000);

afterAll(async () => {
  await Promise.all([browser.close(), shop.close(), backend.close()]);
});

function changeCodes({ code }: { code: string }) {
  if (code === 'BAD') return json({ type: 'error', message: 'Enter a valid discount code.' });
  return json({ type: 'success', state: { signals: { discountCodes: [{ code }] }, total: '19.00' } });
}

/** Opens a page with one scene in it. Each test has its own. */
async function open(scene: string, more: Partial<Scenario> = {}, script = 'checkout'): Promise<Page> {
  const routes = { 'https://laurel.example': backend.origin };
  pages['GET /page'] = extensionPage(script, { ...anyone, routes, settings: { scene }, ...more });
  const page = await browser.newPage();
  page.setDefaultTimeout(8000);
  await page.goto(`${shop.origin}/page`);
  return page;
}

const push = (page: Page, signals: Record<string, unknown>) =>
  page.evaluate((detail) => document.dispatchEvent(new CustomEvent('devstore:state', { detail })), signals);

test('a signal the page changes after mount re-renders the extension', async () => {
  const page = await open('greeting', { signals: { 'buyerIdentity.customer': null } });
  await see(page.getByText('Hello guest')).toBeVisible();
  await push(page, { 'buyerIdentity.customer': { firstName: 'Ada' } });
  await see(page.getByText('Hello Ada')).toBeVisible();
  await page.close();
});

test('without the signals import the extension keeps its first values, as in production', async () => {
  const page = await open('greeting', { scriptUrl: '/without-signals.js', signals: { 'buyerIdentity.customer': null } });
  await see(page.getByText('Hello guest')).toBeVisible();
  await push(page, { 'buyerIdentity.customer': { firstName: 'Ada' } });
  await page.getByRole('button', { name: 'Ping' }).click();
  await see(page.getByRole('button', { name: 'Pong' })).toBeVisible();
  await see(page.getByText('Hello guest')).toBeVisible();
  await page.close();
});

test('an element Shopify does not know is refused, visibly', async () => {
  const page = await open('div');
  await see(page.getByRole('alert')).toContainText('Element is not allowed: div');
  expect(await page.getByText('A plain div').count()).toBe(0);
  await page.close();
});

test('an extension that throws leaves a box that says so', async () => {
  const page = await open('throws');
  await see(page.getByRole('alert')).toContainText('the extension is broken');
  await see(page.locator('html')).toHaveAttribute('data-extension', 'failed');
  await page.close();
});

test('a discount code reaches the page’s cart and comes back as a signal; a click on a child counts', async () => {
  const page = await open('codes');
  await page.locator('s-icon').click();
  await see(page.getByText('Codes: GOOD')).toBeVisible();
  await see(page.getByText('Answer: success')).toBeVisible();
  await see(page.locator('#cart')).toContainText('"total": "19.00"');
  await page.getByRole('button', { name: 'Apply a bad one' }).click();
  await see(page.getByText('Answer: error Enter a valid discount code.')).toBeVisible();
  await page.close();
});

test('requests carry the session token and the null origin of a worker', async () => {
  const seen: { authorization: string | undefined; origin: string | undefined }[] = [];
  backendRoutes['OPTIONS /rpc/member'] = { status: 204, headers: CORS, body: '' };
  backendRoutes['GET /rpc/member'] = (_, { headers }) => {
    seen.push({ authorization: headers.authorization, origin: headers.origin });
    return { headers: CORS, body: 'hello' };
  };
  const page = await open('request');
  await page.getByRole('button', { name: 'Ask' }).click();
  await see(page.getByText('answer: hello')).toBeVisible();
  expect(seen).toEqual([{ authorization: 'Bearer token-1', origin: 'null' }]);
  await page.close();
});

test('a backend without CORS headers fails, as it would in Shopify', async () => {
  backendRoutes['OPTIONS /rpc/member'] = { status: 204, body: '' };
  backendRoutes['GET /rpc/member'] = { body: 'hello' };
  const page = await open('request');
  await page.getByRole('button', { name: 'Ask' }).click();
  await see(page.getByText('failed: Failed to fetch')).toBeVisible();
  await page.close();
});

test('without network_access there is no request', async () => {
  const page = await open('request', { networkAccess: false });
  await page.getByRole('button', { name: 'Ask' }).click();
  await see(page.getByText('has no network_access')).toBeVisible();
  await page.close();
});

test('an origin the app does not own is not reached', async () => {
  const page = await open('request', { routes: { 'https://another.example': backend.origin } });
  await page.getByRole('button', { name: 'Ask' }).click();
  await see(page.getByText('no route for https://laurel.example')).toBeVisible();
  await page.close();
});

test('fields have their new value before the extension hears of it, and keep what is typed fast', async () => {
  const page = await open('fields');
  await page.getByLabel('Name').pressSequentially('Chiara Rossi');
  await see(page.getByText('Chiara Rossi|red|false|s')).toBeVisible();
  await see(page.getByLabel('Name')).toHaveValue('Chiara Rossi');
  await page.getByLabel('Colour').selectOption('Blue');
  await page.getByLabel('Remember').check();
  await page.getByRole('checkbox', { name: 'Large' }).check();
  await see(page.getByText('Chiara Rossi|blue|true|s+l')).toBeVisible();
  await page.close();
});

test('a modal opens and closes by command, tells of it, and gives the focus back', async () => {
  const page = await open('dialog');
  await page.getByRole('button', { name: 'Remove' }).click();
  await see(page.getByRole('dialog', { name: 'Are you sure?' })).toBeVisible();
  await page.getByRole('button', { name: 'Yes' }).click();
  await see(page.getByRole('dialog')).toBeHidden();
  await see(page.getByText('Log: show yes hide')).toBeVisible();
  await see(page.getByRole('button', { name: 'Remove' })).toBeFocused();
  await page.close();
});

test('account pages offer toasts, storage, plural texts, Shopify’s own addresses and links into the app', async () => {
  const links = { 'shopify:customer-account/orders': '/orders' };
  const page = await open('services', { target: 'customer-account.page.render', links }, 'account');
  await see(page.getByText('2 points')).toBeVisible();
  await page.getByRole('button', { name: 'Toast' }).click();
  await see(page.getByText('Saved')).toBeVisible();
  await page.getByRole('button', { name: 'Store' }).click();
  await see(page.getByText('{"n":1}')).toBeVisible();
  backendRoutes['GET /paper'] = html('<title>Paper</title>');
  const [paper] = await Promise.all([page.waitForEvent('popup'), page.getByRole('link', { name: 'Paper' }).click()]);
  await paper.waitForURL(`${backend.origin}/paper?key=1`);
  await paper.close();
  await page.getByRole('link', { name: 'Orders' }).click();
  await page.waitForURL('**/orders');
  await page.close();
});

test('a target nobody hosts, and a bundle that cannot be read, are told apart', async () => {
  const unknown = await open('greeting', { target: 'purchase.checkout.header.render-after' as Scenario['target'] });
  await see(unknown.getByRole('alert')).toContainText('does not host purchase.checkout.header.render-after');
  const missing = await open('greeting', { scriptUrl: '/nothing.js' });
  await see(missing.getByRole('alert')).toContainText('nothing.js');
  await Promise.all([unknown.close(), missing.close()]);
});
