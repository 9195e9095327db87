import type { MemberId } from '../core/id.ts';
import { enroll } from '../members/index.ts';
import { openStage, type Stage } from '../testing/stage.ts';
import { jobHandlers } from '../worker.ts';
import { openMailer, type Mailer } from './index.ts';

/** A mail as the dev store received it. */
export interface Arrived {
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: readonly string[];
}

/** A stage on which mails really go by SMTP into the dev store's mailbox. */
export interface PostOffice {
  readonly stage: Stage;
  readonly mailer: Mailer;
  member(customerId: string): Promise<MemberId>;
  /** A customer of the dev store. */
  customer(said: { firstName: string; newsletter?: boolean; locale?: string }): Promise<{ id: string; email: string }>;
  arrived(): Promise<Arrived[]>;
  /** What became of each mail, in the order they were written: "template: state reason". */
  states(): Promise<string[]>;
  /** Does what is on the list of jobs, until nothing is; what fails stays there. */
  work(): Promise<void>;
  close(): Promise<void>;
}

export async function openPostOffice(): Promise<PostOffice> {
  const stage = await openStage({ mail: true });
  const { owner } = stage.test;
  const mailer = openMailer({ url: stage.smtpUrl ?? '', from: 'loyalty@glow.example' });
  let people = 0;
  return {
    stage,
    mailer,
    member: async (customerId) => (await enroll(stage.context(), [{ customerId }])).memberOf(customerId),
    async customer({ firstName, ...wishes }) {
      const email = `${firstName}.${people++}@example.com`.toLowerCase();
      const { customerId } = await stage.control<{ customerId: string }>('customers', { firstName, lastName: 'Test', email, ...wishes });
      return { id: customerId, email };
    },
    arrived: () => stage.control<Arrived[]>('mails'),
    async states() {
      const { rows } = await owner.query<{ line: string }>(
        `select concat_ws(' ', template || ':', state, reason) as line from mail order by queued_at, id`,
      );
      return rows.map(({ line }) => line);
    },
    async work() {
      const handlers = jobHandlers(stage.deps, mailer);
      for (;;) {
        const { rows } = await owner.query<{ id: string; kind: keyof typeof handlers; payload: never }>(
          `select j.id, t.identifier as kind, j.payload from graphile_worker._private_jobs j
           join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`,
        );
        if (rows.length === 0) return;
        for (const { id, kind, payload } of rows) {
          await handlers[kind](payload);
          await owner.query('delete from graphile_worker._private_jobs where id = $1', [id]);
        }
      }
    },
    async close() {
      mailer.close();
      await stage.close();
    },
  };
}
