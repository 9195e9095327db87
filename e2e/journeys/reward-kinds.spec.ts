import { expect, test } from '../fixtures.ts';
import { looksRight } from '../looks-right.ts';
import type { DevStore } from '../people/dev-store.ts';
import { Programme } from '../people/programme.ts';
import type { Shopper } from '../people/shopper.ts';

const always = { points: 100, minimumOrderMinor: 0 };

/** One of each kind, cheap enough for everybody. */
const oneOfEach = [
  { ...always, id: 'amount', kind: 'amount', name: '$4 off', amountMinor: 4_00 },
  { ...always, id: 'percent', kind: 'percentage', name: '20% off', percent: 20 },
  { ...always, id: 'slide', kind: 'slider', name: 'Dollars off', points: 20, stepMinor: 1_00, minimumSteps: 1, maximumSteps: 10 },
  { ...always, id: 'sent', kind: 'free-shipping', name: 'Free shipping' },
  { ...always, id: 'mist', kind: 'product', name: 'Rose Face Mist for free', productId: '7006', valueMinor: 8_00 },
  { ...always, id: 'card', kind: 'gift-card', name: '$5 gift card', amountMinor: 5_00 },
  { ...always, id: 'credit', kind: 'store-credit', name: '$6 store credit', amountMinor: 6_00 },
  { ...always, id: 'early', kind: 'early-access', name: 'Early access', tag: 'first-in-line', days: 30 },
];

let former: () => Promise<void>;
test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ ...(baseURL !== undefined && { baseURL }) });
  former = await new Programme(request).offers(oneOfEach);
});
test.afterAll(() => former());

/** Somebody with 256 points. */
async function member(devStore: DevStore, shopper: Shopper, firstName: string): Promise<{ id: string }> {
  const person = await devStore.newCustomer(firstName);
  await devStore.buys(person.id, [{ handle: 'the-ritual-set', quantity: 2 }]);
  await shopper.signIn(person.name);
  await shopper.sees('256 points');
  return person;
}

/** What each takes off a mist of $8.00 and a serum of $24.00 with $5.00 shipping; tax follows. */
for (const [reward, line] of [
  ['$4 off', '−$4.00'],
  ['20% off', '−$6.40'],
  ['Dollars off', '−$1.00'],
  ['Free shipping', '−$5.00'],
  ['Rose Face Mist for free', '−$8.00'],
] as const) {
  test(`${reward} is redeemed at checkout, paid with, and used`, async ({ devStore, shopper }) => {
    const { page } = shopper;
    await member(devStore, shopper, 'Kim');
    await shopper.putIntoCart('Rose Face Mist');
    await shopper.putIntoCart('Dew Drops Serum');
    await shopper.goToCheckout();
    await shopper.redeem(reward);
    await expect(page.getByText(/In your order as LR-/)).toBeVisible();
    await expect(page.locator('#summary-totals')).toContainText(line);
    await shopper.pay();
    await shopper.sees(`Used for ${reward}`);
  });
}

test('of a slider the member chooses how much, and the checkout takes that much off', async ({ devStore, shopper }) => {
  const { page } = shopper;
  await member(devStore, shopper, 'Kit');
  await page.getByLabel('How much of Dollars off').selectOption({ label: '$7 for 140 points' });
  await page.getByRole('button', { name: 'Redeem Dollars off for 140 points' }).click();
  await expect(page.getByText(/LR-\w{4}-\w{4}-\w{4}/).first()).toBeVisible();
  await shopper.putIntoCart('Dew Drops Serum');
  await shopper.goToCheckout();
  await page.getByRole('button', { name: 'Use Dollars off in this order' }).click();
  await expect(page.locator('#summary-totals')).toContainText('−$7.00');
  await shopper.pay();
  await shopper.sees('Used for Dollars off');
});

test('at checkout a slider is chosen too', async ({ devStore, shopper }) => {
  const { page } = shopper;
  await member(devStore, shopper, 'Ken');
  await shopper.putIntoCart('Dew Drops Serum');
  await shopper.goToCheckout();
  await page.getByLabel('How much of Dollars off').selectOption({ label: '$5 for 100 points' });
  await looksRight(page, 'checkout-slider');
  await page.getByRole('button', { name: 'Redeem Dollars off for 100 points' }).click();
  await expect(page.locator('#summary-totals')).toContainText('−$5.00');
});

test('a gift card is there at once, with its code, and Shopify has made it', async ({ devStore, shopper }) => {
  await member(devStore, shopper, 'Kay');
  await shopper.redeem('$5 gift card');
  const notice = shopper.page.getByText(/^\$5 gift card is ready: /);
  await expect(notice).toBeVisible();
  const code = (await notice.textContent())?.replace('$5 gift card is ready: ', '') ?? '';
  const { giftCards } = await devStore.state();
  expect(JSON.stringify(giftCards).toLowerCase()).toContain(code.toLowerCase());
  await shopper.sees('Used for $5 gift card');
});

test('store credit is given at once, and Shopify has booked it', async ({ devStore, shopper }) => {
  const before = (await devStore.state()).credits.length;
  await member(devStore, shopper, 'Kaj');
  await shopper.redeem('$6 store credit');
  await expect(shopper.page.getByText('$6 store credit is yours.')).toBeVisible();
  expect((await devStore.state()).credits).toHaveLength(before + 1);
  await shopper.sees('Used for $6 store credit');
});

test('early access is there at once: the customer has the tag that opens it', async ({ devStore, shopper }) => {
  const { id } = await member(devStore, shopper, 'Kea');
  await shopper.redeem('Early access');
  await expect(shopper.page.getByText('Early access is yours.')).toBeVisible();
  const tags = async () => (await devStore.state()).customers.find((customer) => customer.id === id)?.tags ?? [];
  expect(await tags()).toContain('first-in-line');
  await shopper.sees('Used for Early access');
});
