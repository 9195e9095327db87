import AxeBuilder from '@axe-core/playwright';
import { expect as see, type Browser, type Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildDevstore } from '../build.ts';
import { launchChromium } from '../extension-host/testing/chromium.ts';
import { html, json, serve, type Served } from '../extension-host/testing/serve.ts';

// A busy machine starts pages slowly; each wait below has a limit of its own.
vi.setConfig({ testTimeout: 30_000 });

let browser: Browser;
let admin: Served;
let tokensGiven = 0;

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>App</title><meta name="shopify-api-key" content="laurel-dev-client">
  <script src="/devstore/assets/app-bridge.js"></script><script src="/devstore/assets/polaris.js"></script>
  <body><main><s-page heading="Programme">
    <form data-save-bar id="programme"><s-section heading="Tier"><s-text-field label="Name" name="name" defaultValue="Silver"></s-text-field>
      <s-checkbox label="On" name="on" value="yes" defaultChecked></s-checkbox></s-section></form>
    <s-modal id="sure" heading="Sure?"><s-paragraph>Really</s-paragraph></s-modal><p id="saved"></p>
    <ui-save-bar id="own"><button variant="primary" onclick="document.querySelector('#saved').textContent = 'own saved'"></button><button></button></ui-save-bar>
  </s-page></main><script>
    document.querySelector('#programme').addEventListener('submit', (event) => {
      event.preventDefault();
      document.querySelector('#saved').textContent = JSON.stringify(Object.fromEntries(new FormData(event.target)));
    });
  </script></body></html>`;

/** Unsigned: App Bridge reads only when it ends. */
function token(secondsLeft: number): string {
  const payload = btoa(JSON.stringify({ exp: Math.floor(Date.now() / 1000) + secondsLeft }));
  return `h.${payload}.${++tokensGiven}`;
}

let lifeSeconds = 60;

beforeAll(async () => {
  await buildDevstore();
  [browser, admin] = await Promise.all([
    launchChromium(),
    serve({
      'GET /admin': html(PAGE),
      'GET /favicon.ico': { status: 204, body: '' },
      'GET /devstore/session-token': () => json({ token: token(lifeSeconds) }),
      'GET /rpc/echo': (_, { headers }) => json({ authorization: headers.authorization ?? null }),
    }),
  ]);
}, 60_000);
afterAll(async () => {
  await Promise.all([browser.close(), admin.close()]);
});

async function open(): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(8000);
  await page.goto(`${admin.origin}/admin?shop=glow-and-co.myshopify.com&host=aG9zdA`);
  return page;
}

const echo = (page: Page) =>
  page.evaluate(async () => ((await (await fetch('/rpc/echo')).json()) as { authorization: string }).authorization);

test('it knows the shop, the host and the app', async () => {
  const page = await open();
  const config = await page.evaluate(() => (window as unknown as { shopify: { config: object } }).shopify.config);
  expect(config).toEqual({ apiKey: 'laurel-dev-client', shop: 'glow-and-co.myshopify.com', host: 'aG9zdA', locale: 'en-US' });
  await page.context().close();
});

test('requests to the own origin carry a token, asked for once while it lasts', async () => {
  const page = await open();
  lifeSeconds = 60;
  const before = tokensGiven;
  const [first, second] = await page.evaluate(async () => {
    const ask = async () => ((await (await fetch('/rpc/echo')).json()) as { authorization: string }).authorization;
    return Promise.all([ask(), ask()]);
  });
  expect(first).toMatch(/^Bearer h\./);
  expect(second).toBe(first);
  expect(await echo(page)).toBe(first);
  expect(tokensGiven).toBe(before + 1);
  await page.context().close();
});

test('a token about to end is not sent', async () => {
  const page = await open();
  lifeSeconds = 4;
  const first = await echo(page);
  expect(await echo(page)).not.toBe(first);
  await page.context().close();
});

test('a form with data-save-bar: edit, save, the bar goes; edit, discard, the first values are back', async () => {
  const page = await open();
  const bar = page.getByRole('region', { name: 'Unsaved changes' });
  await page.getByLabel('Name').fill('Argent');
  await bar.getByRole('button', { name: 'Save' }).click();
  await see(page.locator('#saved')).toHaveText('{"name":"Argent","on":"yes"}');
  await see(bar).toBeHidden();

  await page.getByLabel('On').uncheck();
  await bar.getByRole('button', { name: 'Discard' }).click();
  await see(page.getByLabel('Name')).toHaveValue('Silver');
  await see(page.getByLabel('On')).toBeChecked();
  await see(bar).toBeHidden();
  await page.context().close();
});

test('ui-save-bar presses the page’s own buttons', async () => {
  const page = await open();
  await page.evaluate(() =>
    (window as unknown as { shopify: { saveBar: { show(id: string): Promise<void> } } }).shopify.saveBar.show('own'),
  );
  await page.getByRole('button', { name: 'Save' }).click();
  await see(page.locator('#saved')).toHaveText('own saved');
  await page.context().close();
});

test('leaving with unsaved changes waits for the merchant’s word', async () => {
  const page = await open();
  await page.getByLabel('Name').fill('Argent');
  await page.evaluate(() => {
    const { saveBar } = (window as unknown as { shopify: { saveBar: { leaveConfirmation(): Promise<void> } } }).shopify;
    void saveBar.leaveConfirmation().then(() => (document.title = 'left'));
  });
  await page.getByRole('dialog').getByRole('button', { name: 'Leave page' }).click();
  await see(page).toHaveTitle('left');
  await see(page.getByRole('region', { name: 'Unsaved changes' })).toBeHidden();
  await page.context().close();
});

test('toasts are read out and can be dismissed; modals open by id; axe finds nothing', async () => {
  const page = await open();
  await page.getByLabel('Name').fill('Argent');
  await page.evaluate(() => {
    const { toast, loading } = (
      window as unknown as { shopify: { toast: { show(text: string, options?: object): string }; loading(on: boolean): void } }
    ).shopify;
    toast.show('Saved', { duration: 60_000 });
    toast.show('Not saved', { isError: true, duration: 60_000 });
    loading(true);
  });
  await see(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole('button', { name: 'Dismiss' }).first().click();
  await see(page.getByText('Saved', { exact: true })).toBeHidden();
  await page.evaluate(() => (window as unknown as { shopify: { modal: { show(id: string): Promise<void> } } }).shopify.modal.show('sure'));
  await see(page.getByRole('dialog', { name: 'Sure?' })).toBeVisible();
  await page.context().close();
});
