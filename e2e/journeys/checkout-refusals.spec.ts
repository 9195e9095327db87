import { expect, test } from '../fixtures.ts';
import { looksRight } from '../looks-right.ts';
import type { DevStore } from '../people/dev-store.ts';
import type { Shopper } from '../people/shopper.ts';

/** Somebody at checkout with so many ritual sets bought before, each worth 128 points, and some products in the cart. */
async function atCheckout(devStore: DevStore, shopper: Shopper, sets: number, ...products: string[]): Promise<void> {
  const person = await devStore.newCustomer('Nel');
  await devStore.buys(person.id, [{ handle: 'the-ritual-set', quantity: sets }]);
  await shopper.signIn(person.name);
  await shopper.sees(`${sets * 128} points`);
  for (const product of products) await shopper.putIntoCart(product);
  await shopper.goToCheckout();
}

const rewardNamed = (shopper: Shopper, name: string) =>
  shopper.page.getByRole('list', { name: 'Rewards' }).getByRole('listitem').filter({ hasText: name });

test('what is out of reach says how many points are missing, and offers no button', async ({ devStore, shopper }) => {
  await atCheckout(devStore, shopper, 1, 'Dew Drops Serum');
  const shipping = rewardNamed(shopper, 'Free shipping');
  await expect(shipping.getByText('22 more points needed')).toBeVisible();
  await expect(shipping.getByRole('button')).toHaveCount(0);
});

test('for a reward that asks for a larger order the cart is told how much more it needs', async ({ devStore, shopper }) => {
  await atCheckout(devStore, shopper, 1, 'Rose Face Mist');
  await expect(rewardNamed(shopper, '$3 off').getByText('Add $2 more to use this')).toBeVisible();
  await expect(shopper.page.getByText('$2 more in this order brings $3 off within reach')).toBeVisible();
  await expect(shopper.page.getByRole('button', { name: /^Redeem/ })).toHaveCount(0);
});

test('where there is a choice the checkout says what saves most, what does not go with it and why', async ({ devStore, shopper }) => {
  await atCheckout(devStore, shopper, 5, 'Night Repair Cream');
  const { page } = shopper;
  await expect(page.getByText(/^Saves most on this order: 15% off \+ Free shipping, \$12\.20 for 550 points$/)).toBeVisible();
  await expect(page.getByText('$3 off does not go with 15% off: an order takes one discount of that kind.')).toBeVisible();

  await shopper.redeem('$3 off');
  await expect(page.getByText(/In your order as LR-/)).toBeVisible();
  await expect(rewardNamed(shopper, '15% off').getByText('Does not go with $3 off')).toBeVisible();
  await looksRight(page, 'checkout-advice');
  await expect(page.getByRole('button', { name: /^Redeem 15% off/ })).toHaveCount(0);
  await shopper.undo('$3 off');
  await expect(page.getByRole('button', { name: /^Redeem 15% off/ })).toBeVisible();
});

test('a reward that the checkout does not take beside another code gives its points back at once', async ({ devStore, shopper }) => {
  await atCheckout(devStore, shopper, 1, 'Dew Drops Serum');
  const { page } = shopper;
  await page.getByLabel('Discount code').fill('WELCOME10');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.locator('#summary-totals')).toContainText('WELCOME10');
  await shopper.redeem('$3 off');
  await expect(page.getByText('$3 off can’t be used with this order, so your 100 points are back.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Redeem \$3 off/ })).toBeVisible();
  await shopper.sees('128 points');
});

test('an express checkout takes no code: the points come back, and paying goes on', async ({ devStore, shopper }) => {
  await atCheckout(devStore, shopper, 1, 'Dew Drops Serum');
  const { page } = shopper;
  await page.route('**/discount-codes', (route) =>
    route.fulfill({ json: { type: 'error', message: 'Discount codes cannot be changed in accelerated checkout.' } }),
  );
  await shopper.redeem('$3 off');
  await expect(page.getByText('$3 off can’t be used with this order, so your 100 points are back.')).toBeVisible();
  await expect(page.getByText(/accelerated checkout/)).toHaveCount(0);
  await shopper.pay();
});

test('at a step where codes cannot be changed no button is offered, and the block says so', async ({ devStore, shopper }) => {
  await atCheckout(devStore, shopper, 1, 'Dew Drops Serum');
  const { page } = shopper;
  await expect(page.getByRole('button', { name: /^Redeem \$3 off/ })).toBeVisible();
  const codesCanChange = (canUpdateDiscountCodes: boolean) => {
    const detail = JSON.stringify({ instructions: { discounts: { canUpdateDiscountCodes } } });
    return page.evaluate(`document.dispatchEvent(new CustomEvent('devstore:state', { detail: ${detail} }))`);
  };
  await codesCanChange(false);
  await expect(page.getByText('Rewards can’t be changed at this step.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^(Redeem|Use|Undo)/ })).toHaveCount(0);
  await codesCanChange(true);
  await expect(page.getByRole('button', { name: /^Redeem \$3 off/ })).toBeVisible();
});
