import type { MemberId, ShopId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import type { Reward, Terms } from '../program/index.ts';
import type { State } from './states.ts';

/** code: by a discount code · at-once: gift card, store credit, early access · by-hand: staff hand it over. */
export type Way = 'code' | 'at-once' | 'by-hand';

/** One use of a reward, as stored. */
export interface Redemption {
  readonly id: string;
  readonly memberId: MemberId;
  readonly rewardId: string;
  readonly reward: Reward;
  readonly programVersion: number;
  readonly way: Way;
  readonly terms: Terms;
  readonly points: number;
  readonly state: State;
  readonly code: string;
  readonly discountGid: string | undefined;
  readonly createdAt: Date;
  readonly holdUntil: Date;
  /** When it is taken back unless the page that keeps it says again that it is open. */
  readonly leaseUntil: Date | undefined;
  /** When the first try to deliver it began. */
  readonly triedAt: Date | undefined;
  /** What Shopify calls what was delivered. */
  readonly deliveryRef: string | undefined;
  /** The order that used it up; while it is being released: the order that took the code and was cancelled before it was paid. */
  readonly orderId: string | undefined;
  /** Points that were not there any more when a released code was used after all. */
  readonly shortfallPoints: number;
  /** What the goods of its order came to when it was captured, in minor units. */
  readonly paidMinor: number | undefined;
  readonly givenBackPoints: number;
  readonly inputHash: string;
  /** The staff member who took it back, and why. */
  readonly releasedBy: { readonly staffId: string; readonly note: string } | undefined;
}

interface Row {
  id: string;
  member_id: MemberId;
  reward_id: string;
  reward: Reward;
  program_version: number;
  way: Way;
  terms: Terms;
  points: number;
  state: State;
  code: string;
  discount_gid: string | null;
  created_at: Date;
  hold_until: Date;
  lease_until: Date | null;
  tried_at: Date | null;
  delivery_ref: string | null;
  order_id: string | null;
  shortfall_points: number;
  paid_minor: number | null;
  given_back_points: number;
  input_hash: string;
  released_by: string | null;
  release_note: string | null;
}

const columns =
  'id, member_id, reward_id, reward, program_version, way, terms, points, state, code, discount_gid, created_at, hold_until, lease_until, tried_at, delivery_ref, order_id, shortfall_points, paid_minor, given_back_points, input_hash, released_by, release_note';

/** Redemptions by a condition on shop $1 and further parameters; `locking` keeps others from changing them meanwhile. */
export async function findRedemptions(
  tx: Tx,
  shopId: ShopId,
  where: string,
  params: readonly unknown[],
  locking = false,
): Promise<Redemption[]> {
  const rows = await tx.rows<Row>(`select ${columns} from redemption where shop_id = $1 and ${where}${locking ? ' for update' : ''}`, [
    shopId,
    ...params,
  ]);
  return rows.map((row) => ({
    id: row.id,
    memberId: row.member_id,
    rewardId: row.reward_id,
    reward: row.reward,
    programVersion: row.program_version,
    way: row.way,
    terms: row.terms,
    points: row.points,
    state: row.state,
    code: row.code,
    discountGid: row.discount_gid ?? undefined,
    createdAt: row.created_at,
    holdUntil: row.hold_until,
    leaseUntil: row.lease_until ?? undefined,
    triedAt: row.tried_at ?? undefined,
    deliveryRef: row.delivery_ref ?? undefined,
    orderId: row.order_id ?? undefined,
    shortfallPoints: row.shortfall_points,
    paidMinor: row.paid_minor ?? undefined,
    givenBackPoints: row.given_back_points,
    inputHash: row.input_hash,
    releasedBy: row.released_by === null ? undefined : { staffId: row.released_by, note: row.release_note ?? '' },
  }));
}

/** One redemption of the shop, or undefined. */
export async function findRedemption(tx: Tx, shopId: ShopId, id: string, locking = false): Promise<Redemption | undefined> {
  return (await findRedemptions(tx, shopId, 'id = $2', [id], locking))[0];
}

/** The ledger's name for the points a redemption holds. */
export function holdKey(redemptionId: string): string {
  return `redemption/${redemptionId}`;
}

/** The ledger's name for what a code takes that was used after its release. */
export function lateHoldKey(redemptionId: string): string {
  return `${holdKey(redemptionId)}/late`;
}
