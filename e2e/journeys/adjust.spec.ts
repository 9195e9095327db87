import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '../fixtures.ts';

test('staff give a member points with a reason, and the shopper sees them but not the reason', async ({ devStore, shopper, merchant }) => {
  const person = await devStore.newCustomer('Pia');
  await shopper.signIn(person.name);
  await shopper.sees('0 points');

  await merchant.openMember(person.name);
  await merchant.reviewAdjustment('Give points', '50', 'Parcel came late');
  await expect(merchant.app.getByText(`Give 50 points to ${person.name}?`)).toBeVisible();
  await expect(merchant.app.getByText('0 points can be spent now, 50 after this.')).toBeVisible();
  await merchant.app.getByRole('button', { name: 'Give 50 points' }).click();
  await expect(
    merchant.app.getByRole('status').getByText(`50 points given to ${person.name}. They have 50 points to spend.`),
  ).toBeVisible();
  const history = merchant.app.getByRole('region', { name: 'History' });
  await expect(history.getByText('Staff added 50 points: Parcel came late')).toBeVisible();
  await history.getByText('Why').first().click();
  await expect(history.getByText('By Mara Lindt')).toBeVisible();

  await shopper.sees('50 points');
  await shopper.sees('Added by the shop');
  await expect(shopper.page.getByText('Parcel came late')).toHaveCount(0);
});

test('who takes more than there is, or gives no reason, is told in plain words, and nothing is changed', async ({
  devStore,
  shopper,
  merchant,
}) => {
  const person = await devStore.newCustomer('Juno');
  await devStore.buys(person.id, [{ handle: 'cloud-cleanser', quantity: 2 }]);
  await shopper.signIn(person.name);
  await shopper.sees('64 points');

  await merchant.openMember(person.name);
  await merchant.reviewAdjustment('Take points', '1.5', '');
  await expect(merchant.app.getByText('Enter a whole number, for example 4.')).toBeVisible();
  await expect(merchant.app.getByText('Say why. Who reads the history later will want to know.')).toBeVisible();

  await merchant.reviewAdjustment('Take points', '100', 'Counted twice');
  await merchant.app.getByRole('button', { name: 'Take 100 points' }).click();
  await expect(merchant.app.getByRole('alert').getByText('The member has only 64 points to spend: 36 are missing.')).toBeVisible();
  await merchant.app.getByRole('button', { name: 'Change' }).click();
  await merchant.reviewAdjustment('Take points', '60', 'Counted twice');
  await merchant.app.getByRole('button', { name: 'Take 60 points' }).click();
  await expect(merchant.app.getByRole('status').getByText('They have 4 points to spend.')).toBeVisible();
  await shopper.sees('4 points');
});

test('points are given by keyboard alone, on a narrow screen', async ({ devStore, shopper, merchant }) => {
  const person = await devStore.newCustomer('Kim');
  await shopper.signIn(person.name);
  await shopper.sees('0 points');
  await merchant.page.setViewportSize({ width: 320, height: 900 });
  await merchant.openMember(person.name);
  const { keyboard } = merchant.page;
  const form = merchant.app.getByRole('form', { name: 'Give or take points' });
  await form.getByLabel('Points').focus();
  await keyboard.type('5');
  await keyboard.press('Tab');
  await keyboard.type('Birthday');
  await keyboard.press('Enter');
  await expect(merchant.app.getByRole('group', { name: 'Give 5 points?' })).toBeFocused();
  const overflow = await merchant.app
    .locator(':root')
    .evaluate((root: { scrollWidth: number; clientWidth: number }) => root.scrollWidth - root.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  const { violations } = await new AxeBuilder({ page: merchant.page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(merchant.app.getByRole('status').getByText('They have 5 points to spend.')).toBeVisible();
});

test('two customers the shop merges are one member, with the points of both', async ({ devStore, shopper, merchant }) => {
  const [kept, gone] = [await devStore.newCustomer('Tess'), await devStore.newCustomer('Tessa')];
  await devStore.buys(kept.id, [{ handle: 'cloud-cleanser', quantity: 2 }]);
  await devStore.buys(gone.id, [{ handle: 'the-ritual-set', quantity: 1 }]);
  await shopper.signIn(kept.name);
  await shopper.sees('64 points');
  await devStore.merges(kept.id, gone.id);
  await shopper.sees('192 points');
  await merchant.openLaurelPage('Members');
  await merchant.app.getByRole('searchbox').fill(gone.id);
  await merchant.app.getByRole('link', { name: kept.name }).click();
  const history = merchant.app.getByRole('region', { name: 'History' });
  await expect(history.getByText(`Merged with customer ${gone.id}`)).toBeVisible();
});
