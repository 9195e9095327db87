import { expect, test } from '../fixtures.ts';
import { looksRight } from '../looks-right.ts';
import { Visitor } from '../people/visitor.ts';

test('the shop, its checkout and the account look right at every width and pass axe', async ({ devStore, shopper }) => {
  test.slow();
  const { page } = shopper;
  await page.goto('/devstore');
  await looksRight(page, 'start');
  const person = await devStore.newCustomer('Lena');
  await devStore.buys(person.id, [{ handle: 'the-ritual-set', quantity: 3 }]);
  await shopper.signIn(person.name);
  await shopper.sees('384 points');
  await shopper.putIntoCart('Dew Drops Serum');
  await looksRight(page, 'shop');
  await page.goto('/devstore/cart');
  await looksRight(page, 'cart');
  await shopper.goToCheckout();
  await expect(page.getByRole('button', { name: /^Redeem \$3 off/ })).toBeVisible();
  await looksRight(page, 'checkout');
  await shopper.redeem('$3 off');
  await expect(page.getByText(/In your order as LR-/)).toBeVisible();
  await looksRight(page, 'checkout-redeemed');
  await shopper.pay();
  await looksRight(page, 'thank-you');
  await shopper.sees('Used for $3 off');
  await looksRight(page, 'account');
  await page.goto('/devstore/account/loyalty?locale=de');
  await expect(page.getByRole('heading', { name: 'Deine Punkte' }).or(page.getByRole('heading', { name: 'Ihre Punkte' }))).toBeVisible();
  await looksRight(page, 'account-de');
});

test('the merchant’s pages look right at every width and pass axe', async ({ devStore, merchant }) => {
  test.slow();
  const person = await devStore.newCustomer('Olga');
  const order = await devStore.buys(person.id, [{ handle: 'the-ritual-set', quantity: 1 }]);
  await merchant.openOrder(order.orderId);
  await looksRight(merchant.page, 'merchant-order');
  for (const name of ['Overview', 'Programme', 'Members', 'Approvals', 'Activity', 'Operations', 'Settings']) {
    await merchant.openLaurelPage(name);
    await looksRight(merchant.page, `laurel-${name.toLowerCase()}`);
  }
  await merchant.openLaurelPage('Members');
  await merchant.app.getByRole('link', { name: 'Ben Osei' }).first().click();
  await expect(merchant.app.getByRole('heading', { name: 'Ben Osei', level: 1 })).toBeVisible();
  await looksRight(merchant.page, 'laurel-member');
  await merchant.worksAs('Vic Roy');
  await merchant.openLaurelPage('Settings');
  await expect(merchant.app.getByText(/Your role is viewer/)).toBeVisible();
  await looksRight(merchant.page, 'laurel-settings-viewer');
});

test('the storefront looks right at every width and passes axe', async ({ page }) => {
  test.slow();
  await page.goto('/');
  await looksRight(page, 'storefront-home');
  const visitor = new Visitor(page);
  await visitor.signIn('Chiara');
  await page.goto('/rewards');
  await looksRight(page, 'storefront-rewards');
  await visitor.putIntoCart('Night Repair Cream');
  await page.goto('/cart');
  await looksRight(page, 'storefront-cart');
});
