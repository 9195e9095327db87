import { expect, test } from '../fixtures.ts';
import type { DevStore } from '../people/dev-store.ts';
import type { Shopper } from '../people/shopper.ts';

/** Somebody with 128 points who has just redeemed 100 of them at checkout. */
async function redeemedAtCheckout(devStore: DevStore, shopper: Shopper, firstName: string): Promise<void> {
  const person = await devStore.newCustomer(firstName);
  await devStore.buys(person.id, [{ handle: 'the-ritual-set', quantity: 1 }]);
  await shopper.signIn(person.name);
  await shopper.sees('128 points');
  await shopper.putIntoCart('Dew Drops Serum');
  await shopper.goToCheckout();
  await shopper.redeem('$3 off');
  await expect(shopper.page.getByText(/In your order as LR-/)).toBeVisible();
}

test('at checkout the time of a code runs down by the minute, at last by the second, and then the points are back', async ({
  devStore,
  shopper,
}) => {
  const { page } = shopper;
  await redeemedAtCheckout(devStore, shopper, 'Tia');
  await expect(page.getByText(/^(60|59) minutes left$/)).toBeVisible();
  // Two minutes and a bit before the end, by the shop's clock; the page's own clock has not moved.
  await devStore.advance(57.5);
  await page.reload();
  await expect(page.getByText(/^2:\d\d left$/)).toBeVisible();
  const first = await page.getByText(/^\d:\d\d left$/).textContent();
  await expect(page.getByText(/^\d:\d\d left$/)).not.toHaveText(first ?? '');
  // Nothing of it was read out yet: no moment has come.
  await expect(page.getByRole('status').filter({ hasText: /left|Time is up/ })).toHaveCount(0);

  await devStore.advance(2.2);
  await page.reload();
  await expect(page.getByText(/^0:\d\d left$/)).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Time is up.' })).toBeAttached({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: /^Redeem \$3 off/ })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('128 points')).toBeVisible();
});

test('on the loyalty page a minute is read out when it has come, not each second', async ({ devStore, shopper }) => {
  const { page } = shopper;
  await redeemedAtCheckout(devStore, shopper, 'Tove');
  await devStore.advance(58.75);
  await shopper.openLoyaltyPage();
  await expect(page.getByText(/^1:\d\d left$/)).toBeVisible();
  const said = page.getByRole('status').filter({ hasText: '$3 off: 1 minute left' });
  await expect(said).toHaveCount(0);
  await expect(said).toBeAttached({ timeout: 30_000 });
  await expect(page.getByText(/^0:5\d left$/)).toBeVisible();
  await expect(said).toHaveText('$3 off: 1 minute left');
});
