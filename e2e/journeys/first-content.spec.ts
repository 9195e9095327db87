import type { Page, Request } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { looksRight } from '../looks-right.ts';
import type { DevStore } from '../people/dev-store.ts';
import type { Shopper } from '../people/shopper.ts';

const overviews = (url: string) => /\/rpc\/member(\/carts)?(\?.*)?$/.test(url);

/** Somebody with 128 points, of whom Shopify keeps a summary. */
async function member(devStore: DevStore, shopper: Shopper, firstName: string): Promise<void> {
  const person = await devStore.newCustomer(firstName);
  await devStore.buys(person.id, [{ handle: 'the-ritual-set', quantity: 1 }]);
  await shopper.signIn(person.name);
  await shopper.sees('128 points');
}

/** Lets nothing of Laurel's answers through until it is told to; and tells how often it was asked. */
async function heldBack(page: Page): Promise<{ letGo: () => void; asked: () => number }> {
  const asked: Request[] = [];
  page.on('request', (request) => {
    if (overviews(request.url()) && request.method() !== 'OPTIONS') asked.push(request);
  });
  let letGo = () => {};
  const told = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/rpc/member**', async (route) => {
    await told;
    await route.continue();
  });
  return { letGo, asked: () => asked.length };
}

/** Loads the page anew until Shopify has been told of the points: that takes a moment. */
async function keptOn(page: Page): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(page.getByText('128 points').first()).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
}

test('at checkout the points are there before Laurel has answered, and all of it after one request', async ({ devStore, shopper }) => {
  const { page } = shopper;
  await member(devStore, shopper, 'Fay');
  await shopper.putIntoCart('Dew Drops Serum');
  await shopper.goToCheckout();
  await expect(page.getByRole('button', { name: /^Redeem \$3 off/ })).toBeVisible();
  const laurel = await heldBack(page);
  await keptOn(page);
  await expect(page.getByText('Fan', { exact: true })).toBeVisible();
  await expect(page.getByRole('status', { name: 'Loading your rewards' })).toBeVisible();
  const before = laurel.asked() - 1;
  laurel.letGo();
  await expect(page.getByRole('button', { name: /^Redeem \$3 off/ })).toBeVisible();
  expect(laurel.asked() - before).toBe(1);
});

test('at checkout the points stay while Laurel is down, and another try brings the rest', async ({ devStore, shopper }) => {
  const { page } = shopper;
  await member(devStore, shopper, 'Fio');
  await shopper.putIntoCart('Dew Drops Serum');
  await shopper.goToCheckout();
  await page.route('**/rpc/member**', (route) => route.abort());
  await keptOn(page);
  await expect(page.getByText('Your points are safe. This is what the shop last knew; we can’t show more right now.')).toBeVisible();
  await looksRight(page, 'checkout-down');
  await expect(page.getByText('128 points')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pay now' })).toBeEnabled();
  await page.unroute('**/rpc/member**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('button', { name: /^Redeem \$3 off/ })).toBeVisible();
});

test('on the loyalty page Shopify says the points before Laurel has answered, and all of it after one request', async ({
  devStore,
  shopper,
}) => {
  const { page } = shopper;
  await member(devStore, shopper, 'Fred');
  const laurel = await heldBack(page);
  await keptOn(page);
  await expect(page.getByText('Fan', { exact: true })).toBeVisible();
  await expect(page.getByRole('status', { name: 'Loading your points' })).toBeVisible();
  const before = laurel.asked() - 1;
  laurel.letGo();
  await expect(page.getByRole('heading', { name: 'Rewards', exact: true })).toBeVisible();
  expect(laurel.asked() - before).toBe(1);
});

test('on the loyalty page the points stay while Laurel is down, and another try brings the rest', async ({ devStore, shopper }) => {
  const { page } = shopper;
  await member(devStore, shopper, 'Flo');
  await page.route('**/rpc/member**', (route) => route.abort());
  await keptOn(page);
  await expect(page.getByText('Your points are safe. This is what the shop last knew; we can’t show more right now.')).toBeVisible();
  await looksRight(page, 'account-down');
  await expect(page.getByText('128 points')).toBeVisible();
  await page.unroute('**/rpc/member**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'Rewards', exact: true })).toBeVisible();
});
