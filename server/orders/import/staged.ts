import { arrayText, type Session } from '../../db/index.ts';
import { minor } from '../../core/money.ts';
import type { HistoryOrder } from './row.ts';

/** An order of the file, with where it stands there. A guest is known by the hash of the address only. */
export interface StagedOrder extends Omit<HistoryOrder, 'email'> {
  readonly emailHash: string | undefined;
  readonly line: number;
  /** The line in which the same order stands already. */
  readonly sameAsLine: number | undefined;
}

export type NewlyStaged = Omit<StagedOrder, 'sameAsLine'>;

/**
 * Makes room for the orders of a file in a temporary table of this connection: the database sorts them, on disk if need be, so
 * that a file of any length takes no more of our memory than a part of it.
 */
export async function openStaging(session: Session): Promise<void> {
  await session.rows(`set work_mem = '128MB'`);
  await session.rows(
    `create temporary table history (line integer, order_id text, customer_id text, email_hash text, processed_at timestamptz, net_minor bigint)`,
  );
}

export async function stage(session: Session, orders: readonly NewlyStaged[]): Promise<void> {
  await session.rows(
    'insert into history select * from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::bigint[])',
    [
      arrayText(orders.map(({ line }) => line)),
      arrayText(orders.map(({ orderId }) => orderId)),
      arrayText(orders.map(({ customerId }) => customerId)),
      arrayText(orders.map(({ emailHash }) => emailHash)),
      arrayText(orders.map(({ processedAt }) => processedAt.toISOString())),
      arrayText(orders.map(({ netMinor }) => netMinor)),
    ],
  );
}

/**
 * Everything staged, customer by customer, each from the oldest order to the newest, in parts of `size`; whoever bought first comes
 * first, guests last. Members are named by when they began, so that what is written of them is always the newest of every index.
 */
export async function* stagedInOrder(session: Session, size: number): AsyncGenerator<StagedOrder[]> {
  await session.rows('analyze history');
  await session.rows(
    `declare in_order no scroll cursor with hold for
     select line, order_id, customer_id, email_hash, (extract(epoch from processed_at) * 1000)::bigint as processed_ms, net_minor, nullif(twice.first_line, line) as same_as_line
     from history
     join (select coalesce(customer_id, email_hash) as name, min(processed_at) as since from history group by 1) owner on owner.name = coalesce(customer_id, email_hash)
     left join (select order_id, min(line) as first_line from history group by order_id having count(*) > 1) twice using (order_id)
     order by customer_id is null, owner.since, owner.name collate "C", processed_at, order_id collate "C", line`,
  );
  for (;;) {
    const rows = await session.rows<Row>(`fetch ${size} from in_order`);
    if (rows.length === 0) return;
    yield rows.map((row) => ({
      line: row.line,
      orderId: row.order_id,
      customerId: row.customer_id ?? undefined,
      emailHash: row.email_hash ?? undefined,
      processedAt: new Date(row.processed_ms),
      netMinor: minor(row.net_minor),
      sameAsLine: row.same_as_line ?? undefined,
    }));
  }
}

interface Row {
  readonly line: number;
  readonly order_id: string;
  readonly customer_id: string | null;
  readonly email_hash: string | null;
  readonly processed_ms: number;
  readonly net_minor: number;
  readonly same_as_line: number | null;
}
