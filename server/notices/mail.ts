import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Secrets } from '../core/secrets.ts';
import { startOfDay, type Day } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import { queueMail } from '../mail/index.ts';
import { preferencesOf } from '../members/index.ts';
import { spokenFor, type Locale } from '../program/index.ts';
import { fetchContacts, type AdminApi, type Contact } from '../shopify/index.ts';

/** Notices that become mails in one transaction; Shopify is asked for so many customers at once. */
const pageMax = 100;

interface Queued {
  readonly id: string;
  readonly member_id: MemberId;
  readonly customer_id: string;
  readonly day: Day;
  readonly payload: { readonly points: number; readonly unlessActive: boolean };
  readonly locale: Locale | null;
}

/**
 * Makes a mail of every notice that is on the list and notes it as sent, both in one transaction; skips it where the member wishes none or
 * has no verified address. Asks Shopify outside any transaction. Stopped half way it can be repeated. Throws `shopify_unavailable`.
 */
export async function mailNotices(
  ctx: Context,
  api: AdminApi,
  deps: { readonly secrets: Secrets; readonly shopUrl: string },
): Promise<void> {
  for (let after: string | undefined; ;) {
    const page = await ctx.db.read(ctx.shop.id, (tx) => queuedAfter(tx, ctx, after));
    if (page.length === 0) return;
    const contacts = await fetchContacts(api, [...new Set(page.map(({ customer_id: id }) => id))]);
    const byCustomer = new Map(contacts.map((contact) => [contact.customerId, contact]));
    await ctx.db.transaction(ctx.shop.id, (tx) => mailPage(tx, ctx, deps, page, byCustomer));
    after = page.at(-1)?.id;
  }
}

async function queuedAfter(tx: Tx, ctx: Context, after: string | undefined): Promise<Queued[]> {
  return tx.rows<Queued>(
    `select n.id, k.id as member_id, k.customer_id, n.day, n.payload, n.locale from notice n
     join member m on m.shop_id = n.shop_id and m.id = n.member_id
     join member k on k.shop_id = m.shop_id and k.id = coalesce(m.merged_into, m.id)
     where n.shop_id = $1 and n.state = 'queued' and n.id > $2 order by n.id limit $3`,
    [ctx.shop.id, after ?? '00000000-0000-0000-0000-000000000000', pageMax],
  );
}

async function mailPage(
  tx: Tx,
  ctx: Context,
  { secrets, shopUrl }: { readonly secrets: Secrets; readonly shopUrl: string },
  page: readonly Queued[],
  contacts: ReadonlyMap<string, Contact>,
): Promise<void> {
  const wishes = await preferencesOf(
    tx,
    ctx,
    page.map((notice) => notice.member_id),
  );
  for (const notice of page) {
    const contact = contacts.get(notice.customer_id);
    const { locale, notices: wished } = wishes(notice.member_id);
    const to = wished ? contact?.email : undefined;
    const closed = await tx.exec(`update notice set state = $3, closed_at = $4 where shop_id = $1 and id = $2 and state = 'queued'`, [
      ctx.shop.id,
      notice.id,
      to === undefined ? 'skipped' : 'sent',
      ctx.now,
    ]);
    if (closed === 0 || to === undefined) continue;
    await queueMail(tx, ctx, secrets, {
      template: 'points-expire',
      key: `notice/${notice.id}`,
      memberId: notice.member_id,
      locale: notice.locale ?? locale ?? spokenFor(contact?.locale ?? 'en'),
      recipient: to,
      params: {
        shopName: ctx.shop.name,
        points: notice.payload.points,
        day: notice.day,
        unlessActive: notice.payload.unlessActive,
        link: shopUrl,
      },
      uselessFrom: startOfDay(ctx.shop.timeZone, notice.day),
    });
  }
}
