import type { Shop } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import { dayIn, type Day } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import type { Book } from './book.ts';
import { isDue } from './lots.ts';
import type { Operation } from './operations.ts';

/** What a member does: points that move by themselves, or are taken, are no activity, nor is what moved none. Points given by the shop are, or a present could be gone the day after. */
const activities = ['issue', 'hold', 'capture', 'spend'] as const satisfies readonly Operation['kind'][];

/** The shop-local days on which members earned or spent, in order, as far as posted; with `until`, in the world's time up to that instant. */
export async function activeDays(tx: Tx, shop: Shop, memberIds: readonly MemberId[], until?: Date): Promise<Map<MemberId, Day[]>> {
  if (memberIds.length === 0) return new Map();
  const rows = await tx.rows<{ member_id: MemberId; days: Day[] }>(
    `select m as member_id, days from unnest($2::uuid[]) m cross join lateral (
       select array_agg(distinct (p.occurred_at at time zone $3)::date order by (p.occurred_at at time zone $3)::date) as days
       from posting p where p.shop_id = $1 and p.member_id = m and p.kind = any ($4::ledger_kind[]) and p.points > 0 and p.occurred_at <= $5) active
     where days is not null`,
    [shop.id, memberIds, shop.timeZone, activities, until ?? 'infinity'],
  );
  return new Map(rows.map(({ member_id, days }) => [member_id, days]));
}

/** Reads them into the open books whose lots may be past their first possible day by `until`, or will be by what is asked: of the others it does not matter. */
export async function readActivity(
  tx: Tx,
  shop: Shop,
  until: Day,
  books: ReadonlyMap<MemberId, Book>,
  operations: readonly Operation[] = [],
): Promise<void> {
  const matters = ({ idleMonths, expiresOn }: { readonly idleMonths?: number | undefined; readonly expiresOn?: Day | undefined }) =>
    idleMonths !== undefined && isDue(expiresOn, until);
  const whose = new Set(operations.flatMap((one) => (one.kind === 'issue' && matters(one) ? one.memberId : [])));
  for (const book of books.values()) if ([...book.lots.values()].some(matters)) whose.add(book.memberId);
  for (const [memberId, days] of await activeDays(tx, shop, [...whose])) {
    const book = books.get(memberId);
    if (book) book.active = days;
  }
}

/** An operation that was just posted and moved so many points moves the days on too. */
export function noteActivity(book: Book, { kind, at }: Operation, points: number, shop: Shop): void {
  if (
    points === 0 ||
    !activities.some((one) => one === kind) ||
    [...book.lots.values()].every(({ idleMonths }) => idleMonths === undefined)
  )
    return;
  book.active = [...book.active, dayIn(shop.timeZone, at)].sort();
}
