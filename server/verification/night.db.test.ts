import pino from 'pino';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Context } from '../context.ts';
import { openStage, type Stage } from '../testing/stage.ts';
import { jobHandlers } from '../worker.ts';
import { checkNight, lastChecks } from './index.ts';
import { tamper } from './testing.ts';

let stage: Stage;
let jobs: () => Promise<{ shopDomain: string; night: string }[]>;
beforeAll(async () => {
  stage = await openStage();
  jobs = async () => {
    const { rows } = await stage.test.owner.query<{ payload: { shopDomain: string; night: string } }>(
      `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = 'check-night' order by j.id`,
    );
    return rows.map(({ payload }) => payload);
  };
});
afterAll(() => stage.close());
beforeEach(async () => {
  await stage.test.owner.query('delete from graphile_worker._private_jobs');
  await stage.test.owner.query('delete from verification');
});

const hour = 3_600_000;
const checks = () => stage.deps.db.read(stage.shop.id, (tx) => lastChecks(tx, stage.context(), 10));
/** Does what is on the list, as the runner would. */
async function work(): Promise<void> {
  for (const job of await jobs()) await jobHandlers(stage.deps)['check-night'](job);
  await stage.test.owner.query('delete from graphile_worker._private_jobs');
}

it('each night of the shop is checked once, whatever the rounds and however late', async () => {
  // 10 in the morning in New York.
  await stage.worker.round();
  await stage.worker.round();
  expect(await jobs()).toEqual([{ shopDomain: stage.shop.domain, night: '2026-11-02' }]);
  await work();
  await stage.worker.round();
  expect(await jobs()).toEqual([]);
  expect(await checks()).toMatchObject([{ by: undefined, found: 0 }]);

  // 11 in the evening there is the next day already by universal time.
  stage.advance(13 * hour);
  await stage.worker.round();
  expect(await jobs()).toEqual([]);
  stage.advance(1.1 * hour);
  await stage.worker.round();
  expect(await jobs()).toEqual([{ shopDomain: stage.shop.domain, night: '2026-11-03' }]);
  await work();
  expect(await checks()).toHaveLength(2);
});

it('two that check the same night keep one', async () => {
  const ctx = stage.context('check-night');
  await Promise.all([checkNight(ctx, '2026-12-24'), checkNight(ctx, '2026-12-24')]);
  expect(await checkNight(ctx, '2026-12-24')).toBeUndefined();
  expect(await checks()).toHaveLength(1);
});

it('what differs is an error in the log, without names or addresses', async () => {
  const lines: string[] = [];
  const ctx = (): Context => ({
    ...stage.context('check-night'),
    log: pino({ level: 'info' }, { write: (line: string) => void lines.push(line) }),
  });
  await checkNight(ctx(), '2026-12-25');
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([{ level: 30, msg: 'the books are right', night: '2026-12-25' }]);
  const memberId = await enrolled();
  await tamper(stage.test, 'member', 'update member set window_spend_minor = 7 where id = $1', [memberId]);
  await checkNight(ctx(), '2026-12-26');
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({
    level: 50,
    msg: 'the books differ',
    found: 1,
    first: { memberId, stored: 7, derived: 0 },
  });
  expect(await checks()).toMatchObject([{ found: 1, differences: [{ memberId, correction: { kind: 'judge' } }] }, { found: 0 }]);
});

async function enrolled(): Promise<string> {
  const { rows } = await stage.test.owner.query<{ id: string }>(
    `insert into member (shop_id, id, customer_id, name, enrolled_at, tier_id, judged_at, standing_seq)
     values ($1, gen_random_uuid(), '99', 'Ada', '2026-11-01', 'fan', '2026-11-01', 1) returning id`,
    [stage.shop.id],
  );
  const id = rows[0]?.id ?? '';
  await stage.test.owner.query(
    `insert into standing (shop_id, member_id, seq, tier_id, since, because, program_version) values ($1, $2, 1, 'fan', '2026-11-01', '{}', 1)`,
    [stage.shop.id, id],
  );
  return id;
}
