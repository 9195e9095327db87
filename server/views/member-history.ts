import { actionWords } from '../actions/index.ts';
import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { statement, type Cause, type PostingView } from '../ledger/index.ts';
import { programVersions, type Definition } from '../program/index.ts';
import { findRedemptions } from '../redemption/index.ts';
import { staffNames } from '../staff/index.ts';
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
    const staff = reader === 'staff' ? await staffWords(tx, ctx, page) : undefined;
    const promised = await promisedActions(tx, ctx, page);
    const last = page.at(-1);
    return {
      entries: page.map((posting) =>
        staff ? staff(posting, told(posting, orders, promised)) : forMember(posting, told(posting, orders, promised)),
      ),
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

function told(posting: PostingView, orders: ReadonlyMap<string, string>, promised: ReadonlyMap<number, Definition>): HistoryEntry {
  const said = entry(posting, orders, promised);
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
    const text = release
      ? `Taken back by ${name(release.staffId)}: ${release.note}`
      : cause.kind === 'staff'
        ? `By ${name(cause.ref)}`
        : undefined;
    return text === undefined ? said : { ...said, why: [{ text, points: null }, ...said.why] };
  };
}

function entry(posting: PostingView, orders: ReadonlyMap<string, string>, promised: ReadonlyMap<number, Definition>): HistoryEntry {
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
