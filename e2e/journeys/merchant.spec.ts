import { expect, test } from '../fixtures.ts';

test('a merchant finds a member and reads the history with its reasons', async ({ devStore, shopper, merchant }) => {
  const person = await devStore.newCustomer('Nadia');
  await devStore.buys(person.id, [{ handle: 'cloud-cleanser', quantity: 2 }]);
  await shopper.signIn(person.name);
  await shopper.sees('64 points');
  await merchant.openLaurelPage('Members');
  await merchant.app.getByRole('searchbox').fill(person.name);
  await merchant.app.getByRole('link', { name: person.name }).click();
  await expect(merchant.app.getByRole('heading', { name: person.name, level: 1 })).toBeVisible();
  await expect(merchant.app.getByText('64').first()).toBeVisible();
  await expect(merchant.app.getByRole('region', { name: 'History' }).getByText(/#\d+/).first()).toBeVisible();
});

test('the books are checked from Operations', async ({ merchant }) => {
  await merchant.openLaurelPage('Operations');
  await merchant.app
    .getByRole('button', { name: /check|verify/i })
    .first()
    .click();
  await expect(merchant.app.getByText('The books are right')).toBeVisible();
});
