import { expect, test } from '../fixtures.ts';
import { Intruder } from '../people/intruder.ts';

test.skip(
  () => Intruder.socketFolder === undefined && process.env['LAUREL_URL'] !== undefined,
  'the database of the product is out of reach',
);

test('a try that runs is stopped by its button, comes to nothing, and can be made again', async ({ merchant }) => {
  test.slow();
  const { app } = merchant;
  await merchant.openProgramme('Draft');
  await (await merchant.openItem('Fan')).getByLabel(/^Points per/).fill('3');
  await merchant.draftIsKept();
  await merchant.openProgramme('Impact');

  // It has read how many orders there are, and waits for what staff said about tiers.
  const goOn = await new Intruder().keepsBusy('tier_keep');
  try {
    await app.getByRole('button', { name: /^Try the draft|^Try again/ }).click();
    await expect(app.getByRole('status').filter({ hasText: /^0 of [1-9][\d,]* orders/ })).toBeVisible();
    await app.getByRole('button', { name: 'Stop' }).click();
    await expect(app.getByRole('status').filter({ hasText: 'It was stopped.' })).toBeVisible();
  } finally {
    await goOn();
  }

  await merchant.openProgramme('Impact');
  await expect(app.getByText('It was stopped.')).toBeVisible();
  await expect(app.getByRole('form', { name: 'Publish' })).toHaveCount(0);
  await app.getByRole('button', { name: 'Try again' }).click();
  await expect(app.getByRole('form', { name: 'Publish' })).toBeVisible({ timeout: 30_000 });

  await merchant.openProgramme('Draft');
  await app.getByRole('button', { name: 'Discard draft' }).click();
  await app.getByRole('button', { name: 'Throw it away' }).click();
  await expect(app.getByText('No draft yet')).toBeVisible();
});
