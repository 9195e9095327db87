import type pg from 'pg';

/** A row as somebody with all rights in the database would write it, around the ledger's functions. */
export type Row = Record<string, unknown>;

export async function insert(client: pg.ClientBase, table: string, row: Row): Promise<void> {
  const names = Object.keys(row);
  await client.query(
    `insert into ${table} (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
    Object.values(row),
  );
}

/** Tries it as the owner, in a transaction that is thrown away. */
export async function tryAsOwner(owner: pg.Pool, write: (client: pg.PoolClient) => Promise<unknown>): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    await write(client);
    await client.query('set constraints all immediate');
  } finally {
    await client.query('rollback');
    client.release();
  }
}

/** What a lot is divided into; the first four are the member's too. */
const parts = ['pending', 'available', 'held', 'debt', 'redeemed', 'expired', 'reversed'] as const;
/** A member with one lot of 100, of which 30 are held. */
const before = { pending: 0, available: 70, held: 30, debt: 0, redeemed: 0, expired: 0, reversed: 0 };
const nothing = { pending: 0, available: 0, held: 0, debt: 0, redeemed: 0, expired: 0, reversed: 0 };

export interface Transfer {
  readonly movement: string;
  readonly from: string;
  readonly to: string;
  readonly points?: number;
  /** What the posting is about; else the movement. */
  readonly kind?: string;
}

/**
 * The third posting of such a member, of one entry, with every number as it must be after such a transfer, whether or not it is
 * allowed. What is issued opens a lot.
 */
export function third(
  shopId: number,
  memberId: string,
  { movement, from, to, points = 10, kind = movement }: Transfer,
): { posting: Row; entry: Row } {
  const issues = movement === 'issue';
  const after = (was: typeof before) =>
    parts.map((part) => {
      const gain = (to === part ? points : 0) - (from === part ? points : 0);
      return [part, part === 'debt' ? was.debt - gain : was[part] + gain] as const;
    });
  const posting = {
    shop_id: shopId,
    member_id: memberId,
    no: 3,
    first_seq: 3,
    last_seq: 3,
    kind,
    points,
    occurred_at: '2026-11-23',
    key: `by-hand/${memberId}`,
    input_hash: Buffer.alloc(32, 1),
    cause: '{"kind":"staff","ref":"1","note":"by hand"}',
    ...(['hold', 'capture', 'release', 'give-back'].includes(kind) && { hold_key: `by-hand/${memberId}` }),
  };
  const entry = {
    shop_id: shopId,
    member_id: memberId,
    seq: 3,
    posting_no: 3,
    lot_no: issues ? 3 : 1,
    lot_entry: issues ? 1 : 3,
    movement,
    from_account: from,
    to_account: to,
    points,
    lot_issued: issues ? points : 100,
    ...Object.fromEntries(after(issues ? nothing : before).map(([part, value]) => [`lot_${part}`, value])),
    ...Object.fromEntries(after(before).slice(0, 4)),
  };
  return { posting, entry };
}
