import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { statement, type PostingView } from '../ledger/index.ts';
import type { StoredReason } from '../program/index.ts';
import { findRedemptions } from '../redemption/index.ts';
import { staffNames } from '../staff/index.ts';
import { isOrder, reasonWords, type ReasonWords } from './reason-words.ts';
import type { HistoryEntry, HistoryPage } from './shapes.ts';

const pageSize = 20;

/**
 * A page of the member's statement, newest first; `before` is the number of the last entry already seen. Reasons are in the locale's
 * words, or in English. Who of the staff changed points and why is for staff to read. Throws `not_found`.
 */
export async function memberHistory(
  ctx: Context,
  memberId: MemberId,
  reader: 'member' | 'staff',
  before: number | undefined,
  locale = 'en',
): Promise<HistoryPage> {
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const [member] = await tx.rows('select 1 from member where shop_id = $1 and id = $2', [ctx.shop.id, memberId]);
    if (!member) throw new LaurelError('not_found', `no member ${memberId}`);
    const postings = await statement(tx, ctx.shop.id, memberId, { ...(before !== undefined && { before }), limit: pageSize + 1 });
    const page = postings.slice(0, pageSize);
    const last = page.at(-1);
    return {
      entries: await (reader === 'staff' ? forStaff(tx, ctx, page, locale) : historyEntries(tx, ctx, page, locale)),
      next: postings.length > pageSize && last ? String(last.no) : null,
    };
  });
}

/** Postings as the member they belong to reads them. */
export async function historyEntries(tx: Tx, ctx: Context, postings: readonly PostingView[], locale: string): Promise<HistoryEntry[]> {
  const words = await reasonWords(tx, ctx, postings, locale);
  return postings.map((posting) => forMember(posting, told(posting, words)));
}

async function forStaff(tx: Tx, ctx: Context, postings: readonly PostingView[], locale: string): Promise<HistoryEntry[]> {
  const words = await reasonWords(tx, ctx, postings, locale);
  const staff = await staffWords(tx, ctx, postings);
  return postings.map((posting) => staff(posting, told(posting, words)));
}

/** What staff did is told as theirs, not as an order's. */
const staffKinds: Partial<Record<PostingView['kind'], HistoryEntry['kind']>> = { issue: 'adjust-up', 'claw-back': 'adjust-down' };

function told(posting: PostingView, words: ReasonWords): HistoryEntry {
  const said = entry(posting, words);
  return posting.cause.kind === 'staff' ? { ...said, kind: staffKinds[posting.kind] ?? posting.kind } : said;
}

/** Who of the staff did something, and what they typed, is not for the member. */
function forMember(posting: PostingView, said: HistoryEntry): HistoryEntry {
  return posting.cause.kind === 'staff' ? { ...said, subject: null, why: [] } : said;
}

/** Adds who of the staff it was: to what they gave or took, and to a redemption they took back, with what they typed. */
async function staffWords(
  tx: Tx,
  ctx: Context,
  postings: readonly PostingView[],
): Promise<(posting: PostingView, said: HistoryEntry) => HistoryEntry> {
  const name = await staffNames(tx, ctx.shop.id);
  const ids = postings.flatMap(({ kind, cause }) => (kind === 'release' && cause.kind === 'redemption' ? [cause.ref] : []));
  const released = ids.length === 0 ? [] : await findRedemptions(tx, ctx.shop.id, 'id = any($2::uuid[])', [ids]);
  const by = new Map(released.flatMap(({ id, releasedBy }) => (releasedBy ? [[id, releasedBy] as const] : [])));
  return ({ kind, cause }, said) => {
    const release = kind === 'release' ? by.get(cause.ref) : undefined;
    const texts = release
      ? [`Taken back by ${name(release.staffId)}: ${release.note}`]
      : cause.kind === 'staff'
        ? [`By ${name(cause.ref)}`, ...(cause.reasons ?? []).flatMap((reason) => approvalText(reason, name) ?? [])]
        : [];
    return { ...said, why: [...texts.map((text) => ({ text, points: null })), ...said.why] };
  };
}

/** "Approved by Mara Lindt: Seen the claim"; undefined: the reason is about something else. */
function approvalText(reason: StoredReason, name: (userId: string) => string): string | undefined {
  if (reason['rule'] !== 'approved') return undefined;
  const { by, note } = reason as { readonly by?: unknown; readonly note?: unknown };
  return `Approved by ${name(String(by))}${typeof note === 'string' ? `: ${note}` : ''}`;
}

function entry(posting: PostingView, words: ReasonWords): HistoryEntry {
  const { cause } = posting;
  return {
    id: String(posting.no),
    at: posting.at.toISOString(),
    kind: posting.kind,
    points: posting.change,
    moved: posting.points,
    balance: posting.balance,
    subject: isOrder(cause) ? (words.orderName(cause.ref) ?? null) : (cause.note ?? null),
    why: (cause.reasons ?? []).flatMap((reason) => {
      const text = words.text(reason, cause);
      return text === undefined ? [] : [{ text, points: typeof reason['points'] === 'number' ? reason['points'] : null }];
    }),
  };
}
