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
  await merchant.openLaurelPage('Rewards');
  await looksRight(merchant.page, 'laurel-rewards');
  await merchant.openMember('Ben Osei');
  await expect(merchant.app.getByRole('heading', { name: 'Ben Osei', level: 1 })).toBeVisible();
  await looksRight(merchant.page, 'laurel-member');
  await merchant.worksAs('Vic Roy');
  await merchant.openLaurelPage('Settings');
  await expect(merchant.app.getByText(/Your role is viewer/).first()).toBeVisible();
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

test('the pages of the programme look right at every width and pass axe', async ({ merchant }) => {
  test.setTimeout(240_000);
  const { app, page } = merchant;
  await merchant.openProgramme('Draft');
  const pro = await merchant.openItem('Pro');
  await pro.getByText('Benefits the shop keeps by itself').click();
  await looksRight(page, 'laurel-draft-tiers');
  for (const part of ['Earning', 'Campaigns', 'Rewards', 'Life of points', 'Friends', 'Name and economy']) {
    await app.getByRole('navigation', { name: 'Parts of the draft' }).getByRole('link', { name: part }).click();
    await expect(app.getByRole('heading', { name: part, exact: true, level: 2 })).toBeVisible();
    if (part === 'Campaigns') await app.getByRole('button', { name: 'Add a campaign' }).click();
    if (part === 'Rewards') await merchant.openItem('$3 off');
    if (part === 'Friends') await app.getByLabel('Members can bring friends').check();
    await looksRight(page, `laurel-draft-${part.toLowerCase().replaceAll(' ', '-')}`);
  }
  await merchant.openProgramme('Draft');
  await app.getByRole('button', { name: 'Discard draft' }).click();
  await app.getByRole('button', { name: 'Throw it away' }).click();
  await expect(app.getByText('No draft yet')).toBeVisible();

  await (await merchant.openItem('Fan')).getByLabel(/^Points per/).fill('3');
  await merchant.draftIsKept();
  await merchant.openProgramme('Impact');
  await app.getByRole('button', { name: 'Try the draft' }).click();
  await expect(app.getByRole('heading', { name: 'Who stands where at the end' })).toBeVisible({ timeout: 30_000 });
  await looksRight(page, 'laurel-impact');
  await merchant.openProgramme('Versions');
  await looksRight(page, 'laurel-versions');
  await merchant.openProgramme('Draft');
  await app.getByRole('button', { name: 'Discard draft' }).click();
  await app.getByRole('button', { name: 'Throw it away' }).click();
});
