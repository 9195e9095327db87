import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import type { MemberId } from '../core/id.ts';
import { statement, type PostingView } from '../ledger/index.ts';
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
    const words = await reasonWords(tx, ctx, page, locale);
    const last = page.at(-1);
    return {
      entries: page.map((posting) => (posting.cause.kind === 'staff' ? staffEntry(posting, words, reader) : entry(posting, words))),
      next: postings.length > pageSize && last ? String(last.no) : null,
    };
  });
}

/** What staff did is told as theirs, not as an order's. */
const staffKinds: Partial<Record<PostingView['kind'], HistoryEntry['kind']>> = { issue: 'adjust-up', 'claw-back': 'adjust-down' };

function staffEntry(posting: PostingView, words: ReasonWords, reader: 'member' | 'staff'): HistoryEntry {
  const told = { ...entry(posting, words), kind: staffKinds[posting.kind] ?? posting.kind };
  return reader === 'staff'
    ? { ...told, why: [{ text: `By staff member ${posting.cause.ref}`, points: null }, ...told.why] }
    : { ...told, subject: null, why: [] };
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
