import type { ShopId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import type { Role } from './roles.ts';

/** Somebody who works in a shop's admin. */
export interface Staff {
  /** Shopify's number of them, from the id token. */
  readonly userId: string;
  /** undefined: Shopify did not tell. */
  readonly name: string | undefined;
  readonly role: Role;
  /** Since when they have the role. */
  readonly since: Date;
  /** The owner who gave it; undefined: it came with the first visit. */
  readonly givenBy: string | undefined;
}

interface Row {
  readonly user_id: string;
  readonly name: string | null;
  readonly role: Role;
  readonly since: Date;
  readonly given_by: string | null;
}

const columns = 'user_id, name, role, since, given_by';

/** One staff member, or undefined for whoever never opened the app. */
export async function findStaff(tx: Tx, shopId: ShopId, userId: string): Promise<Staff | undefined> {
  const [row] = await tx.rows<Row>(`select ${columns} from staff where shop_id = $1 and user_id = $2`, [shopId, userId]);
  return row && toStaff(row);
}

/** Everybody who ever opened the app in this shop, by role and then by how long they have it. */
export async function allStaff(tx: Tx, shopId: ShopId): Promise<Staff[]> {
  const rows = await tx.rows<Row>(
    `select ${columns} from staff where shop_id = $1
     order by array_position(array['owner', 'manager', 'support', 'viewer'], role), since, user_id`,
    [shopId],
  );
  return rows.map(toStaff);
}

/** What to call them: their name, or "staff member 42". */
export function staffName({ userId, name }: Pick<Staff, 'userId' | 'name'>): string {
  return name ?? `staff member ${userId}`;
}

/** Names of staff by their ids, for sentences about what they did. */
export async function staffNames(tx: Tx, shopId: ShopId): Promise<(userId: string) => string> {
  const known = new Map((await allStaff(tx, shopId)).map((one) => [one.userId, one]));
  return (userId) => staffName(known.get(userId) ?? { userId, name: undefined });
}

/** Holds everybody else back who would change roles or settings of this shop, until the transaction ends. */
export async function lockStaff(tx: Tx, shopId: ShopId): Promise<void> {
  await tx.rows('select from shop where id = $1 for no key update', [shopId]);
}

function toStaff(row: Row): Staff {
  return { userId: row.user_id, name: row.name ?? undefined, role: row.role, since: row.since, givenBy: row.given_by ?? undefined };
}
