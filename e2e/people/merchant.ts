import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';

/** What a merchant does, in Shopify's admin and in Laurel's app inside it. */
export class Merchant {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  /** Works in the admin as somebody else from now on: "Jo Park". */
  async worksAs(name: string): Promise<void> {
    await this.page.goto('/devstore/admin');
    const choice = this.page.getByLabel('Working as');
    const label = await choice.getByRole('option').filter({ hasText: name }).textContent();
    await choice.selectOption({ label: label ?? name });
    await this.page.getByRole('button', { name: 'Switch' }).click();
    await expect(choice.locator('option:checked')).toContainText(name);
  }

  async openOrder(orderId: string): Promise<void> {
    await this.page.goto(`/devstore/admin/orders/${orderId}`);
  }

  async refundPieces(product: string, quantity: number): Promise<void> {
    await this.page.getByText('Refund', { exact: true }).first().click();
    await this.page.getByLabel(new RegExp(`^Refund of ${product}`)).fill(String(quantity));
    await this.page.getByRole('button', { name: 'Refund', exact: true }).click();
    await expect(this.page.getByText('The refund is booked.')).toBeVisible();
  }

  async refundAmount(amount: string): Promise<void> {
    await this.page.getByText('Refund', { exact: true }).first().click();
    await this.page.getByLabel(/^Amount/).fill(amount);
    await this.page.getByRole('button', { name: 'Refund', exact: true }).click();
    await expect(this.page.getByText('The refund is booked.')).toBeVisible();
  }

  async cancelOrder(): Promise<void> {
    await this.page.getByText('Cancel the order', { exact: true }).click();
    await this.page.getByRole('button', { name: 'Cancel order' }).click();
    await expect(this.page.getByText('The order is cancelled and paid back.')).toBeVisible();
  }

  /** Laurel's app, as Shopify frames it. */
  get app(): FrameLocator {
    return this.page.frameLocator('iframe[title="Laurel"]');
  }

  async save(): Promise<void> {
    await this.app.getByRole('button', { name: 'Save' }).click();
  }

  /** A page of the programme by its tab: Draft, Impact, Versions. */
  async openProgramme(tab: 'Draft' | 'Impact' | 'Versions'): Promise<void> {
    await this.openLaurelPage('Programme');
    await this.app.getByRole('navigation', { name: 'Programme' }).getByRole('link', { name: tab }).click();
    await expect(this.app.getByRole('navigation', { name: 'Programme' }).getByRole('link', { name: tab })).toHaveAttribute(
      'aria-current',
      'page',
    );
  }

  /** The fields of an item of the draft, opened. */
  async openItem(name: string): Promise<Locator> {
    const toggle = this.app.getByRole('button', { name, exact: false, expanded: false }).filter({ hasText: name }).first();
    await toggle.click();
    return this.app.getByRole('group', { name, exact: true });
  }

  async draftIsKept(): Promise<void> {
    await expect(this.app.getByRole('region', { name: 'State of the draft' })).toContainText('Saved as draft · not published');
  }

  /** Tries the draft and publishes it at once. */
  async tryAndPublish(why: string): Promise<void> {
    await this.openProgramme('Impact');
    await this.app.getByRole('button', { name: /^Try the draft|^Try again/ }).click();
    await expect(this.app.getByRole('heading', { name: 'Who stands where at the end' })).toBeVisible({ timeout: 30_000 });
    const form = this.app.getByRole('form', { name: 'Publish' });
    await form.getByLabel('Why').fill(why);
    await form.getByRole('button', { name: 'Review and publish' }).click();
    await this.app.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(this.app.getByRole('heading', { name: 'Published versions' })).toBeVisible();
  }

  async openLaurel(): Promise<void> {
    await this.page.goto('/devstore/admin/app');
    await expect(this.app.getByRole('heading', { level: 1 }).first()).toBeVisible();
  }

  async openMember(name: string): Promise<void> {
    await this.openLaurelPage('Members');
    await this.app.getByRole('searchbox').fill(name);
    await this.app.getByRole('link', { name }).click();
    await expect(this.app.getByRole('heading', { name, level: 1 })).toBeVisible();
  }

  /** Types an adjustment and has it shown once more before it is done. */
  async reviewAdjustment(way: 'Give points' | 'Take points', points: string, reason: string): Promise<void> {
    const form = this.app.getByRole('form', { name: 'Give or take points' });
    await form.getByLabel('Give or take').selectOption({ label: way });
    await form.getByLabel('Points').fill(points);
    await form.getByLabel('Reason').fill(reason);
    await form.getByRole('button', { name: 'Review' }).click();
  }

  async openLaurelPage(name: string): Promise<void> {
    await this.openLaurel();
    await this.app.getByRole('link', { name }).first().click();
    await expect(this.app.getByRole('heading', { name, level: 1 })).toBeVisible();
  }
}
