import { expect, test } from '../fixtures.ts';
import { looksRight } from '../looks-right.ts';
import { Visitor } from '../people/visitor.ts';

test('a member of the Hydrogen storefront chooses how much to take off', async ({ page, shopper, merchant }) => {
  test.slow();
  void shopper;
  const { app } = merchant;
  await merchant.openProgramme('Draft');
  await app.getByRole('navigation', { name: 'Parts of the draft' }).getByRole('link', { name: 'Rewards' }).click();
  await app.getByRole('button', { name: 'Add a reward' }).click();
  await app.getByRole('group', { name: '$5 off', exact: true }).getByLabel('Kind').selectOption({ label: 'An amount the member chooses' });
  await merchant.draftIsKept();
  await merchant.tryAndPublish('Members choose how much');

  await page.goto('/rewards');
  await expect(page.getByText(/^100 points for each \$1, from \$1 to \$20$/)).toBeVisible();
  const visitor = new Visitor(page);
  await visitor.signIn('Chiara');
  await visitor.putIntoCart('Night Repair Cream');
  await page.goto('/cart');
  await page.getByLabel('How much').selectOption('$2 for 200 points');
  await looksRight(page, 'storefront-slider');
  await page.getByRole('button', { name: /^Redeem (\$5 off|Pay with points)/ }).click();
  await expect(page.getByText(/LR-\w{4}-\w{4}-\w{4}/).first()).toBeVisible();
  await expect(page.getByText(/^[−-]\$2\.00$/)).toBeVisible();
  await expect(page.getByText(/200 points are set aside/)).toBeVisible();
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await expect(page.getByText(/LR-\w{4}-\w{4}-\w{4}/)).toHaveCount(0);

  await merchant.openProgramme('Versions');
  await app.getByRole('button', { name: 'Start a draft from version 1' }).click();
  await app.getByRole('button', { name: 'Start from version 1' }).click();
  await expect(app.getByRole('heading', { name: 'What the draft changes' })).toBeVisible();
  await merchant.tryAndPublish('Back to how it was');
});
