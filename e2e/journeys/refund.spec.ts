import { expect, test } from '../fixtures.ts';

test('a refund in two parts takes back exactly what was given, and the tier follows', async ({ devStore, shopper, merchant }) => {
  const person = await devStore.newCustomer('Rita');
  const order = await devStore.buys(person.id, [{ handle: 'the-ritual-set', quantity: 3 }]);
  await shopper.signIn(person.name);
  await shopper.sees('384 points');
  await shopper.sees('$208 to Icon');

  await merchant.openOrder(order.orderId);
  await merchant.refundPieces('The Ritual Set', 1);
  await shopper.sees('256 points');
  // 128 dollars are left: below the 150 of Pro.
  await shopper.sees('$22 to Pro');

  await merchant.openOrder(order.orderId);
  await merchant.refundPieces('The Ritual Set', 2);
  await shopper.sees('0 points');
  await expect(shopper.page.getByText(/Taken back: #/).first()).toBeVisible();
});

test('an amount typed by hand takes back its share', async ({ devStore, shopper, merchant }) => {
  const person = await devStore.newCustomer('Hanna');
  const order = await devStore.buys(person.id, [{ handle: 'night-repair-cream', quantity: 1 }]);
  await shopper.signIn(person.name);
  await shopper.sees('96 points');
  await merchant.openOrder(order.orderId);
  await merchant.refundAmount('10.00');
  await shopper.sees('76 points');
});

test('a cancelled order takes its points back and returns those it used', async ({ devStore, shopper, merchant }) => {
  const person = await devStore.newCustomer('Cleo');
  await devStore.buys(person.id, [{ handle: 'the-ritual-set', quantity: 1 }]);
  await shopper.signIn(person.name);
  await shopper.sees('128 points');
  await shopper.putIntoCart('Dew Drops Serum');
  await shopper.goToCheckout();
  await shopper.redeem('$3 off');
  await expect(shopper.page.getByText(/In your order as LR-/)).toBeVisible();
  await shopper.pay();
  const orderId = /orders\/(\d+)\//.exec(shopper.page.url())?.[1] ?? '';
  await shopper.sees('70 points');
  await merchant.openOrder(orderId);
  await merchant.cancelOrder();
  await shopper.sees('128 points');
});
