import { expect, test } from '../fixtures.ts';

test('a member takes their statement along from the account, and its numbers add up', async ({ devStore, shopper }) => {
  const { page } = shopper;
  const person = await devStore.newCustomer('Nora');
  await devStore.buys(person.id, [{ handle: 'the-ritual-set', quantity: 1 }]);
  await shopper.signIn(person.name);
  await shopper.sees('128 points');
  await page.goto('/devstore/account/loyalty');
  await page.getByRole('button', { name: 'Get my statement' }).click();
  // The new tab is gone again as soon as the browser has understood that this is a file.
  const file = page.context().waitForEvent('request', (request) => request.url().includes('statement.csv'));
  await page.getByRole('link', { name: 'Download the statement (CSV)' }).click();
  const answer = await page.request.get((await file).url());
  expect(answer.headers()['content-disposition']).toContain('points.csv');
  const lines = (await answer.text()).trim().split('\r\n');
  expect(lines[0]).toContain('Points,Total afterwards,Change of available,Available afterwards');
  expect(lines[1]).toMatch(/,128,128,128,128$/);
});
