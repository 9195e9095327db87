import { expect, test } from '../fixtures.ts';
import { looksRight } from '../looks-right.ts';

test('support pins a tier until a day and ends it, by keyboard alone; the shopper sees each', async ({ devStore, shopper, support }) => {
  test.slow();
  const person = await devStore.newCustomer('Pia');
  await devStore.buys(person.id, [{ handle: 'night-repair-cream', quantity: 1 }]);
  await shopper.signIn(person.name);
  await shopper.sees('Fan');

  const { app, page } = support;
  await support.openMember(person.name);
  const tier = app.getByRole('region', { name: 'Tier', exact: true });
  const form = app.getByRole('form', { name: 'Choose the tier' });
  const review = form.getByRole('button', { name: 'Review' });

  // With nothing chosen it says what is missing, and goes there.
  await review.focus();
  await page.keyboard.press('Enter');
  await expect(form.getByText('Choose a tier.')).toBeVisible();
  await expect(form.getByLabel('Tier')).toBeFocused();
  await page.keyboard.type('Pro');
  await page.keyboard.press('Tab');
  await expect(form.getByLabel('Last day')).toBeFocused();
  await form.getByLabel('Last day').fill('2031-06-30');
  await form.getByLabel('Reason').focus();
  await page.keyboard.type('A promise at the fair');
  await page.keyboard.press('Tab');
  await expect(review).toBeFocused();
  await page.keyboard.press('Enter');

  await expect(app.getByRole('heading', { name: 'Pin Pro?' })).toBeFocused();
  await expect(app.getByText(`${person.name} has Pro until Jun 30, 2031, whatever they buy or return.`)).toBeVisible();
  await looksRight(page, 'laurel-member-pin');
  await app.getByRole('heading', { name: 'Pin Pro?' }).focus();
  await page.keyboard.press('Tab');
  await expect(app.getByRole('button', { name: 'Pin Pro' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(app.getByText(`${person.name} is in Pro now.`)).toBeVisible();
  await expect(tier.getByText('Pro, pinned by staff, until Jun 30, 2031', { exact: false })).toBeVisible();
  await shopper.sees('Pro');

  await app.getByRole('button', { name: 'End Pro, Pinned' }).focus();
  await page.keyboard.press('Enter');
  await expect(app.getByRole('heading', { name: 'End Pro, pinned?' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(app.getByRole('button', { name: 'End it' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(app.getByText(`${person.name} is in Fan now.`)).toBeVisible();
  await shopper.sees('Fan');
});
