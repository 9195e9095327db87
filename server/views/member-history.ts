import { actionWords } from '../actions/index.ts';
import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { statement, type Cause, type PostingView } from '../ledger/index.ts';
import { programVersions, type Definition } from '../program/index.ts';
import type { HistoryEntry, HistoryPage } from './shapes.ts';

const pageSize = 20;

/**
 * A page of the member's statement, newest first; `before` is the number of the last entry already seen. Who of the staff changed
 * points and why is for staff to read. Throws `not_found`.
 */
export async function memberHistory(
  ctx: Context,
  memberId: MemberId,
  reader: 'member' | 'staff',
  before: number | undefined,
): Promise<HistoryPage> {
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const [member] = await tx.rows('select 1 from member where shop_id = $1 and id = $2', [ctx.shop.id, memberId]);
    if (!member) throw new LaurelError('not_found', `no member ${memberId}`);
    const postings = await statement(tx, ctx.shop.id, memberId, { ...(before !== undefined && { before }), limit: pageSize + 1 });
    const page = postings.slice(0, pageSize);
    const orders = await orderNames(tx, ctx, page);
    const promised = await promisedActions(tx, ctx, page);
    const last = page.at(-1);
    return {
      entries: page.map((posting) => (posting.cause.kind === 'staff' ? staffEntry(posting, reader) : entry(posting, orders, promised))),
      next: postings.length > pageSize && last ? String(last.no) : null,
    };
  });
}

async function orderNames(tx: Tx, ctx: Context, postings: readonly PostingView[]): Promise<ReadonlyMap<string, string>> {
  const ids = postings.filter((posting) => isOrder(posting.cause)).map((posting) => posting.cause.ref);
  if (ids.length === 0) return new Map();
  const rows = await tx.rows<{ order_id: string; name: string }>(
    'select order_id, name from shop_order where shop_id = $1 and order_id = any($2)',
    [ctx.shop.id, ids],
  );
  return new Map(rows.map((row) => [row.order_id, row.name]));
}

/** The versions by which actions on the page were paid, for their names. */
async function promisedActions(tx: Tx, ctx: Context, postings: readonly PostingView[]): Promise<ReadonlyMap<number, Definition>> {
  if (!postings.some(({ cause }) => cause.kind === 'action')) return new Map();
  return new Map((await programVersions(tx, ctx.shop.id)).map(({ version, definition }) => [version, definition]));
}

function isOrder(cause: Cause): boolean {
  return cause.kind === 'order' || cause.kind === 'import';
}

/** What staff did is told as theirs, not as an order's. */
const staffKinds: Partial<Record<PostingView['kind'], HistoryEntry['kind']>> = { issue: 'adjust-up', 'claw-back': 'adjust-down' };

function staffEntry(posting: PostingView, reader: 'member' | 'staff'): HistoryEntry {
  const told = { ...entry(posting, new Map()), kind: staffKinds[posting.kind] ?? posting.kind };
  return reader === 'staff'
    ? { ...told, why: [{ text: `By staff member ${posting.cause.ref}`, points: null }, ...told.why] }
    : { ...told, subject: null, why: [] };
}

function entry(
  posting: PostingView,
  orders: ReadonlyMap<string, string>,
  promised: ReadonlyMap<number, Definition> = new Map(),
): HistoryEntry {
  const { cause } = posting;
  const definition = promised.get(cause.programVersion ?? 0);
  return {
    id: String(posting.no),
    at: posting.at.toISOString(),
    kind: posting.kind,
    points: posting.change,
    moved: posting.points,
    balance: posting.balance,
    subject: isOrder(cause) ? (orders.get(cause.ref) ?? null) : (cause.note ?? null),
    why: (cause.reasons ?? []).flatMap((reason) => {
      const text = reason['text'] ?? (definition && actionWords(definition, cause, reason, 'en'));
      return typeof text === 'string' ? [{ text, points: typeof reason['points'] === 'number' ? reason['points'] : null }] : [];
    }),
  };
}
