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
  readonly entries: readonly JournalEntry[];
}

/** What was promised with a lot when it was issued. Days are the shop's. */
export interface JournalLot {
  readonly no: number;
  readonly origin: string;
  readonly vestsOn: Day | undefined;
  readonly expiresOn: Day | undefined;
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
    `select member_id, no, kind, points, key, cause from posting where shop_id = $1 and member_id between $2 and $3 order by member_id, no`,
    range,
  );
  const entries = await tx.rows<EntryRow>(
    `select member_id, seq, posting_no, lot_no, movement, from_account, to_account, points from entry
     where shop_id = $1 and member_id between $2 and $3 order by member_id, seq`,
    range,
  );
  const lots = await tx.rows<LotRow>(
    `select member_id, no, origin, vests_on, expires_on from lot where shop_id = $1 and member_id between $2 and $3 order by member_id, no`,
    range,
  );
  const [ofPosting, ofEntry, ofLot] = [byMember(postings), byMember(entries), byMember(lots)];
  return {
    journals: heads.map((head) =>
      toJournal(head, ofPosting.get(head.member_id) ?? [], ofEntry.get(head.member_id) ?? [], ofLot.get(head.member_id) ?? []),
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
}

function byMember<T extends { readonly member_id: MemberId }>(rows: readonly T[]): Map<MemberId, T[]> {
  return Map.groupBy(rows, (row) => row.member_id);
}

/** Without what came after the head was read: the four questions are asked one after the other. */
function toJournal(head: Head, postings: readonly PostingRow[], entries: readonly EntryRow[], lots: readonly LotRow[]): Journal {
  const ofPosting = Map.groupBy(entries, (entry) => entry.posting_no);
  return {
    memberId: head.member_id,
    lots: lots
      .filter((lot) => lot.no <= head.last_seq)
      .map(({ no, origin, vests_on, expires_on }) => ({
        no,
        origin,
        vestsOn: vests_on ?? undefined,
        expiresOn: expires_on ?? undefined,
      })),
    postings: postings
      .filter(({ no }) => no <= head.last_posting_no)
      .map(({ no, kind, points, key, cause }) => ({ no, kind, points, key, cause, entries: (ofPosting.get(no) ?? []).map(toEntry) })),
  };
}

function toEntry({ seq, lot_no, movement, from_account, to_account, points }: EntryRow): JournalEntry {
  return { seq, lotNo: lot_no, movement, from: from_account, to: to_account, points };
}
