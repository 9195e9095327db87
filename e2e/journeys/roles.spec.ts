import { expect, test } from '../fixtures.ts';
import type { Merchant } from '../people/merchant.ts';

const why = (role: string, what: string) => `Your role is ${role}, which may not ${what}. An owner can change it in Settings.`;

/** Buttons that change something, on whichever page they stand. */
const changes = /^(Try|Stop|Publish|Review|Start a draft|Add|Remove|Discard|Verify|Retry|Correct|Decide|Make a key|Take back|Save)/;

async function readsOnly({ app }: Merchant, sentences: readonly string[]): Promise<void> {
  for (const sentence of sentences) await expect(app.getByText(sentence).filter({ visible: true }).first()).toBeVisible();
  await expect(app.getByRole('button', { name: changes })).toHaveCount(0);
}

for (const { name, role } of [
  { name: 'Vic Roy', role: 'viewer' },
  { name: 'Jo Park', role: 'support' },
]) {
  test(`the ${role} sees every page, reads why nothing there can be changed, and is offered nothing that would be refused`, async ({
    devStore,
    merchant,
  }) => {
    test.slow();
    const person = await devStore.newCustomer('Ilse');
    await devStore.buys(person.id, [{ handle: 'night-repair-cream', quantity: 1 }]);
    await merchant.worksAs(name);
    const { app } = merchant;

    for (const tab of ['Draft', 'Impact'] as const) {
      await merchant.openProgramme(tab);
      await readsOnly(merchant, [why(role, 'change the draft or try it')]);
    }
    await merchant.openProgramme('Versions');
    await readsOnly(merchant, [why(role, 'publish')]);
    await merchant.openLaurelPage('Approvals');
    await expect(app.getByText(why(role, 'approve or decline'))).toBeVisible();
    await merchant.openLaurelPage('Operations');
    await readsOnly(merchant, [why(role, 'check the books')]);
    await merchant.openLaurelPage('Settings');
    await readsOnly(merchant, [why(role, 'change the settings'), why(role, 'give roles')]);
    for (const page of ['Programme', 'Rewards', 'Activity']) {
      await merchant.openLaurelPage(page);
      await readsOnly(merchant, []);
    }

    await merchant.openMember(person.name);
    const given = app.getByRole('form', { name: 'Give or take points' });
    const chosen = app.getByRole('form', { name: 'Choose the tier' });
    if (role === 'support') {
      await expect(given).toBeVisible();
      await expect(chosen).toBeVisible();
    } else {
      await readsOnly(merchant, [why(role, 'give or take points'), why(role, 'pin a tier or invite to one')]);
      await expect(given.or(chosen)).toHaveCount(0);
    }
  });
}
