import { expect, test } from '../fixtures.ts';

test('a shopper buys at checkout, earns, and reads why', async ({ devStore, shopper }) => {
  const person = await devStore.newCustomer('Ella');
  await shopper.signIn(person.name);
  await shopper.putIntoCart('Night Repair Cream');
  await shopper.goToCheckout();
  await shopper.pay();
  await shopper.sees('96 points');
  await expect(shopper.page.getByText('Earned with #').first()).toBeVisible();
  await shopper.page.getByText('Why 96 points?').click();
  await expect(shopper.page.getByText('Night Repair Cream: $48.00 × 2 points per $1: +96')).toBeVisible();
});

test('gift cards, shipping, tax and tips earn nothing', async ({ devStore, shopper }) => {
  const person = await devStore.newCustomer('Greta');
  await shopper.signIn(person.name);
  await shopper.putIntoCart('Gift card');
  await shopper.putIntoCart('Velvet Lip Tint');
  await shopper.goToCheckout();
  await shopper.page.getByRole('radio', { name: '10%' }).check();
  await shopper.pay();
  await shopper.sees('24 points');
});

test('spending enough moves up a tier at once', async ({ devStore, shopper }) => {
  const person = await devStore.newCustomer('Tara');
  await shopper.signIn(person.name);
  await shopper.openLoyaltyPage();
  await expect(shopper.page.getByText('$150 to Pro').first()).toBeVisible();
  await devStore.buys(person.id, [{ handle: 'the-ritual-set', quantity: 3 }]);
  await shopper.sees('$208 to Icon');
  // 192 dollars at the 2 points a dollar of the tier she was in when she bought.
  await expect(shopper.page.getByText('384 points').first()).toBeVisible();
  await devStore.buys(person.id, [{ handle: 'rose-face-mist', quantity: 1 }]);
  // Eight dollars at the 4 points of her new tier.
  await shopper.sees('416 points');
});

test('webhooks twice and in the wrong order change nothing', async ({ devStore, shopper }) => {
  const person = await devStore.newCustomer('Wanda');
  await shopper.signIn(person.name);
  await devStore.webhooks('hold');
  await devStore.buys(person.id, [{ handle: 'velvet-lip-tint', quantity: 1 }]);
  await devStore.buys(person.id, [{ handle: 'cloud-cleanser', quantity: 1 }]);
  await devStore.flush('reverse');
  await devStore.webhooks('duplicate');
  await devStore.buys(person.id, [{ handle: 'silk-brow-gel', quantity: 1 }]);
  await shopper.sees('76 points');
});
