import { expect, test } from '../fixtures.ts';
import { looksRight } from '../looks-right.ts';

test('who has paid sees the points of the order on the thank-you page and on the order’s own page', async ({ devStore, shopper }) => {
  const { page } = shopper;
  const person = await devStore.newCustomer('Ota');
  await shopper.signIn(person.name);
  await shopper.putIntoCart('Night Repair Cream');
  await shopper.goToCheckout();
  await shopper.pay();
  await expect(page.getByText('This order earned 96 points')).toBeVisible();
  await expect(page.getByRole('progressbar', { name: 'Progress to Pro' })).toBeVisible();
  await looksRight(page, 'thank-you-points');

  await page.goto('/devstore/account');
  await page.getByRole('main').getByRole('link', { name: /^#/ }).first().click();
  await expect(page.getByText('This order earned 96 points')).toBeVisible();
  await expect(page.getByText('You have 96 points')).toBeVisible();
  await looksRight(page, 'order-points');

  await page.goto('/devstore/account/profile');
  await expect(page.getByText('You have 96 points')).toBeVisible();
  await expect(page.getByRole('link', { name: 'See your points' })).toBeVisible();
  await looksRight(page, 'profile-card');
  await page.goto('/devstore/account/profile?locale=ja');
  await expect(page.getByText('保有ポイント：96')).toBeVisible();
});

test('a guest who has paid is invited', async ({ shopper }) => {
  await shopper.putIntoCart('Night Repair Cream');
  await shopper.goToCheckout();
  await shopper.page.getByLabel('E-mail').fill('guest@example.com');
  await shopper.pay();
  await expect(shopper.page.getByText(/Members of .* earn 2 points for every \$1/)).toBeVisible();
});

test('while Laurel cannot be asked, the card shows what Shopify keeps and says that points are safe', async ({ devStore, shopper }) => {
  const { page } = shopper;
  const person = await devStore.newCustomer('Oda');
  const order = await devStore.buys(person.id, [{ handle: 'night-repair-cream', quantity: 1 }]);
  await shopper.signIn(person.name);
  await shopper.sees('96 points');
  await page.route('**/rpc/member**', (route) => route.abort());
  await expect(async () => {
    await page.goto(`/devstore/account/orders/${order.orderId}`);
    await expect(page.getByText('You have 96 points')).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
  await expect(page.getByText('Your points are safe; we can’t show them right now.')).toBeVisible({ timeout: 20_000 });
});
