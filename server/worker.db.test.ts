import { afterAll, beforeAll, expect, it } from 'vitest';
import { receive } from './jobs/index.ts';
import { balances, verify } from './ledger/index.ts';
import { enroll } from './members/index.ts';
import { issueCode, start } from './redemption/index.ts';
import { findCode } from './shopify/index.ts';
import { openStage, type Stage } from './testing/stage.ts';
import { jobHandlers } from './worker.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

it('two customers the shop merged are one member, told once or twice: orders, points, and an open code that is switched off first', async () => {
  const buys = (customerId: string) => stage.control('orders', { customerId, lines: [{ handle: 'the-ritual-set', quantity: 1 }] });
  const [gone, kept] = await Promise.all(['Merle', 'Mona'].map((firstName) => newCustomer(firstName)));
  await stage.control('webhooks', { mode: 'duplicate' });
  await buys(gone as string);
  await buys(kept as string);
  await settled();
  const ctx = stage.context();
  const memberId = (await enroll(ctx, [{ customerId: gone as string }])).memberOf(gone as string);
  const started = await start(ctx, stage.deps.secrets, { memberId, rewardId: 'three-off', attempt: 'attempt-1', cart: undefined });
  const { id: redemptionId, code } = 'started' in started ? started.started : { id: '', code: '' };
  const api = stage.deps.admin.of(stage.shop);
  await issueCode(ctx, api, redemptionId);

  await stage.control(`customers/${kept}/merges`, { goneId: gone });
  await settled();
  const handlers = jobHandlers(stage.deps);
  await handlers['finish-release']({ shopDomain: stage.shop.domain, redemptionId });
  await handlers.announce({ shopDomain: stage.shop.domain, customerIds: [gone as string, kept as string] });

  expect(await findCode(api, code)).toMatchObject({ active: false });
  const keptMember = (await enroll(stage.context(), [{ customerId: gone as string }])).memberOf(gone as string);
  const found = await ctx.db.read(ctx.shop.id, (tx) => balances(tx, ctx.shop, [memberId, keptMember], stage.deps.now()));
  expect(found.get(memberId)).toEqual({ pending: 0, available: 0, held: 0, debt: 0 });
  expect(found.get(keptMember)).toMatchObject({ available: 256, held: 0 });
  expect((await verify(stage.deps.db, ctx.shop)).differences).toEqual([]);
  const { rows } = await stage.test.owner.query(`select problem from webhook where state <> 'done'`);
  expect(rows).toEqual([]);
});

async function newCustomer(firstName: string): Promise<string> {
  const email = `${firstName.toLowerCase()}@example.com`;
  return (await stage.control<{ customerId: string }>('customers', { firstName, email })).customerId;
}

/** Everything the dev store has told is worked through. */
async function settled(): Promise<void> {
  await stage.control('webhooks/settled', {});
  await stage.worker.round();
}

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
