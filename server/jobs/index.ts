export { enqueue } from './enqueue.ts';
export { jobKinds, type JobKind, type JobPayload } from './kinds.ts';
export { runJobs, type JobHandlers, type JobRunner } from './run.ts';
export { claim, fail, finish, receive, retryFailed, type Received, type Trouble } from './inbox.ts';
