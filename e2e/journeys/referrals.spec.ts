import { test as base, type BrowserContext, type Page } from '@playwright/test';
import { expect } from '../fixtures.ts';
import { looksRight } from '../looks-right.ts';
import { DevStore } from '../people/dev-store.ts';
import { Merchant } from '../people/merchant.ts';
import { Programme } from '../people/programme.ts';
import { Shopper } from '../people/shopper.ts';
import { startProduct, type Product } from '../product.ts';

/** A product of its own: its programme thanks for friends, which other journeys do not expect. */
const test = base.extend<{ ada: BrowserContext; ben: BrowserContext; devStore: DevStore }, { own: Product }>({
  own: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern
    async ({}, use) => {
      const product = await startProduct();
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  ada: async ({ browser, own }, use) => {
    const context = await browser.newContext({ baseURL: own.url });
    await use(context);
    await context.close();
  },
  ben: async ({ browser, own }, use) => {
    const context = await browser.newContext({ baseURL: own.url });
    await use(context);
    await context.close();
  },
  devStore: async ({ ada }, use) => use(new DevStore(ada.request)),
});

const terms = {
  friend: { kind: 'points', points: 70 },
  advocate: { kind: 'points', points: 300 },
  minimumOrderMinor: 20_00,
  newCustomersOnly: true,
  vestDays: 14,
  limitPerAdvocate: { times: 10, per: 'year' },
};
const cream = [{ handle: 'night-repair-cream', quantity: 1 }];

test.beforeAll(async ({ browser, own }) => {
  const office = await browser.newContext({ baseURL: own.url });
  await new Programme(office.request).thanksForFriends(terms);
  await office.close();
});

/** Signs in and reads the code off the loyalty page. */
async function codeOf(page: Page, name: string): Promise<string> {
  const shopper = new Shopper(page);
  await shopper.signIn(name);
  await shopper.openLoyaltyPage();
  const said = await page.getByText(/^Your code: /).textContent();
  return said?.replace('Your code: ', '').trim() ?? '';
}

test('two browsers: a friend comes by the link, buys, and both are thanked; the order goes back, and nobody is', async ({
  ada,
  ben,
  browser,
  devStore,
  own,
}) => {
  test.slow();
  const [one, other] = [await devStore.newCustomer('Ada'), await devStore.newCustomer('Ben')];
  const page = await ada.newPage();
  const code = await codeOf(page, one.name);
  await expect(page.getByRole('heading', { name: 'Bring a friend' })).toBeVisible();
  await expect(page.getByText('Your friend gets: 70 points')).toBeVisible();
  await page.getByRole('button', { name: new RegExp(`^Copy your link .*/r/${code}$`) }).click();
  await expect(page.getByText('The link is copied. Send it to a friend.')).toBeVisible();
  await looksRight(page, 'loyalty-friends');

  const friend = await ben.newPage();
  await friend.goto(`/r/${code}`);
  await expect(friend.getByRole('heading', { name: /invite/ })).toBeVisible();
  await expect(friend.getByText('70 points')).toBeVisible();
  await looksRight(friend, 'invitation');
  await friend.getByLabel('E-mail').fill('ben.elsewhere@example.com');
  await friend.getByRole('button', { name: 'Keep my invitation' }).click();
  await expect(friend.getByText(/your invitation counts on whatever device/)).toBeVisible();
  await friend.getByRole('link', { name: 'Start shopping' }).click();
  await friend
    .getByRole('link', { name: /Night Repair Cream/ })
    .first()
    .click();
  await friend.getByRole('button', { name: 'Add to cart' }).click();
  await expect(friend.getByText('It is in your cart.')).toBeVisible();
  // Signs in only now: the code is in the cookie and on the cart.
  await friend.goto('/account/login?return_to=/cart');
  const list = friend.getByLabel('Somebody else');
  await list.selectOption((await list.getByRole('option', { name: other.name }).getAttribute('value')) ?? '');
  await friend.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(friend).toHaveURL(/\/cart$/);
  await friend.getByRole('link', { name: /Check ?out/ }).click();
  await new Shopper(friend).pay();

  const shopper = new Shopper(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  await shopper.sees(/^Has ordered: 300 points are yours on/);
  await shopper.sees(/300 more points are on their way/);
  await looksRight(page, 'loyalty-friend-ordered');

  const office = await browser.newContext({ baseURL: own.url });
  const merchant = new Merchant(await office.newPage());
  const bought = (await devStore.state()).orders.find(({ customerId }) => customerId === other.id);
  await merchant.openOrder(bought?.orderId ?? '');
  await merchant.cancelOrder();
  await office.close();
  await page.setViewportSize({ width: 1280, height: 900 });
  await shopper.sees('Sent the order back, so the thanks were taken back');
  await expect(page.getByText(/300 more points are on their way/)).toHaveCount(0);
});

test('who comes by their own link with a plus in the address is told politely, and nobody is thanked', async ({ ada, devStore }) => {
  const stamp = Date.now().toString(36);
  const one = await devStore.newCustomer('Petra', { email: `petra.${stamp}@gmail.com` });
  const again = await devStore.newCustomer('Petra', { email: `petra.${stamp}+friend@gmail.com` });
  const page = await ada.newPage();
  const code = await codeOf(page, one.name);
  const buyer = { name: 'Petra Park', address1: '7 Elm Drive', zip: '10115' };
  await devStore.buys(one.id, cream, { buyer });
  await new Shopper(page).sees('96 points');
  await devStore.buys(again.id, cream, { buyer, attributes: [{ key: 'laurel_ref', value: code }] });
  await new Shopper(page).sees('Does not count: you cannot bring yourself');
  await expect(page.getByText(/300 more points/)).toHaveCount(0);
});

test('what is doubtful is decided by keyboard alone', async ({ ada, browser, devStore, own }) => {
  test.slow();
  const [one, other] = [await devStore.newCustomer('Kim'), await devStore.newCustomer('Lee')];
  const page = await ada.newPage();
  const code = await codeOf(page, one.name);
  const card = { cardNumber: '4000 0012 0000 9995', cardExpires: '09/2031' };
  await devStore.buys(one.id, cream, { buyer: { name: one.name, address1: '1 Park Road', zip: '20095', ...card } });
  await new Shopper(page).sees('96 points');
  await devStore.buys(other.id, cream, {
    buyer: { name: other.name, address1: '99 Mill Road', zip: '80331', ...card },
    attributes: [{ key: 'laurel_ref', value: code }],
  });
  await new Shopper(page).sees('Has ordered; we are having a look at it');

  const office = await browser.newContext({ baseURL: own.url });
  const merchant = new Merchant(await office.newPage());
  await merchant.openLaurelPage('Referrals');
  const { app } = merchant;
  await expect(app.getByText('They live apart, and share a card or a telephone').first()).toBeVisible();
  await looksRight(merchant.page, 'referrals');
  await merchant.page.setViewportSize({ width: 1280, height: 900 });
  const keys = merchant.page.keyboard;
  await app.getByRole('link', { name: one.name }).first().focus();
  for (let i = 0; i < 2; i++) await keys.press('Tab');
  await keys.press('Enter');
  await expect(app.getByRole('heading', { name: /what shall it be\?$/ })).toBeFocused();
  await keys.press('Tab');
  await keys.type('Two people: I asked them');
  await keys.press('Tab');
  await expect(app.getByRole('button', { name: 'Approve' })).toBeFocused();
  await keys.press('Enter');
  await expect(app.getByText(/^Approved: .* Both are thanked\.$/)).toBeVisible();
  await looksRight(merchant.page, 'referrals-decided');

  await merchant.page.setViewportSize({ width: 1280, height: 900 });
  const scores = app.getByRole('form', { name: 'Change the scores' });
  await scores.getByLabel('Waits from this score on').fill('200');
  await scores.getByLabel('Is refused from this score on').fill('400');
  await expect(app.getByText(/would wait \(now \d+\) and \d+ would be refused/)).toBeVisible();
  await office.close();
  await new Shopper(page).sees(/^Has ordered: 300 points are yours on/);
});
