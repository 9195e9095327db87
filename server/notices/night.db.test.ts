import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStage, type Stage } from '../testing/stage.ts';
import { jobHandlers } from '../worker.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const hour = 3_600_000;
const jobs = async () => {
  const { rows } = await stage.test.owner.query<{ payload: { shopDomain: string; night: string } }>(
    `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'queue-notices' order by j.id`,
  );
  return rows.map(({ payload }) => payload);
};
/** Does what is on the list, as the runner would. */
const work = async () => {
  for (const job of await jobs()) await jobHandlers(stage.deps)['queue-notices'](job);
  await stage.test.owner.query('delete from graphile_worker._private_jobs');
};

it('each night of the shop is gone through once, whatever the rounds', async () => {
  await stage.worker.round();
  await stage.worker.round();
  expect(await jobs()).toEqual([{ shopDomain: stage.shop.domain, night: '2026-11-02' }]);
  await work();
  await stage.worker.round();
  expect(await jobs()).toEqual([]);
  // 11 in the evening in New York is the next day already by universal time.
  stage.advance(13 * hour);
  await stage.worker.round();
  expect(await jobs()).toEqual([]);
  stage.advance(1.1 * hour);
  await stage.worker.round();
  expect(await jobs()).toEqual([{ shopDomain: stage.shop.domain, night: '2026-11-03' }]);
});
