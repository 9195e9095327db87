import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Secrets } from '../core/secrets.ts';
import { dayIn } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import { enqueue } from '../jobs/index.ts';
import { lastMail, queueMail, type Offer } from '../mail/index.ts';
import { lockCurrent, preferencesOf } from '../members/index.ts';
import { nameFor, programInForce, spokenFor, type Definition, type Locale, type Referral } from '../program/index.ts';
import { fetchContacts, type AdminApi, type Contact } from '../shopify/index.ts';
import { codeOf } from './codes.ts';
import { inviteLink } from './link.ts';

/** Nobody is asked again before so many days have gone. */
const againAfterDays = 180;
/** An order that is heard of later than this, because a webhook was lost, is no occasion any more. */
const freshDays = 7;
const dayMs = 86_400_000;

/** An order that was settled with a member for the first time. */
export interface FirstSettled {
  readonly customerId: string;
  readonly processedAt: Date;
}

/** Why somebody is not invited. */
export type NoInvitation = 'no-member' | 'no-terms' | 'not-wished' | 'invited-lately' | 'no-consent';

/** Has those who have just ordered asked to bring a friend, where the programme in force says so. */
export async function inviteLater(ctx: Context, orders: readonly FirstSettled[]): Promise<void> {
  const fresh = orders.filter(({ processedAt }) => ctx.now.getTime() - processedAt.getTime() < freshDays * dayMs);
  if (fresh.length === 0) return;
  await ctx.db.transaction(ctx.shop.id, async (tx) => {
    if (!(await termsNow(tx, ctx))) return;
    for (const customerId of new Set(fresh.map((order) => order.customerId)))
      await enqueue(
        tx,
        'invite-to-refer',
        { shopDomain: ctx.shop.domain, customerId },
        { key: `invite-to-refer/${ctx.shop.id}/${customerId}` },
      );
  });
}

/**
 * Puts an invitation to bring a friend on its way, to a customer who has said in Shopify that the shop may write to them; or answers why
 * not. Asks Shopify outside any transaction. Repeating it writes nobody twice. Throws `shopify_unavailable`.
 */
export async function inviteToRefer(
  ctx: Context,
  api: AdminApi,
  deps: { readonly secrets: Secrets; readonly storefrontUrl: string | undefined },
  customerId: string,
): Promise<'invited' | NoInvitation> {
  // Asked first, so that Shopify is not asked in vain.
  const before = await ctx.db.read(ctx.shop.id, (tx) => invitee(tx, ctx, customerId));
  if (typeof before === 'string') return before;
  const [contact] = await fetchContacts(api, [customerId]);
  if (!contact?.email || !contact.subscribed) return 'no-consent';
  const to = { ...contact, email: contact.email };
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    const found = await invitee(tx, ctx, customerId);
    if (typeof found === 'string') return found;
    await lockCurrent(tx, ctx, [found.memberId]);
    // Another order of theirs may have asked until the lock was ours.
    if (await invitedLately(tx, ctx, found.memberId)) return 'invited-lately';
    await write(tx, ctx, deps, found, to);
    return 'invited';
  });
}

interface Invitee {
  readonly memberId: MemberId;
  readonly definition: Definition;
  readonly terms: Referral;
  readonly locale: Locale | null;
}

async function invitee(tx: Tx, ctx: Context, customerId: string): Promise<Invitee | NoInvitation> {
  const now = await termsNow(tx, ctx);
  if (!now) return 'no-terms';
  const [member] = await tx.rows<{ id: MemberId }>(
    'select coalesce(merged_into, id) as id from member where shop_id = $1 and customer_id = $2',
    [ctx.shop.id, customerId],
  );
  if (!member) return 'no-member';
  const { notices, locale } = (await preferencesOf(tx, ctx, [member.id]))(member.id);
  if (!notices) return 'not-wished';
  if (await invitedLately(tx, ctx, member.id)) return 'invited-lately';
  return { memberId: member.id, locale, ...now };
}

/** The terms under which members are asked today; undefined: they are not. */
async function termsNow(tx: Tx, ctx: Context): Promise<{ definition: Definition; terms: Referral } | undefined> {
  const { definition } = await programInForce(tx, ctx.shop.id, ctx.now);
  const terms = definition.referral;
  const today = dayIn(ctx.shop.timeZone, ctx.now);
  if (!terms || terms.inviteAfterOrder === false) return undefined;
  return (terms.from ?? today) <= today && today <= (terms.to ?? today) ? { definition, terms } : undefined;
}

async function invitedLately(tx: Tx, ctx: Context, memberId: MemberId): Promise<boolean> {
  const last = await lastMail(tx, ctx, memberId, 'referral-invitation');
  return last !== undefined && ctx.now.getTime() - last.getTime() < againAfterDays * dayMs;
}

async function write(
  tx: Tx,
  ctx: Context,
  { secrets, storefrontUrl }: { readonly secrets: Secrets; readonly storefrontUrl: string | undefined },
  { definition, memberId, terms, locale: wished }: Invitee,
  contact: Contact & { readonly email: string },
): Promise<void> {
  const locale = wished ?? spokenFor(contact.locale ?? 'en');
  const code = await codeOf(tx, ctx, memberId);
  await queueMail(tx, ctx, secrets, {
    template: 'referral-invitation',
    key: `referral-invitation/${memberId}/${dayIn(ctx.shop.timeZone, ctx.now)}`,
    memberId,
    locale,
    recipient: contact.email,
    params: {
      shopName: ctx.shop.name,
      code,
      link: inviteLink(storefrontUrl, ctx.shop.domain, code),
      friend: offerOf(definition, terms.friend, locale),
      advocate: offerOf(definition, terms.advocate, locale),
      minimumMinor: terms.minimumOrderMinor,
      currency: definition.currency,
      newCustomersOnly: terms.newCustomersOnly,
    },
  });
}

/** What thanks are called in a language. */
export function offerOf({ rewards }: Definition, thanks: Referral['friend'], locale: Locale): Offer {
  if (thanks.kind === 'points') return { kind: 'points', points: thanks.points };
  const reward = rewards.find(({ id }) => id === thanks.rewardId);
  return { kind: 'reward', name: reward ? nameFor(reward, locale) : thanks.rewardId };
}
