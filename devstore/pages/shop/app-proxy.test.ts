import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { secret, startDevstore, type TestDevstore } from '../../testing.ts';

let shop: TestDevstore;
let customerId: string;
beforeAll(async () => {
  shop = await startDevstore({ extensionsDir: join(import.meta.dirname, '../../../extensions') });
  ({ customerId } = await shop.control<{ customerId: string }>('customers', { firstName: 'Mia', email: 'mia@example.com' }));
});
afterAll(() => shop.close());

/** What the app was asked last, as Shopify writes it. */
async function asked(path: string, headers: Record<string, string> = {}) {
  await shop.settled();
  shop.received.length = 0;
  const answer = await shop.request(path, { headers });
  const [heard] = shop.received;
  return { answer, path: heard?.path.split('?')[0], query: new URLSearchParams(heard?.path.split('?')[1]) };
}

it('asks the app for what is below its subpath, and says whose shop it is and who looks', async () => {
  const { answer, path, query } = await asked('/apps/laurel/programme?locale=de', { cookie: `devstore_person=${customerId}` });
  expect(answer.status).toBe(200);
  expect(path).toBe('/proxy/programme');
  const { signature, timestamp, ...said } = Object.fromEntries(query);
  expect(said).toEqual({ locale: 'de', shop: 'test-shop.myshopify.com', logged_in_customer_id: customerId, path_prefix: '/apps/laurel' });
  const message = `locale=delogged_in_customer_id=${customerId}path_prefix=/apps/laurelshop=test-shop.myshopify.comtimestamp=${timestamp}`;
  expect(signature).toBe(createHmac('sha256', secret).update(message).digest('hex'));
});

it('signs over a visitor who claims to be somebody, or another shop', async () => {
  const { query } = await asked(
    `/apps/laurel/programme?shop=other.myshopify.com&logged_in_customer_id=${customerId}&signature=mine&x=1&x=2`,
  );
  const { signature, timestamp, ...said } = Object.fromEntries(query);
  expect(said).toEqual({ shop: 'test-shop.myshopify.com', logged_in_customer_id: '', path_prefix: '/apps/laurel', x: '2' });
  const message = `logged_in_customer_id=path_prefix=/apps/laurelshop=test-shop.myshopify.comtimestamp=${timestamp}x=1,2`;
  expect(signature).toBe(createHmac('sha256', secret).update(message).digest('hex'));
});

it('has nothing where the app declared nothing', async () => {
  expect((await asked('/apps/other/programme')).answer.status).toBe(404);
  expect(shop.received).toEqual([]);
});
