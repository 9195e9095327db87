import { expect, test } from '../fixtures.ts';

test('who may only look sees the programme and members, and nothing to change', async ({ devStore, merchant }) => {
  const person = await devStore.newCustomer('Lotte');
  await devStore.buys(person.id, [{ handle: 'night-repair-cream', quantity: 1 }]);
  await merchant.worksAs('Vic Roy');
  const { app } = merchant;
  await merchant.openProgramme('Draft');
  await expect(app.getByText(/Your role is viewer, which may not change the draft/).first()).toBeVisible();
  await expect(app.getByRole('textbox')).toHaveCount(0);
  await merchant.openProgramme('Impact');
  await expect(app.getByRole('heading', { name: 'Impact of the draft', level: 1 })).toBeVisible();
  await expect(app.getByRole('button', { name: /^Try/ })).toHaveCount(0);
  await merchant.openMember(person.name);
  await expect(app.getByText(/Your role is viewer/).first()).toBeVisible();
  await expect(app.getByRole('form', { name: 'Give or take points' })).toHaveCount(0);
  await merchant.openLaurelPage('Rewards');
  await expect(app.getByRole('heading', { name: 'Rewards', level: 1 })).toBeVisible();
});
