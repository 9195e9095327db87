import { expect, test } from '../fixtures.ts';

test('a merchant edits a tier and the shopper sees it', async ({ devStore, shopper, merchant }) => {
  const person = await devStore.newCustomer('Mila');
  await shopper.signIn(person.name);
  await shopper.openLoyaltyPage();
  await expect(shopper.page.getByText('2 points for every $1').first()).toBeVisible();

  await merchant.openLaurelPage('Programme');
  const first = merchant.app.getByRole('group', { name: 'Fan' });
  await first.getByLabel(/^Points per/).fill('3');
  await expect(first.getByText('An order of $48.00 earns 144 points')).toBeVisible();
  await merchant.save();
  await expect(merchant.app.getByText('Version 2 in force')).toBeVisible();

  await shopper.sees('3 points for every $1');
  await devStore.buys(person.id, [{ handle: 'night-repair-cream', quantity: 1 }]);
  await shopper.sees('144 points');

  await merchant.openLaurelPage('Programme');
  await merchant.app
    .getByRole('group', { name: 'Fan' })
    .getByLabel(/^Points per/)
    .fill('2');
  await merchant.save();
  await expect(merchant.app.getByText('Version 3 in force')).toBeVisible();
  // What was granted stays as it was granted.
  await shopper.sees('144 points');
});

test('a tier that makes no sense is refused in plain words, and what was typed stays', async ({ merchant }) => {
  await merchant.openLaurelPage('Programme');
  const pro = merchant.app.getByRole('group', { name: 'Pro' });
  await pro.getByLabel(/^Points per/).fill('1');
  await merchant.save();
  await expect(merchant.app.getByText('Pro is above Fan but earns less: 1 instead of 2.')).toBeVisible();
  await expect(pro.getByLabel(/^Points per/)).toHaveValue('1');
  await merchant.openLaurelPage('Programme');
  await expect(merchant.app.getByRole('group', { name: 'Pro' }).getByLabel(/^Points per/)).toHaveValue('4');
});

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
