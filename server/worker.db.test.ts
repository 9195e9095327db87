import { afterAll, beforeAll, expect, it } from 'vitest';
import { receive } from './jobs/index.ts';
import { openStage, type Stage } from './testing/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

it('a shop whose work breaks holds up no other', async () => {
  const other = await stage.test.shop();
  expect(other.id).toBeGreaterThan(stage.shop.id);
  await stage.test.owner.query(`update shop set access_token_encrypted = 'not sealed by us' where id = $1`, [stage.shop.id]);
  const receivedAt = stage.deps.wallClock();
  const delivery = {
    topic: 'customers/create',
    webhookId: 'w-1',
    body: new TextEncoder().encode('{}'),
    receivedAt,
    triggeredAt: undefined,
  };
  await receive(stage.deps.db, other.id, delivery);
  await stage.worker.round();
  const { rows } = await stage.test.owner.query('select state from webhook where shop_id = $1', [other.id]);
  expect(rows).toEqual([{ state: 'done' }]);
});
