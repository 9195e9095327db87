import type { MemberId, ShopId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import type { StoredState } from './states.ts';

/** An adjustment that waits for a second person, or did. */
export interface Approval {
  readonly id: string;
  readonly memberId: MemberId;
  readonly way: 'give' | 'take';
  readonly points: number;
  readonly reason: string;
  readonly attempt: string;
  readonly limitPoints: number;
  readonly beforePoints: number;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly expiresAt: Date;
  readonly state: StoredState;
  readonly decidedBy: string | undefined;
  readonly decidedAt: Date | undefined;
  readonly note: string | undefined;
}

interface Row {
  id: string;
  member_id: MemberId;
  way: 'give' | 'take';
  points: number;
  reason: string;
  attempt: string;
  limit_points: number;
  before_points: number;
  requested_by: string;
  requested_at: Date;
  expires_at: Date;
  state: StoredState;
  decided_by: string | null;
  decided_at: Date | null;
  note: string | null;
}

const columns =
  'id, member_id, way, points, reason, attempt, limit_points, before_points, requested_by, requested_at, expires_at, state, decided_by, decided_at, note';

async function select(tx: Tx, shopId: ShopId, where: string, params: readonly unknown[]): Promise<Approval[]> {
  const rows = await tx.rows<Row>(`select ${columns} from approval where shop_id = $1 and ${where}`, [shopId, ...params]);
  return rows.map((row) => ({
    id: row.id,
    memberId: row.member_id,
    way: row.way,
    points: row.points,
    reason: row.reason,
    attempt: row.attempt,
    limitPoints: row.limit_points,
    beforePoints: row.before_points,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    expiresAt: row.expires_at,
    state: row.state,
    decidedBy: row.decided_by ?? undefined,
    decidedAt: row.decided_at ?? undefined,
    note: row.note ?? undefined,
  }));
}

/** One approval of the shop, or undefined. */
export async function findApproval(tx: Tx, shopId: ShopId, id: string, locking = false): Promise<Approval | undefined> {
  return (await select(tx, shopId, `id = $2${locking ? ' for update' : ''}`, [id]))[0];
}

/** The approval that was asked for with this attempt, or undefined. */
export async function findByAttempt(tx: Tx, shopId: ShopId, memberId: MemberId, attempt: string): Promise<Approval | undefined> {
  return (await select(tx, shopId, 'member_id = $2 and attempt = $3', [memberId, attempt]))[0];
}

/** What waits now, the longest waiting first, at most `limit`; of one member or of all. */
export function waiting(tx: Tx, shopId: ShopId, now: Date, limit: number, memberId?: MemberId): Promise<Approval[]> {
  return select(
    tx,
    shopId,
    `state = 'pending' and expires_at > $2 and ($3::uuid is null or member_id = $3) order by requested_at, id limit ${limit}`,
    [now, memberId ?? null],
  );
}

/** How many wait now. */
export async function countWaiting(tx: Tx, shopId: ShopId, now: Date): Promise<number> {
  const [row] = await tx.rows<{ count: number }>(
    `select count(*) as count from approval where shop_id = $1 and state = 'pending' and expires_at > $2`,
    [shopId, now],
  );
  return row?.count ?? 0;
}

/** What no longer waits, the newest request first; `before` is the last one already seen. */
export function settled(
  tx: Tx,
  shopId: ShopId,
  now: Date,
  before: { readonly at: Date; readonly id: string } | undefined,
  limit: number,
): Promise<Approval[]> {
  return select(
    tx,
    shopId,
    `(state <> 'pending' or expires_at <= $2) and ($3::timestamptz is null or (requested_at, id) < ($3, $4::uuid))
     order by requested_at desc, id desc limit ${limit}`,
    [now, before?.at ?? null, before?.id ?? null],
  );
}
