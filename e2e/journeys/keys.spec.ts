import { expect, test } from '../fixtures.ts';
import { looksRight } from '../looks-right.ts';

test('an owner makes a key for another app, sees it once, and takes it back', async ({ merchant, request }) => {
  const { app, page } = merchant;
  await merchant.openLaurelPage('Settings');
  await expect(app.getByText('There are no keys yet').or(app.getByText('Made by')).first()).toBeVisible();
  await app.getByRole('button', { name: 'Make a key' }).click();
  await expect(app.getByText('Say which app the key is for.')).toBeVisible();
  await app.getByRole('textbox', { name: 'App' }).fill('Reviews');
  await page.keyboard.press('Enter');
  const told = app.getByRole('status').filter({ hasText: 'The key for Reviews' });
  await expect(told).toBeFocused();
  const secret = await told.locator('code').innerText();
  await looksRight(page, 'laurel-settings-key');

  const report = (key: string) =>
    request.post('/rpc/shops/glow-and-co.myshopify.com/actions', {
      headers: { authorization: `Bearer ${key}` },
      data: { eventId: 'review-1', customerId: '101', actionId: 'no-such-action' },
    });
  expect((await report(secret)).status()).toBe(422);
  expect((await report(`${secret}x`)).status()).toBe(401);

  await merchant.openLaurelPage('Settings');
  await expect(app.getByText(secret)).toHaveCount(0);
  await app.getByRole('button', { name: 'Take back the key for Reviews' }).click();
  await expect(app.getByRole('heading', { name: 'Take back the key for Reviews?' })).toBeFocused();
  await app.getByRole('button', { name: 'Take back', exact: true }).click();
  await expect(app.getByText('The key for Reviews opens nothing any more.')).toBeVisible();
  await expect(app.getByText(/^Taken back on/)).toBeVisible();
  expect((await report(secret)).status()).toBe(401);

  await merchant.worksAs('Vic Roy');
  await merchant.openLaurelPage('Settings');
  await expect(app.getByText(/^Taken back on/)).toBeVisible();
  await expect(app.getByRole('button', { name: 'Make a key' })).toHaveCount(0);
});
