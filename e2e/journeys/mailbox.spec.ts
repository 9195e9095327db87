import { test as base, type BrowserContext } from '@playwright/test';
import { expect } from '../fixtures.ts';
import { looksRight } from '../looks-right.ts';
import { DevStore } from '../people/dev-store.ts';
import { Merchant } from '../people/merchant.ts';
import { Shopper } from '../people/shopper.ts';
import { startProduct, type Product } from '../product.ts';

/** A product of its own: its programme thanks for friends, which other journeys do not expect. */
const test = base.extend<{ at: BrowserContext }, { own: Product }>({
  own: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern
    async ({}, use) => {
      const product = await startProduct();
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  at: async ({ browser, own }, use) => {
    const context = await browser.newContext({ baseURL: own.url });
    await use(context);
    await context.close();
  },
});

test('who orders and wants to hear from the shop is asked for friends, reads it in the mailbox, and ends it', async ({
  at,
  browser,
  own,
}) => {
  test.slow();
  const page = await at.newPage();
  await page.goto('/devstore');
  await page.getByRole('link', { name: 'Mailbox' }).click();
  await expect(page.getByRole('heading', { name: 'No e-mail yet' })).toBeVisible();
  await looksRight(page, 'mailbox-empty');

  const office = await browser.newContext({ baseURL: own.url });
  const merchant = new Merchant(await office.newPage());
  await merchant.openProgramme('Draft');
  await merchant.app.getByRole('navigation', { name: 'Parts of the draft' }).getByRole('link', { name: 'Friends' }).click();
  await merchant.app.getByLabel('Members can bring friends').check();
  await expect(merchant.app.getByLabel('Ask for friends by e-mail after an order')).toBeChecked();
  await merchant.draftIsKept();
  await merchant.tryAndPublish('Friends bring friends');
  await office.close();

  const devStore = new DevStore(at.request);
  const [ines, otto] = [await devStore.newCustomer('Ines', { newsletter: true }), await devStore.newCustomer('Otto')];
  await devStore.buys(otto.id, [{ handle: 'night-repair-cream', quantity: 1 }]);
  const shopper = new Shopper(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  await shopper.signIn(ines.name);
  await shopper.putIntoCart('Night Repair Cream');
  await shopper.goToCheckout();
  await shopper.pay();

  const invitation = page.getByRole('link', { name: 'Bring a friend to Glow & Co' });
  await expect(async () => {
    await page.goto('/devstore/mail');
    await expect(invitation).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  // Otto never agreed.
  await expect(page.getByRole('listitem').filter({ hasText: 'Bring a friend' })).toHaveCount(1);
  await expect(page.getByText(/^to ines\./)).toBeVisible();
  await looksRight(page, 'mailbox');

  await invitation.click();
  const mail = page.frameLocator('iframe[title="The mail’s HTML"]');
  await expect(mail.getByText('they get 500 points, and you get 500 points')).toBeVisible();
  await expect(page.getByText('they get 500 points, and you get 500 points').first()).toBeVisible();
  await looksRight(page, 'mailbox-mail', { without: 'iframe' });

  const link = await mail.getByRole('link', { name: 'No more e-mails like this' }).getAttribute('href');
  const stop = await at.newPage();
  await stop.goto(link ?? '');
  await expect(stop.getByRole('heading', { name: 'No more e-mails?' })).toBeVisible();
  await looksRight(stop, 'mail-stop');
  await stop.getByRole('button', { name: 'No more e-mails' }).click();
  await expect(stop.getByRole('heading', { name: 'You will get no more e-mails' })).toBeVisible();
  await looksRight(stop, 'mail-stopped');

  // Half a year later she orders again, and is not asked.
  await devStore.advance(200 * 24 * 60);
  await devStore.buys(ines.id, [{ handle: 'night-repair-cream', quantity: 1 }]);
  const una = await devStore.newCustomer('Una', { newsletter: true, locale: 'de' });
  await devStore.buys(una.id, [{ handle: 'night-repair-cream', quantity: 1 }]);
  await expect(async () => {
    await page.goto('/devstore/mail');
    await expect(page.getByRole('link', { name: 'Bringen Sie jemanden zu Glow & Co' })).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await expect(invitation).toHaveCount(1);
});
