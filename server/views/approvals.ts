import { settled, stateAt, waiting, type Approval } from '../approvals/index.ts';
import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { staffNames } from '../staff/index.ts';
import type { ApprovalPage, ApprovalView } from './staff-shapes.ts';

const waitingMax = 100;
const pageSize = 50;

/** What waits for a second person, and a page of what no longer does. */
export async function approvalPage(ctx: Context, before: { at: Date; id: string } | undefined): Promise<ApprovalPage> {
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const open = before ? [] : await waiting(tx, ctx.shop.id, ctx.now, waitingMax);
    const found = await settled(tx, ctx.shop.id, ctx.now, before, pageSize + 1);
    const page = found.slice(0, pageSize);
    const last = found.length > pageSize ? page.at(-1) : undefined;
    const views = await toViews(tx, ctx, [...open, ...page]);
    return {
      waiting: views.slice(0, open.length),
      settled: views.slice(open.length),
      next: last ? `${last.requestedAt.getTime()}-${last.id}` : null,
    };
  });
}

/** What waits for one member. */
export async function waitingOf(ctx: Context, memberId: MemberId): Promise<ApprovalPage> {
  return ctx.db.read(ctx.shop.id, async (tx) => ({
    waiting: await toViews(tx, ctx, await waiting(tx, ctx.shop.id, ctx.now, waitingMax, memberId)),
    settled: [],
    next: null,
  }));
}

/** One approval as staff see it. */
export async function approvalView(ctx: Context, approval: Approval): Promise<ApprovalView> {
  const [view] = await ctx.db.read(ctx.shop.id, (tx) => toViews(tx, ctx, [approval]));
  assert(view, 'an approval makes a view');
  return view;
}

async function toViews(tx: Tx, ctx: Context, approvals: readonly Approval[]): Promise<ApprovalView[]> {
  const rows = await tx.rows<{ id: MemberId; name: string | null; customer_id: string }>(
    'select id, name, customer_id from member where shop_id = $1 and id = any($2::uuid[])',
    [ctx.shop.id, [...new Set(approvals.map(({ memberId }) => memberId))]],
  );
  const members = new Map(rows.map((row) => [row.id, row]));
  const name = await staffNames(tx, ctx.shop.id);
  const { actor } = ctx;
  return approvals.map((one) => ({
    id: one.id,
    memberId: one.memberId,
    memberName: members.get(one.memberId)?.name ?? null,
    customerId: members.get(one.memberId)?.customer_id ?? null,
    way: one.way,
    points: one.points,
    reason: one.reason,
    limitPoints: one.limitPoints,
    beforePoints: one.beforePoints,
    requestedBy: name(one.requestedBy),
    requestedAt: one.requestedAt.toISOString(),
    expiresAt: one.expiresAt.toISOString(),
    state: stateAt(one, ctx.now),
    decidedBy: one.decidedBy === undefined ? null : name(one.decidedBy),
    decidedAt: one.decidedAt?.toISOString() ?? null,
    note: one.note ?? null,
    isMine: actor.kind === 'staff' && actor.userId === one.requestedBy,
  }));
}
