import { jobKinds, type JobHandlers, type JobKind, type JobPayload } from '../jobs/index.ts';
import { jobHandlers, startWorker } from '../worker.ts';
import type { Process } from './faults.ts';
import type { World } from './world.ts';

/** A worker's round: webhooks, holds that ran out, days that passed. */
export async function round({ deps }: Process): Promise<string> {
  await startWorker(deps, { looping: false }).round();
  return 'a round of the worker';
}

/** The server asks Shopify what changed, which makes up for webhooks that were lost. */
export async function reconcile({ deps }: Process): Promise<string> {
  await startWorker(deps, { looping: false }).reconcile();
  return 'the server asks what changed';
}

interface Job {
  readonly id: string;
  readonly kind: JobKind;
  readonly payload: unknown;
}

/**
 * Works on what is on the list of jobs, in any order, due or not: a job that comes early or late must do the same. One that
 * fails stays on the list, as with the real runner.
 */
export async function workJobs(world: World, { deps }: Process, limit: number): Promise<string> {
  const { owner } = world.box.test;
  const { rows } = await owner.query<Job>(
    `select j.id, t.identifier as kind, j.payload from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id order by t.identifier, j.payload::text`,
  );
  const jobs = world.random.shuffled(rows).slice(0, limit);
  const handlers = jobHandlers(deps);
  for (const { id, kind, payload } of jobs) {
    await work(handlers, kind, payload);
    await owner.query('delete from graphile_worker._private_jobs where id = $1', [id]);
  }
  return `${jobs.length} of ${rows.length} jobs`;
}

async function work<K extends JobKind>(handlers: JobHandlers, kind: K, payload: unknown): Promise<void> {
  await handlers[kind](jobKinds[kind].parse(payload) as JobPayload<K>);
}
