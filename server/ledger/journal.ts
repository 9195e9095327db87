import type { Shop } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Day } from '../core/time.ts';
import type { Db, Tx } from '../db/index.ts';
import type { Cause } from './operations.ts';

/** One transfer inside one lot, as it stands in the journal. The words are the database's, so that nothing new is lost on the way. */
export interface JournalEntry {
  readonly seq: number;
  readonly lotNo: number;
  readonly movement: string;
  readonly from: string;
  readonly to: string;
  readonly points: number;
}

export interface JournalPosting {
  readonly no: number;
  readonly kind: string;
  readonly points: number;
  readonly key: string;
  readonly cause: Cause;
  /** The shop-local day on which it happened. */
  readonly day: Day;
  readonly entries: readonly JournalEntry[];
  /** Lots whose vesting day it set, and to what. */
  readonly days: readonly { readonly lotNo: number; readonly vestsOn: Day }[];
}

/** What was promised with a lot when it was issued. Days are the shop's; one that was to be known later is `unknownDay`. */
export interface JournalLot {
  readonly no: number;
  readonly origin: string;
  readonly vestsOn: Day | undefined;
  readonly expiresOn: Day | undefined;
  readonly idleMonths: number | undefined;
}

/** Everything that was ever posted for a member, in the order in which it was. */
export interface Journal {
  readonly memberId: MemberId;
  readonly lots: readonly JournalLot[];
  readonly postings: readonly JournalPosting[];
}

const postingsMax = 5_000;
const membersMax = 500;

/**
 * Reads the journals of all members, one after the other, some thousand postings at a time in transactions of their own, so that
 * neither memory nor a snapshot is held for long. Each is whole as of the moment it is read. With `only`, that member's alone.
 */
export async function* journals(db: Db, shop: Shop, only?: MemberId): AsyncGenerator<Journal> {
  let after: MemberId | undefined;
  for (;;) {
    const page = await db.read(shop.id, (tx) => readPage(tx, shop, after, only));
    yield* page.journals;
    if (page.last === undefined || only !== undefined) return;
    after = page.last;
  }
}

interface Head {
  readonly member_id: MemberId;
  readonly last_posting_no: number;
  readonly last_seq: number;
}

/** Whole members, as many as have some thousand postings together. */
async function readPage(
  tx: Tx,
  shop: Shop,
  after: MemberId | undefined,
  only: MemberId | undefined,
): Promise<{ journals: Journal[]; last: MemberId | undefined }> {
  const heads = await tx.rows<Head>(
    `select member_id, last_posting_no, last_seq from (
       select *, sum(last_posting_no) over (order by member_id) - last_posting_no as before from (
         select member_id, last_posting_no, last_seq from balance where shop_id = $1 and ${only === undefined ? 'member_id > $2' : 'member_id = $2'}
         order by member_id limit $3) page) page
     where before < $4 order by member_id`,
    [shop.id, only ?? after ?? '00000000-0000-0000-0000-000000000000', membersMax, postingsMax],
  );
  const range = [shop.id, heads.at(0)?.member_id ?? null, heads.at(-1)?.member_id ?? null];
  const postings = await tx.rows<PostingRow>(
    `select member_id, no, kind, points, key, cause, (occurred_at at time zone $4)::date as day from posting
     where shop_id = $1 and member_id between $2 and $3 order by member_id, no`,
    [...range, shop.timeZone],
  );
  const entries = await tx.rows<EntryRow>(
    `select member_id, seq, posting_no, lot_no, movement, from_account, to_account, points from entry
     where shop_id = $1 and member_id between $2 and $3 order by member_id, seq`,
    range,
  );
  const lots = await tx.rows<LotRow>(
    `select member_id, no, origin, vests_on, expires_on, idle_months from lot where shop_id = $1 and member_id between $2 and $3 order by member_id, no`,
    range,
  );
  const days = await tx.rows<DayRow>(
    `select member_id, lot_no, posting_no, before, vests_on from lot_day where shop_id = $1 and member_id between $2 and $3 order by member_id, lot_no, nr`,
    range,
  );
  const [ofPosting, ofEntry, ofLot, ofDay] = [byMember(postings), byMember(entries), byMember(lots), byMember(days)];
  return {
    journals: heads.map((head) =>
      toJournal(head, {
        postings: ofPosting.get(head.member_id) ?? [],
        entries: ofEntry.get(head.member_id) ?? [],
        lots: ofLot.get(head.member_id) ?? [],
        days: ofDay.get(head.member_id) ?? [],
      }),
    ),
    last: heads.at(-1)?.member_id,
  };
}

interface PostingRow {
  readonly member_id: MemberId;
  readonly no: number;
  readonly kind: string;
  readonly points: number;
  readonly key: string;
  readonly cause: Cause;
  readonly day: Day;
}

interface EntryRow {
  readonly member_id: MemberId;
  readonly seq: number;
  readonly posting_no: number;
  readonly lot_no: number;
  readonly movement: string;
  readonly from_account: string;
  readonly to_account: string;
  readonly points: number;
}

interface LotRow {
  readonly member_id: MemberId;
  readonly no: number;
  readonly origin: string;
  readonly vests_on: Day | null;
  readonly expires_on: Day | null;
  readonly idle_months: number | null;
}

interface DayRow {
  readonly member_id: MemberId;
  readonly lot_no: number;
  readonly posting_no: number;
  readonly before: Day;
  readonly vests_on: Day;
}

interface Rows {
  readonly postings: readonly PostingRow[];
  readonly entries: readonly EntryRow[];
  readonly lots: readonly LotRow[];
  readonly days: readonly DayRow[];
}

function byMember<T extends { readonly member_id: MemberId }>(rows: readonly T[]): Map<MemberId, T[]> {
  return Map.groupBy(rows, (row) => row.member_id);
}

/** Without what came after the head was read: the five questions are asked one after the other. */
function toJournal(head: Head, { postings, entries, lots, days }: Rows): Journal {
  const ofPosting = Map.groupBy(entries, (entry) => entry.posting_no);
  const daysOfPosting = Map.groupBy(days, (day) => day.posting_no);
  const firstDay = new Map(days.toReversed().map(({ lot_no, before }) => [lot_no, before]));
  return {
    memberId: head.member_id,
    lots: lots
      .filter((lot) => lot.no <= head.last_seq)
      .map(({ no, origin, vests_on, expires_on, idle_months }) => ({
        no,
        origin,
        vestsOn: firstDay.get(no) ?? vests_on ?? undefined,
        expiresOn: expires_on ?? undefined,
        idleMonths: idle_months ?? undefined,
      })),
    postings: postings
      .filter(({ no }) => no <= head.last_posting_no)
      .map(({ member_id: _, ...posting }) => ({
        ...posting,
        entries: (ofPosting.get(posting.no) ?? []).map(toEntry),
        days: (daysOfPosting.get(posting.no) ?? []).map(({ lot_no, vests_on }) => ({ lotNo: lot_no, vestsOn: vests_on })),
      })),
  };
}

function toEntry({ seq, lot_no, movement, from_account, to_account, points }: EntryRow): JournalEntry {
  return { seq, lotNo: lot_no, movement, from: from_account, to: to_account, points };
}
