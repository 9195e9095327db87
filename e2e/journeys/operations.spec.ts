import { expect, test } from '../fixtures.ts';
import { looksRight } from '../looks-right.ts';
import type { DevStore } from '../people/dev-store.ts';
import { Intruder } from '../people/intruder.ts';

test.skip(
  () => Intruder.socketFolder === undefined && process.env['LAUREL_URL'] !== undefined,
  'the database of the product is out of reach',
);

const intruder = new Intruder();

/** Somebody with 64 points, and the member they are. */
async function shopperWithPoints(devStore: DevStore, name: string) {
  const person = await devStore.newCustomer(name);
  const order = await devStore.buys(person.id, [{ handle: 'cloud-cleanser', quantity: 2 }]);
  await expect.poll(() => intruder.memberOf(person.id)).toBeDefined();
  return { person, order, memberId: (await intruder.memberOf(person.id)) ?? '' };
}

test('staff see what differs in the books, put it right with a reason, and the shopper has what is due', async ({
  devStore,
  shopper,
  merchant,
}) => {
  test.slow();
  const { person, order, memberId } = await shopperWithPoints(devStore, 'Vera');
  await intruder.raisesBalance(memberId, 7);
  await intruder.raisesPrice(memberId, 21_00);

  await merchant.openLaurelPage('Operations');
  const { app, page } = merchant;
  await app.getByRole('button', { name: 'Verify' }).click();
  await expect(app.getByText('The books differ')).toBeVisible();
  const row = app.getByRole('row').filter({ hasText: 'available points' });
  await expect(row).toContainText('71');
  await expect(row).toContainText('64');
  await expect(row).toContainText('None, the entries are right');
  await expect(app.getByText('Put the balance, lots and holds of this member right first').first()).toBeVisible();
  await looksRight(page, 'laurel-operations-differs');

  // By keyboard alone.
  await app.getByRole('button', { name: 'Correct available points' }).focus();
  await page.keyboard.press('Enter');
  await expect(app.getByRole('heading', { name: 'Correct available points' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(app.getByLabel('Reason')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(app.getByText('Say why, in a few words.')).toBeVisible();
  await looksRight(page, 'laurel-operations-correct');
  await app.getByLabel('Reason').fill('A wrong hand in the database');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');

  await expect(app.getByText('It should have 106 points, and has 64 points.').first()).toBeVisible();
  await expect(app.getByRole('heading', { name: /^Correct/ })).toBeHidden();
  await app.getByRole('button', { name: /^Correct points of order/ }).click();
  await app.getByLabel('Reason').fill('The price was typed wrong');
  await app.getByRole('button', { name: 'Apply' }).click();
  await expect(app.getByText('The books are right')).toBeVisible();
  await expect(app.getByRole('button', { name: /^Correct/ })).toBeHidden();

  await merchant.openLaurelPage('Members');
  await app.getByRole('searchbox').fill(person.name);
  await app.getByRole('link', { name: person.name }).click();
  await expect(
    app.getByRole('region', { name: 'History' }).getByText(`Order ${order.name} should have 106 points and had 64`),
  ).toBeAttached();
  await shopper.signIn(person.name);
  await shopper.sees('106 points');
});

test('what is no longer there is refused in words, and nothing changes', async ({ devStore, merchant }) => {
  const { memberId } = await shopperWithPoints(devStore, 'Wanda');
  await intruder.raisesBalance(memberId, 5);
  await merchant.openLaurelPage('Operations');
  const { app } = merchant;
  await app.getByRole('button', { name: 'Verify' }).click();
  await app.getByRole('button', { name: 'Correct available points' }).click();
  await app.getByLabel('Reason').fill('Found by the check');
  // Meanwhile somebody else sets it straight.
  await intruder.raisesBalance(memberId, -5);
  await app.getByRole('button', { name: 'Apply' }).click();
  await expect(
    app.getByText('This difference is no longer there as you saw it. Nothing was changed. Check the books again.'),
  ).toBeVisible();
  await app.getByRole('button', { name: 'Check again' }).click();
  await expect(app.getByText('The books are right')).toBeVisible();
});

test('a journal that is wrong is shown with its first wrong entry, and with what to do instead', async ({ devStore, merchant }) => {
  const { memberId } = await shopperWithPoints(devStore, 'Xenia');
  await intruder.changesEntry(memberId, 1);
  await merchant.openLaurelPage('Operations');
  const { app, page } = merchant;
  await app.getByRole('button', { name: 'Verify' }).click();
  await expect(app.getByRole('row').filter({ hasText: 'running balance of an entry' })).toContainText('Entry 1');
  await expect(app.getByText('The journal itself is not whole').first()).toBeVisible();
  await looksRight(page, 'laurel-operations-journal');
  await intruder.changesEntry(memberId, -1);
  await app.getByRole('button', { name: 'Verify' }).click();
  await expect(app.getByText('The books are right')).toBeVisible();
});

test('while the check runs the page says so, and a failure leaves a way to go on', async ({ merchant }) => {
  await merchant.page.route('**/rpc/admin/verifications', (route) =>
    route.fulfill({
      status: 503,
      json: { code: 'unavailable', message: 'We are not ready right now. Please try again.', requestId: 'r-1' },
    }),
  );
  await merchant.openLaurelPage('Operations');
  const { app, page } = merchant;
  await expect(app.getByText('The last checks could not be loaded')).toBeVisible();
  await app.getByRole('button', { name: 'Verify' }).click();
  await expect(app.getByText('The check did not finish')).toBeVisible();
  await expect(app.getByText('If you ask for help, quote r-1.').first()).toBeVisible();
  await looksRight(page, 'laurel-operations-failed');
  await page.unroute('**/rpc/admin/verifications');
  await app.getByRole('button', { name: 'Retry' }).last().click();
  await expect(app.getByText(/The books are right|Not checked yet/)).toBeVisible();
});
