import { expect, test } from '../fixtures.ts';

test('a new campaign says of no field that it is wrong before somebody was there', async ({ merchant }) => {
  const { app, page } = merchant;
  await merchant.openProgramme('Draft');
  await app.getByRole('navigation', { name: 'Parts of the draft' }).getByRole('link', { name: 'Campaigns' }).click();
  await app.getByRole('button', { name: 'Add a campaign' }).focus();
  await page.keyboard.press('Enter');
  await merchant.draftIsKept();
  await expect(app.getByText('Choose a day.').filter({ visible: true })).toHaveCount(0);

  // Left empty, the one day says so; the other, to which nobody came yet, does not.
  await app.getByLabel('First day').first().focus();
  await app.getByLabel('Name', { exact: true }).first().focus();
  const campaign = app.getByRole('group', { name: 'New campaign', exact: true });
  await expect(campaign.getByText('Choose a day.').filter({ visible: true })).toHaveCount(1);

  await app.getByRole('button', { name: 'Discard draft' }).click();
  await app.getByRole('button', { name: 'Throw it away' }).click();
  await expect(app.getByText('No draft yet')).toBeVisible();
});
