import { expect, test } from '../fixtures.ts';
import { looksRight } from '../looks-right.ts';
import { Merchant } from '../people/merchant.ts';

test('support asks for 50,000 points, cannot approve them, the owner does, and the shopper has them', async ({
  devStore,
  shopper,
  merchant,
  support,
}) => {
  test.slow();
  const person = await devStore.newCustomer('Runa');
  await shopper.signIn(person.name);
  await shopper.sees('0 points');

  await support.openMember(person.name);
  await support.reviewAdjustment('Give points', '50000', 'The parcel was lost twice');
  await expect(support.app.getByText('More than 10,000 points wait until a second person approves.')).toBeVisible();
  await support.app.getByRole('button', { name: 'Ask for approval' }).click();
  await expect(support.app.getByText(/^Asked for: 50,000 points to .* wait for a second person/)).toBeVisible();
  await expect(
    support.app.getByRole('region', { name: 'Waiting for a second person' }).getByText('The parcel was lost twice'),
  ).toBeVisible();
  await looksRight(support.page, 'laurel-member-waiting');
  await support.openLaurelPage('Approvals');
  await expect(support.app.getByRole('button', { name: `Withdraw: Give 50,000 points, ${person.name}` })).toBeVisible();
  await expect(support.app.getByRole('button', { name: /^Decide/ })).toHaveCount(0);
  await shopper.sees('0 points');

  await merchant.openLaurel();
  await expect(merchant.app.getByText(/waits? for a second person/)).toBeVisible();
  await looksRight(merchant.page, 'laurel-overview-waiting');
  await merchant.app.getByRole('link', { name: 'Look and decide' }).click();
  // By keyboard alone.
  const { app, page } = merchant;
  await app.getByRole('button', { name: `Decide: Give 50,000 points, ${person.name}` }).focus();
  await page.keyboard.press('Enter');
  await expect(app.getByRole('heading', { name: `Give 50,000 points to ${person.name}?` })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(app.getByLabel('Note')).toBeFocused();
  await page.keyboard.type('Seen the claim');
  await looksRight(page, 'laurel-approvals-decide');
  await app.getByLabel('Note').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(app.getByRole('status').getByText(`Approved. 50,000 points given to ${person.name}.`)).toBeFocused();
  await expect(app.getByText(/^Approved by Mara Lindt/)).toBeVisible();
  await looksRight(page, 'laurel-approvals-decided');

  await shopper.sees('50,000 points');
  await merchant.openMember(person.name);
  const history = app.getByRole('region', { name: 'History' });
  await history.getByText('Why').first().click();
  await expect(history.getByText('By Jo Park')).toBeVisible();
  await expect(history.getByText('Approved by Mara Lindt: Seen the claim')).toBeVisible();

  await merchant.openLaurelPage('Activity');
  await expect(app.getByText('Mara Lindt approved that Jo Park gives 50,000 points').first()).toBeVisible();
  await app.getByLabel('Who').selectOption({ label: 'Jo Park' });
  await expect(app.getByText('Jo Park asked to give 50,000 points').first()).toBeVisible();
  await expect(app.getByText(/Mara Lindt approved/)).toHaveCount(0);
});

test('who declines says why, and what was asked for can be withdrawn', async ({ devStore, shopper, merchant, support }) => {
  const person = await devStore.newCustomer('Sol');
  await shopper.signIn(person.name);
  await shopper.sees('0 points');
  for (const reason of ['First request', 'Second request']) {
    await support.openMember(person.name);
    await support.reviewAdjustment('Give points', '20000', reason);
    await support.app.getByRole('button', { name: 'Ask for approval' }).click();
    await expect(support.app.getByText(/^Asked for:/)).toBeVisible();
  }
  await merchant.openMember(person.name);
  const waiting = merchant.app.getByRole('region', { name: 'Waiting for a second person' });
  await waiting
    .getByRole('row')
    .filter({ hasText: 'First request' })
    .getByRole('button', { name: /^Decide/ })
    .click();
  await merchant.app.getByRole('button', { name: 'Decline' }).click();
  await expect(merchant.app.getByText('Say why, in at least 3 characters.')).toBeVisible();
  await merchant.app.getByLabel('Note').fill('No claim was made');
  await merchant.app.getByRole('button', { name: 'Decline' }).click();
  await expect(merchant.app.getByText('Declined. No points were moved.')).toBeVisible();

  await support.openMember(person.name);
  await support.app.getByRole('button', { name: /^Withdraw/ }).click();
  await support.app.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await expect(support.app.getByText('Withdrawn. No points were moved.')).toBeVisible();
  await shopper.sees('0 points');
});

test('a viewer looks and is told who can help; an owner gives a role, and takes it back', async ({ devStore, shopper, merchant }) => {
  const person = await devStore.newCustomer('Tilo');
  await shopper.signIn(person.name);
  await shopper.sees('0 points');
  await merchant.worksAs('Vic Roy');
  await merchant.openMember(person.name);
  await expect(merchant.app.getByText('Your role is viewer, which may not give or take points.')).toBeVisible();
  await merchant.openLaurelPage('Operations');
  await expect(
    merchant.app.getByText('Your role is viewer, which may not check the books. An owner can change it in Settings.'),
  ).toBeVisible();
  await expect(merchant.app.getByRole('button', { name: 'Verify' })).toHaveCount(0);

  await merchant.worksAs('Mara Lindt');
  await merchant.openLaurelPage('Settings');
  const { app } = merchant;
  await app.getByLabel('Role of Vic Roy').selectOption({ label: 'Support' });
  await app.getByRole('button', { name: 'Make Vic Roy support' }).click();
  await expect(app.getByText('Vic Roy is support now, and was viewer before.')).toBeVisible();
  await app.getByRole('button', { name: 'Undo' }).click();
  await expect(app.getByText('Vic Roy is viewer now, and was support before.')).toBeVisible();
  await app.getByLabel('Role of Mara Lindt').selectOption({ label: 'Viewer' });
  await app.getByRole('button', { name: 'Make Mara Lindt viewer' }).click();
  await expect(app.getByText('A shop needs an owner. Make somebody else an owner first.')).toBeVisible();
  await looksRight(merchant.page, 'laurel-settings-refused');
});

test('two who change the settings do not overwrite each other', async ({ merchant, browser, baseURL }) => {
  const context = await browser.newContext({ ...(baseURL !== undefined && { baseURL }) });
  const other = new Merchant(await context.newPage());
  for (const one of [merchant, other]) await one.openLaurelPage('Settings');
  const limitOf = (one: Merchant) => one.app.getByLabel('Points one person may give or take alone');
  await limitOf(other).fill('20000');
  await other.save();
  await expect(other.app.getByText(/Saved last .* by Mara Lindt/)).toBeVisible();

  await limitOf(merchant).fill('15000');
  await merchant.save();
  await expect(merchant.app.getByText('The limit is 20,000 points now.')).toBeVisible();
  await expect(limitOf(merchant)).toHaveValue('15000');
  await looksRight(merchant.page, 'laurel-settings-meanwhile');
  await merchant.app.getByRole('button', { name: 'Keep theirs' }).click();
  await expect(limitOf(merchant)).toHaveValue('20000');
  await limitOf(merchant).fill('10000');
  await merchant.save();
  await expect(merchant.app.getByText('changed the settings meanwhile')).toHaveCount(0);
  await context.close();
});

test('staff take an open redemption back, with a reason', async ({ devStore, shopper, support }) => {
  const person = await devStore.newCustomer('Uma');
  await devStore.buys(person.id, [{ handle: 'the-ritual-set', quantity: 3 }]);
  await shopper.signIn(person.name);
  await shopper.sees('384 points');
  await shopper.putIntoCart('Dew Drops Serum');
  await shopper.goToCheckout();
  await shopper.redeem('$3 off');
  await expect(shopper.page.getByText(/In your order as LR-/)).toBeVisible();

  await support.openMember(person.name);
  const { app, page } = support;
  await app.getByRole('button', { name: 'Take back $3 off' }).click();
  await expect(app.getByRole('heading', { name: 'Take back $3 off?' })).toBeFocused();
  await looksRight(page, 'laurel-member-release');
  await app.getByRole('button', { name: 'Take back', exact: true }).click();
  await expect(app.getByText('Say why, in at least 3 characters.')).toBeVisible();
  await app.getByLabel('Reason').last().fill('Asked by mail');
  await app.getByRole('button', { name: 'Take back', exact: true }).click();
  await expect(app.getByText('$3 off is taken back: 100 points are there again.')).toBeVisible();
  const history = app.getByRole('region', { name: 'History' });
  await history.locator('details', { hasText: 'Taken back by Jo Park' }).getByText('Why').click();
  await expect(history.getByText('Taken back by Jo Park: Asked by mail')).toBeVisible();
  await shopper.sees('384 points');
});
