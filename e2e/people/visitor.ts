import { expect, type Page } from '@playwright/test';

/** Somebody in the Hydrogen storefront. */
export class Visitor {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async signIn(firstName: string): Promise<void> {
    await this.page.goto('/rewards');
    await this.page
      .getByRole('link', { name: /^Sign in/ })
      .first()
      .click();
    await this.page.getByRole('button', { name: `Be ${firstName}` }).click();
    await expect(this.page).toHaveURL(/\/(rewards|account)?$/);
  }

  async putIntoCart(product: string): Promise<void> {
    await this.page.goto('/');
    await this.page
      .getByRole('link', { name: new RegExp(product) })
      .first()
      .click();
    await this.page.getByRole('button', { name: 'Add to cart' }).click();
    await expect(this.page.getByText(product).first()).toBeVisible();
  }
}
