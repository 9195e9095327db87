import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Secrets } from '../core/secrets.ts';
import type { Day } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import { isMailKnown, queueMail } from '../mail/index.ts';
import { preferencesOf } from '../members/index.ts';
import { programVersionOf, spokenFor, type Locale } from '../program/index.ts';
import { fetchContacts, type AdminApi } from '../shopify/index.ts';
import { offerOf } from './invite.ts';
import { thanksKey } from './thank.ts';

interface Thanked {
  readonly memberId: MemberId;
  readonly customerId: string;
  readonly programVersion: number;
  readonly points: number;
  readonly rewardId: string | null;
  readonly day: Day;
  readonly locale: Locale | null;
}

/**
 * Tells a member by e-mail that a friend's first order counts and what they get for it, once for each friend; nothing if it was taken back
 * meanwhile, they wish no e-mails, or no verified address of theirs is known. Asks Shopify outside any transaction. Throws
 * `shopify_unavailable`.
 */
export async function tellAdvocate(
  ctx: Context,
  api: AdminApi,
  deps: { readonly secrets: Secrets; readonly shopUrl: string },
  referralId: string,
): Promise<void> {
  const before = await ctx.db.read(ctx.shop.id, (tx) => thanked(tx, ctx, referralId));
  if (!before) return;
  const [contact] = await fetchContacts(api, [before.customerId]);
  const recipient = contact?.email;
  if (!contact || recipient === undefined) return;
  await ctx.db.transaction(ctx.shop.id, async (tx) => {
    const found = await thanked(tx, ctx, referralId);
    const program = found && (await programVersionOf(tx, ctx.shop.id, found.programVersion));
    if (!found || !program) return;
    const { day, memberId, points, rewardId } = found;
    const locale = found.locale ?? spokenFor(contact.locale ?? 'en');
    const thanks = rewardId === null ? ({ kind: 'points', points } as const) : ({ kind: 'reward', rewardId } as const);
    await queueMail(tx, ctx, deps.secrets, {
      template: 'referral-thanks',
      key: mailKey(referralId),
      memberId,
      locale,
      recipient,
      params: { shopName: ctx.shop.name, thanks: offerOf(program.definition, thanks, locale), day, link: deps.shopUrl },
    });
  });
}

const mailKey = (referralId: string) => `referral-thanks/${referralId}`;

/** Who is to be told of a referral, with what they get; undefined: nobody, or not any more. */
async function thanked(tx: Tx, ctx: Context, referralId: string): Promise<Thanked | undefined> {
  if (await isMailKnown(tx, ctx, mailKey(referralId))) return undefined;
  const [row] = await tx.rows<Omit<Thanked, 'locale'>>(
    `select m.id as "memberId", m.customer_id as "customerId", r.program_version as "programVersion", p.points::integer as points,
       p.cause #>> '{reasons,0,rewardId}' as "rewardId", q.vests_on::text as day
     from referral r
     join member a on a.shop_id = r.shop_id and a.id = r.advocate_id
     join member m on m.shop_id = a.shop_id and m.id = coalesce(a.merged_into, a.id)
     join lateral (select state from referral_step s where s.shop_id = r.shop_id and s.referral_id = r.id order by seq desc limit 1) s on true
     join lateral (select (array_agg(vests_on order by seq desc))[1] as vests_on, count(*) as rounds from referral_step q
       where q.shop_id = r.shop_id and q.referral_id = r.id and q.state = 'qualified') q on true
     join posting p on p.shop_id = r.shop_id and p.key = ($3::text[])[q.rounds]
     where r.shop_id = $1 and r.id = $2 and s.state in ('qualified', 'vested')`,
    [ctx.shop.id, referralId, [0, 1, 2, 3].map((round) => thanksKey(referralId, 'advocate', round))],
  );
  if (!row) return undefined;
  const { locale, notices } = (await preferencesOf(tx, ctx, [row.memberId]))(row.memberId);
  return notices ? { ...row, locale } : undefined;
}
