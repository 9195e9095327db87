import { expect, test } from '../fixtures.ts';
import type { DevStore } from '../people/dev-store.ts';
import type { Shopper } from '../people/shopper.ts';

/** Somebody with 128 points and a serum of $24.00 at checkout. */
async function atCheckout(devStore: DevStore, shopper: Shopper, firstName: string): Promise<void> {
  const person = await devStore.newCustomer(firstName);
  await devStore.buys(person.id, [{ handle: 'the-ritual-set', quantity: 1 }]);
  await shopper.signIn(person.name);
  await shopper.sees('128 points');
  await shopper.putIntoCart('Dew Drops Serum');
  await shopper.goToCheckout();
}

async function redeemed(shopper: Shopper): Promise<void> {
  await shopper.redeem('$3 off');
  await expect(shopper.page.getByText(/In your order as LR-/)).toBeVisible();
}

test('a member redeems at checkout, pays less, and the points are used', async ({ devStore, shopper }) => {
  await atCheckout(devStore, shopper, 'Rosa');
  const total = shopper.page.locator('#total');
  await expect(total).toHaveText('$30.92');
  await redeemed(shopper);
  // Three dollars less, and the tax on them.
  await expect(total).toHaveText('$27.68');
  await shopper.pay();
  // 28 left and 42 for the 21 dollars paid.
  await shopper.sees('70 points');
  await expect(shopper.page.getByText('Used for $3 off').first()).toBeVisible();
});

test('an undo takes the code out and the points are back at once', async ({ devStore, shopper }) => {
  await atCheckout(devStore, shopper, 'Uma');
  await redeemed(shopper);
  await shopper.undo('$3 off');
  await expect(shopper.page.getByText('$3 off is undone and your 100 points are back.')).toBeVisible();
  await expect(shopper.page.locator('#total')).toHaveText('$30.92');
  await expect(shopper.page.getByRole('list', { name: 'Discount codes' })).toHaveCount(0);
  await shopper.sees('128 points');
});

test('a double click redeems once', async ({ devStore, shopper }) => {
  const person = await devStore.newCustomer('Dora');
  await devStore.buys(person.id, [{ handle: 'the-ritual-set', quantity: 2 }]);
  await shopper.signIn(person.name);
  await shopper.sees('256 points');
  await shopper.putIntoCart('Dew Drops Serum');
  await shopper.goToCheckout();
  await shopper.page.getByRole('button', { name: /^Redeem \$3 off/ }).dblclick();
  await expect(shopper.page.getByText(/In your order as LR-/)).toBeVisible();
  await shopper.sees('156 points');
});

test('an abandoned checkout gives the points back when the hold runs out', async ({ devStore, shopper }) => {
  await atCheckout(devStore, shopper, 'Abby');
  await redeemed(shopper);
  await devStore.advance(61);
  await shopper.sees('100 free again: $3 off was not used');
  await expect(shopper.page.getByText('128 points').first()).toBeVisible();
});

test('a code removed in the page’s own field gives the points back', async ({ devStore, shopper }) => {
  await atCheckout(devStore, shopper, 'Rena');
  await redeemed(shopper);
  await shopper.page.getByRole('button', { name: /^Remove LR-/ }).click();
  await expect(shopper.page.getByText('$3 off is undone and your 100 points are back.')).toBeVisible({ timeout: 45_000 });
  await shopper.sees('100 free again: $3 off was not used');
});

test('when Shopify answers nothing for a while, the reward still comes and is one', async ({ devStore, shopper }) => {
  await atCheckout(devStore, shopper, 'Tess');
  await devStore.trouble('discountCodeBasicCreate', 'timeout-after', 1);
  await redeemed(shopper);
  await shopper.sees('28 points');
});

test('a guest is invited and can still pay', async ({ shopper }) => {
  await shopper.putIntoCart('Rose Face Mist');
  await shopper.goToCheckout();
  await expect(shopper.page.getByText(/Members of Glow Club earn 2 points for every \$1/)).toBeVisible();
  await shopper.page.getByLabel('E-mail').fill('guest@example.com');
  await shopper.pay();
});

test('a reward on the account page gives a code to copy and can be undone', async ({ devStore, shopper }) => {
  const person = await devStore.newCustomer('Cora');
  await devStore.buys(person.id, [{ handle: 'the-ritual-set', quantity: 1 }]);
  await shopper.signIn(person.name);
  await shopper.sees('128 points');
  await shopper.redeem('$3 off');
  await expect(shopper.page.getByText(/LR-\w{4}-\w{4}-\w{4}/).first()).toBeVisible();
  await shopper.undo('$3 off');
  await expect(shopper.page.getByText('$3 off is undone and your 100 points are back.')).toBeVisible();
});
