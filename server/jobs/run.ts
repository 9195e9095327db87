import { Logger, run, type Runner, type TaskList } from 'graphile-worker';
import type { Pool } from 'pg';
import type { Logger as Log } from 'pino';
import { jobKinds, type JobKind, type JobPayload } from './kinds.ts';

export type JobHandlers = { readonly [K in JobKind]: (payload: JobPayload<K>) => Promise<void> };

export interface JobRunner {
  stop(): Promise<void>;
}

/** Runs jobs until stopped; a job that throws is repeated with growing pauses. Needs the owner's rights. */
export async function runJobs(owner: Pool, handlers: JobHandlers, log: Log): Promise<JobRunner> {
  const taskList: TaskList = Object.fromEntries(
    (Object.keys(jobKinds) as JobKind[]).map((kind) => [kind, (payload: unknown) => handle(handlers, kind, payload)]),
  );
  const runner: Runner = await run({
    pgPool: owner,
    taskList,
    concurrency: 4,
    noHandleSignals: true,
    pollInterval: 1_000,
    logger: new Logger(({ taskIdentifier }) => (level, message) => {
      if (level === 'error' || level === 'warning') log.warn({ job: taskIdentifier }, message.split('\n')[0]);
    }),
  });
  return { stop: () => runner.stop() };
}

async function handle<K extends JobKind>(handlers: JobHandlers, kind: K, payload: unknown): Promise<void> {
  await handlers[kind](jobKinds[kind].parse(payload) as JobPayload<K>);
}
