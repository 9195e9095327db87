import { expect, test } from '../fixtures.ts';
import { Visitor } from '../people/visitor.ts';

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'with scripts off', () => {
    test.use({ javaScriptEnabled });

    test('a member redeems into the cart of the Hydrogen storefront, and takes it back', async ({ page, shopper }) => {
      void shopper;
      const visitor = new Visitor(page);
      await visitor.signIn('Ben');
      await visitor.putIntoCart('Night Repair Cream');
      await page.goto('/cart');
      await expect(page.getByText(/You will earn \d+ points/)).toBeVisible();
      await page.getByRole('button', { name: /^Redeem \$3 off/ }).click();
      await expect(page.getByText(/LR-\w{4}-\w{4}-\w{4}/).first()).toBeVisible();
      await expect(page.getByText('−$3.00').or(page.getByText('-$3.00')).first()).toBeVisible();
      await page.getByRole('button', { name: /^Undo/ }).first().click();
      await expect(page.getByText(/LR-\w{4}-\w{4}-\w{4}/)).toHaveCount(0);
    });

    test('a guest sees what the programme promises', async ({ page }) => {
      await page.goto('/rewards');
      await expect(page.getByText('Glow Club').first()).toBeVisible();
      await expect(page.getByText('Icon').first()).toBeVisible();
      await expect(page.getByRole('link', { name: /^Sign in/ }).first()).toBeVisible();
    });
  });
}
