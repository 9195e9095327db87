import { expect, test } from '@playwright/test';

/** Every address that `npm start` prints. */
const doors = [
  '/devstore',
  '/devstore/shop',
  '/devstore/account',
  '/devstore/account/loyalty',
  '/devstore/apps/laurel/programme',
  '/devstore/admin',
  '/devstore/admin/app',
  '/',
  '/openapi',
];

for (const door of doors) {
  test(`${door} opens, with a heading and nothing wrong in the console`, async ({ page }) => {
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    const response = await page.goto(door);
    expect(response?.status()).toBe(200);
    const content = door.endsWith('/admin/app') ? page.frameLocator('iframe') : page;
    await expect(content.getByRole('heading').first()).toBeVisible();
    expect(complaints).toEqual([]);
  });
}
