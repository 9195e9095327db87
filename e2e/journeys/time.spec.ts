import { expect, test } from '../fixtures.ts';

const day = 24 * 60;

/** Last of all by its name: it moves the clock of everybody by weeks. */
test('a version starts later, who would drop keeps the tier for a while, and then goes', async ({ devStore, shopper, merchant }) => {
  test.slow();
  const { app } = merchant;
  const person = await devStore.newCustomer('Kaja');
  await devStore.buys(person.id, [{ handle: 'the-ritual-set', quantity: 3 }]);
  await shopper.signIn(person.name);
  await shopper.openLoyaltyPage();
  await expect(shopper.page.getByText('Pro', { exact: true }).filter({ visible: true }).first()).toBeVisible();

  await merchant.openProgramme('Draft');
  const pro = await merchant.openItem('Pro');
  await pro
    .getByLabel(/^Spend/)
    .first()
    .fill('700');
  const icon = await merchant.openItem('Icon');
  await icon
    .getByLabel(/^Spend/)
    .first()
    .fill('900');
  await merchant.draftIsKept();
  await merchant.openProgramme('Impact');
  await app.getByRole('button', { name: /^Try the draft|^Try again/ }).click();
  await expect(app.getByRole('heading', { name: 'Who stands where at the end' })).toBeVisible({ timeout: 30_000 });

  const form = app.getByRole('form', { name: 'Publish' });
  await expect(form.getByText(/By this try, \d+ members? would drop/)).toBeVisible();
  await form.getByRole('radio', { name: 'Later' }).check();
  await form.getByLabel('Why').fill('Dearer from next week on');
  await form.getByRole('button', { name: 'Review and publish' }).click();
  await expect(form.getByText('Choose a day and a time, such as 08:00.')).toBeVisible();
  const inDays = (days: number) => new Date(Date.now() + days * day * 60_000).toISOString().slice(0, 10);
  await form.getByLabel('Day').fill(inDays(7));
  await form.getByLabel('Members who would drop keep their tier for a while').check();
  await form.getByLabel('They keep it until').fill(inDays(30));
  await form.getByRole('button', { name: 'Review and publish' }).click();
  await app.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(app.getByRole('heading', { name: 'Published versions' })).toBeVisible();
  await expect(app.getByRole('listitem', { name: /^Version/ }).first()).toContainText('To come');

  // Until then nothing is different.
  await shopper.openLoyaltyPage();
  await expect(shopper.page.getByText('Pro', { exact: true }).filter({ visible: true }).first()).toBeVisible();
  await devStore.advance(8 * day);
  // Members are judged by it in batches, a moment later.
  await expect(async () => {
    await merchant.openMember(person.name);
    await expect(app.getByText(/^Pro, .*until/).first()).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  await shopper.openLoyaltyPage();
  await expect(shopper.page.getByText('Pro', { exact: true }).filter({ visible: true }).first()).toBeVisible();

  await devStore.advance(30 * day);
  await shopper.sees('Fan');

  // As it was, for who comes after.
  await merchant.openProgramme('Versions');
  await app.getByRole('button', { name: 'Start a draft from version 1', exact: true }).click();
  await app.getByRole('button', { name: 'Start from version 1', exact: true }).click();
  await merchant.tryAndPublish('Back to how it was');
  await shopper.sees('Pro');
});
