import { auditActions, readAudit, type AuditAction, type AuditRow } from '../audit/index.ts';
import type { Actor, Context } from '../context.ts';
import { addDays, startOfDay } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import { allStaff, staffName, staffNames } from '../staff/index.ts';
import { activityWords } from './activity-words.ts';
import type { ActivityPage } from './staff-shapes.ts';

const pageSize = 50;

export interface ActivityQuery {
  readonly action?: AuditAction | undefined;
  readonly person?: string | undefined;
  /** Shop-local days, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly before?: { readonly at: Date; readonly id: string } | undefined;
}

/** What was done in this shop, newest first, in words; and what the list can be narrowed to. */
export async function activityPage(ctx: Context, { action, person, from, to, before }: ActivityQuery): Promise<ActivityPage> {
  const { timeZone } = ctx.shop;
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const filter = {
      ...(action && { action }),
      ...(person !== undefined && { person }),
      ...(from !== undefined && { from: startOfDay(timeZone, from) }),
      ...(to !== undefined && { until: startOfDay(timeZone, addDays(to, 1)) }),
      ...(before && { before }),
    };
    const found = await readAudit(tx, ctx.shop.id, filter, pageSize + 1);
    const page = found.slice(0, pageSize);
    const last = found.length > pageSize ? page.at(-1) : undefined;
    return {
      entries: await toEntries(tx, ctx, page),
      next: last ? `${last.at.getTime()}-${last.id}` : null,
      timeZone,
      kinds: auditActions.map((one) => ({ action: one, name: activityWords[one].name })),
      people: (await allStaff(tx, ctx.shop.id)).map((one) => ({ id: one.userId, name: capitalised(staffName(one)) })),
    };
  });
}

async function toEntries(tx: Tx, ctx: Context, rows: readonly AuditRow[]): Promise<ActivityPage['entries']> {
  const staff = await staffNames(tx, ctx.shop.id);
  const members = await memberNames(tx, ctx, rows);
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    who: whoDid(row.actor, staff),
    action: row.action,
    text: activityWords[row.action].text(row.details, staff),
    subject: subjectOf(row.subject, staff, members),
  }));
}

function whoDid(actor: Actor, staff: (userId: string) => string): string {
  switch (actor.kind) {
    case 'staff':
      return capitalised(staff(actor.userId));
    case 'customer':
      return `Customer ${actor.customerId}`;
    case 'webhook':
      return 'Shopify';
    case 'system':
      return 'Laurel';
  }
}

async function memberNames(tx: Tx, ctx: Context, rows: readonly AuditRow[]): Promise<ReadonlyMap<string, string>> {
  const ids = rows.flatMap(({ subject }) => /^member\/([0-9a-f-]{36})$/.exec(subject)?.[1] ?? []);
  const found = await tx.rows<{ id: string; name: string | null; customer_id: string }>(
    'select id, name, customer_id from member where shop_id = $1 and id = any($2::uuid[])',
    [ctx.shop.id, [...new Set(ids)]],
  );
  return new Map(found.map(({ id, name, customer_id }) => [id, name ?? `Customer ${customer_id}`]));
}

function subjectOf(
  subject: string,
  staff: (userId: string) => string,
  members: ReadonlyMap<string, string>,
): ActivityPage['entries'][number]['subject'] {
  const [kind = '', id = ''] = subject.split('/');
  switch (kind) {
    case 'member':
      return { kind, id, name: members.get(id) ?? 'A member' };
    case 'program':
      return { kind, id, name: `Version ${id}` };
    case 'staff':
      return { kind, id, name: capitalised(staff(id)) };
    case 'settings':
      return { kind, id, name: 'Settings' };
    default:
      return null;
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
