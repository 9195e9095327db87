import AxeBuilder from '@axe-core/playwright';
import { expect as see, type Browser, type Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { launchChromium } from '../extension-host/testing/chromium.ts';
import type { Served } from '../extension-host/testing/serve.ts';
import { serveGallery } from './testing/page.ts';

// A busy machine starts pages slowly; each wait below has a limit of its own.
vi.setConfig({ testTimeout: 60_000 });

let browser: Browser;
let gallery: Served;

beforeAll(async () => {
  [browser, gallery] = await Promise.all([launchChromium(), serveGallery()]);
}, 60_000);
afterAll(async () => {
  await Promise.all([browser.close(), gallery.close()]);
});

async function open(surface: string, width = 1000): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  await page.goto(`${gallery.origin}/gallery?surface=${surface}`);
  return page;
}

async function problems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
}

test.each(['admin', 'account', 'checkout'])('axe finds nothing on the %s surface', async (surface) => {
  const page = await open(surface);
  expect(await problems(page)).toEqual([]);
  await page.context().close();
});

test('axe finds nothing with a modal open', async () => {
  const page = await open('admin');
  await page.getByRole('button', { name: 'Open modal' }).click();
  expect(await problems(page)).toEqual([]);
  await page.context().close();
});

test('everything is found by role and name', async () => {
  const page = await open('admin');
  await see(page.getByRole('heading', { name: 'Glow Rewards', level: 1 })).toBeVisible();
  await see(page.getByRole('region', { name: 'Fields' }).getByLabel('Name')).toHaveValue('Silver');
  await see(page.getByLabel('Broken')).toHaveAccessibleDescription(/Give the tier a name/);
  await see(page.getByRole('progressbar', { name: 'Progress to Gold' })).toBeVisible();
  await see(page.getByRole('switch', { name: 'Programme is on' })).toBeChecked();
  await see(page.getByRole('radio', { name: /Net merchandise/ })).toBeChecked();
  await see(page.getByRole('table')).toBeVisible();
  await see(page.locator('s-table').getByRole('row')).toHaveCount(3);
  await see(page.getByRole('cell', { name: '840' })).toBeVisible();
  await see(page.getByRole('navigation', { name: 'App' }).getByRole('link', { name: 'Overview' })).toBeVisible();
  await page.context().close();
});

test('radio buttons of a choice list are one group for the arrow keys', async () => {
  const page = await open('admin');
  await page.getByRole('radio', { name: /Net merchandise/ }).focus();
  await page.keyboard.press('ArrowDown');
  await see(page.getByRole('radio', { name: 'Everything' })).toBeChecked();
  await see(page.getByRole('radio', { name: /Net merchandise/ })).not.toBeChecked();
  await page.context().close();
});

test('a table becomes a list of labelled values on a phone', async () => {
  const page = await open('admin', 380);
  await see(page.getByRole('row', { name: /Ben Osei/ })).toContainText('Silver');
  const isOverflowing = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  expect(isOverflowing).toBe(false);
  await page.context().close();
});

test('a row’s click is its link’s click, and links announce where they go', async () => {
  const page = await open('admin');
  const heard = page.evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener('shopify:navigate', (event) => {
          event.preventDefault();
          resolve((event.target as HTMLElement).id);
        });
      }),
  );
  await page.getByRole('cell', { name: 'Bronze' }).click();
  expect(await heard).toBe('ada');
  expect(new URL(page.url()).hash).toBe('');
  await page.context().close();
});

test('a tooltip shows on focus and describes its button; Escape closes a modal', async () => {
  const page = await open('admin');
  const button = page.getByRole('button', { name: 'With a tooltip' });
  await see(button).toHaveAttribute('aria-description', 'Explains the button');
  await button.focus();
  await see(page.getByRole('tooltip')).toBeVisible();
  await page.getByRole('button', { name: 'Open modal' }).click();
  await page.keyboard.press('Escape');
  await see(page.getByRole('dialog')).toBeHidden();
  await page.context().close();
});

test('a menu opens below its button and closes with a choice', async () => {
  const page = await open('admin');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('button', { name: 'Rename' }).click();
  await see(page.getByRole('button', { name: 'Rename' })).toBeHidden();
  await page.context().close();
});
