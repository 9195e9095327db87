import { expect, type Page } from '@playwright/test';

/** What a shopper does, in their words. */
export class Shopper {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async signIn(name: string): Promise<void> {
    await this.page.goto('/devstore/sign-in');
    const list = this.page.getByLabel('Somebody else from the shop’s customers');
    const option = list.getByRole('option', { name });
    await list.selectOption((await option.getAttribute('value')) ?? '');
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(this.page.getByRole('navigation', { name: 'Shop' })).toContainText(name.split(' ')[0] ?? name);
  }

  async putIntoCart(product: string): Promise<void> {
    await this.page.goto('/devstore/shop');
    await this.page.getByRole('button', { name: new RegExp(`^Add to cart.*${product}$`) }).click();
    await expect(this.page.getByText(`${product} is in your cart`)).toBeVisible();
  }

  async goToCheckout(): Promise<void> {
    await this.page.goto('/devstore/cart');
    await this.page.getByRole('link', { name: 'Check out' }).click();
    await expect(this.page.getByRole('heading', { name: 'Checkout' })).toBeVisible();
  }

  async pay(): Promise<void> {
    await this.page.getByRole('button', { name: 'Pay now' }).click();
    await expect(this.page.getByRole('heading', { name: /Thank you/ })).toBeVisible();
  }

  async openLoyaltyPage(): Promise<void> {
    await this.page.goto('/devstore/account/loyalty');
    await expect(this.page.getByRole('heading', { name: 'Your points' })).toBeVisible();
  }

  /** Opens the loyalty page again and again until it says so: webhooks take a moment. */
  async sees(text: string | RegExp): Promise<void> {
    await expect(async () => {
      await this.openLoyaltyPage();
      await expect(this.page.getByText(text).filter({ visible: true }).first()).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 20_000 });
  }

  async redeem(reward: string): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(`^Redeem ${escape(reward)}`) }).click();
  }

  async undo(reward: string): Promise<void> {
    await this.page
      .getByRole('button', { name: `Undo ${reward}` })
      .first()
      .click();
  }
}

function escape(text: string): string {
  return text.replace(/[$.*+?^(){}|[\]\\]/g, '\\$&');
}
