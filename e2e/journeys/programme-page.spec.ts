import { expect, test } from '../fixtures.ts';
import { looksRight } from '../looks-right.ts';

test('a guest reads what the programme promises, on the shop’s own address, at every width and with axe', async ({ page }) => {
  test.slow();
  await page.goto('/devstore/shop');
  await page.getByRole('link', { name: 'Our loyalty programme' }).click();
  await expect(page).toHaveURL(/\/devstore\/apps\/laurel\/programme$/);
  await expect(page.getByRole('heading', { name: 'Glow Club', level: 1 })).toBeVisible();
  await expect(page.getByText('2 points per $1', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('$150.00 spent', { exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { name: '$3 off' })).toBeVisible();
  await looksRight(page, 'programme-page');
  await page.goto('/devstore/apps/laurel/programme?locale=ja');
  await expect(page.getByRole('heading', { name: '特典' })).toBeVisible();
  await looksRight(page, 'programme-page-ja');
});

test('nobody reads it by the proxy’s inner address without Shopify’s signature', async ({ request, baseURL }) => {
  expect((await request.get(`${baseURL}/proxy/programme?shop=glow-and-co.myshopify.com`)).status()).toBe(401);
});
