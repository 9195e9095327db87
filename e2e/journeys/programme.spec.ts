import { expect, test } from '../fixtures.ts';
import { Merchant } from '../people/merchant.ts';

test('draft → impact → publish → the shopper sees it; and back to the former version', async ({ devStore, shopper, merchant }) => {
  test.slow();
  const { app } = merchant;
  const person = await devStore.newCustomer('Mila');
  await shopper.signIn(person.name);
  await shopper.openLoyaltyPage();
  await expect(shopper.page.getByText('2 points per $1').first()).toBeVisible();

  await merchant.openProgramme('Draft');
  const fan = await merchant.openItem('Fan');
  await fan.getByLabel(/^Points per/).fill('3');
  await expect(fan.getByText('An order of $48.00 in Fan earns 144 points')).toBeVisible();
  await merchant.draftIsKept();
  // Nothing is published by being typed.
  await shopper.openLoyaltyPage();
  await expect(shopper.page.getByText('2 points per $1').first()).toBeVisible();

  await merchant.tryAndPublish('More for newcomers');
  await expect(app.getByRole('listitem', { name: 'Version 2' })).toContainText('In force');
  await expect(app.getByRole('listitem', { name: 'Version 2' })).toContainText('More for newcomers');
  await expect(app.getByText('Fan’s points per $1: 2 → 3.')).toBeVisible();

  await shopper.sees('3 points per $1');
  await devStore.buys(person.id, [{ handle: 'night-repair-cream', quantity: 1 }]);
  await shopper.sees('144 points');

  await app.getByRole('button', { name: 'Start a draft from version 1' }).click();
  await app.getByRole('button', { name: 'Start from version 1' }).click();
  await expect(app.getByRole('heading', { name: 'What the draft changes' })).toBeVisible();
  await merchant.tryAndPublish('Back to how it was');
  await expect(app.getByRole('listitem', { name: 'Version 3' })).toContainText('In force');
  await shopper.sees('2 points per $1');
  // What was granted stays as it was granted.
  await shopper.sees('144 points');
});

test('two people edit the draft at once: the second is told, and nothing of either is lost', async ({ merchant, browser, baseURL }) => {
  test.slow();
  const context = await browser.newContext({ ...(baseURL !== undefined && { baseURL }) });
  const second = new Merchant(await context.newPage());
  await merchant.openProgramme('Draft');
  await second.openProgramme('Draft');

  await (await merchant.openItem('Pro')).getByLabel('Name', { exact: true }).first().fill('Gold');
  await merchant.draftIsKept();
  const icon = await second.openItem('Icon');
  await icon.getByLabel(/^Points per/).fill('7');
  await expect(second.app.getByText('Somebody else changed the draft while you were typing')).toBeVisible();
  await expect(icon.getByLabel(/^Points per/)).toHaveValue('7');

  await second.app.getByRole('button', { name: 'Put my changes onto theirs' }).click();
  await second.draftIsKept();
  await second.openProgramme('Impact');
  const changes = second.app.getByRole('region', { name: 'What the draft changes' });
  await expect(changes).toContainText('Gold');
  await expect(changes).toContainText('Icon’s points per $1: 6 → 7.');
  await context.close();

  await merchant.openProgramme('Draft');
  await merchant.app.getByRole('button', { name: 'Discard draft' }).click();
  await merchant.app.getByRole('button', { name: 'Throw it away' }).click();
  await expect(merchant.app.getByText('No draft yet')).toBeVisible();
});

test('a tier that makes no sense is told at its field, and blocks trying it, not keeping it', async ({ merchant }) => {
  const { app } = merchant;
  await merchant.openProgramme('Draft');
  const pro = await merchant.openItem('Pro');
  await pro.getByLabel('Spend to reach it').fill('lots');
  await pro.getByLabel('Name', { exact: true }).first().focus();
  await expect(pro.getByText('Use digits and a point, for example 150.00.')).toBeVisible();
  await merchant.draftIsKept();

  await merchant.openProgramme('Draft');
  await app.getByRole('button', { name: 'Tiers, Pro, Spend to reach it' }).click();
  await expect(app.getByRole('group', { name: 'Pro', exact: true }).getByLabel('Spend to reach it')).toHaveValue('lots');
  await expect(app.getByRole('group', { name: 'Pro', exact: true }).getByLabel('Spend to reach it')).toBeFocused();
  await merchant.openProgramme('Impact');
  await expect(app.getByText('1 problem to solve before it can be tried')).toBeVisible();

  await merchant.openProgramme('Draft');
  await app.getByRole('button', { name: 'Discard draft' }).click();
  await app.getByRole('button', { name: 'Throw it away' }).click();
  await expect(app.getByText('No draft yet')).toBeVisible();
});

test('the keyboard alone adds, moves, removes and brings back', async ({ merchant }) => {
  const { app, page } = merchant;
  await merchant.openProgramme('Draft');
  await app.getByRole('navigation', { name: 'Parts of the draft' }).getByRole('link', { name: 'Rewards' }).click();
  await app.getByRole('button', { name: 'Add a reward' }).focus();
  await page.keyboard.press('Enter');
  await expect(app.getByRole('group', { name: '$5 off', exact: true }).getByLabel('Kind')).toBeFocused();
  await app.getByRole('button', { name: 'Move $5 off up' }).focus();
  await page.keyboard.press('Enter');
  await expect(app.getByRole('button', { name: 'Move $5 off up' })).toBeFocused();
  await app.getByRole('button', { name: 'Remove $5 off' }).focus();
  await page.keyboard.press('Enter');
  await expect(app.getByText('$5 off is removed.')).toBeVisible();
  await expect(app.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(app.getByRole('button', { name: 'Remove $5 off' })).toBeFocused();

  await merchant.draftIsKept();
  await app.getByRole('button', { name: 'Discard draft' }).click();
  await app.getByRole('button', { name: 'Throw it away' }).click();
  await expect(app.getByText('No draft yet')).toBeVisible();
});

test('the rewards page says what a point is worth, and how often a reward was used', async ({ devStore, shopper, merchant }) => {
  test.slow();
  const person = await devStore.newCustomer('Noor');
  await devStore.buys(person.id, [{ handle: 'the-ritual-set', quantity: 3 }]);
  await shopper.signIn(person.name);
  await shopper.sees('384 points');
  await merchant.openLaurelPage('Rewards');
  const row = merchant.app.getByRole('row', { name: /\$3 off/ });
  await expect(row).toContainText('$0.03');
  const before = Number(await row.getByRole('cell').last().textContent());

  await shopper.putIntoCart('Dew Drops Serum');
  await shopper.goToCheckout();
  await shopper.redeem('$3 off');
  await expect(shopper.page.getByText(/In your order as LR-/)).toBeVisible();
  await shopper.pay();
  await shopper.sees('Used for $3 off');
  await merchant.openLaurelPage('Rewards');
  await expect(row.getByRole('cell').last()).toContainText(String(before + 1));
});
