import type { Context } from '../context.ts';
import { calendarOf } from '../core/calendar.ts';
import type { MemberId } from '../core/id.ts';
import { numbersIn } from '../core/intl.ts';
import { formatMoney, minor } from '../core/money.ts';
import type { Day } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import {
  dayWords,
  nameFor,
  programInForce,
  programVersions,
  spokenFor,
  type Definition,
  type Locale,
  type ProgramVersion,
  type Referral,
} from '../program/index.ts';
import {
  advocateOf,
  codeOf,
  friendsOf,
  inviteLink,
  isBlocked,
  referralWords,
  stateWords,
  summaryOf,
  thanksFor,
} from '../referrals/index.ts';
import { pointsText } from './points-text.ts';
import type { FriendsView, InvitationView, ReferralView } from './shapes.ts';

const friendsMost = 50;

/** What a member has to bring friends with, inside the caller's transaction; undefined where nobody can be brought now, or not by them. Who has no code yet gets one by `withCode`. */
export async function referralPart(
  tx: Tx,
  ctx: Context,
  definition: Definition,
  memberId: MemberId,
  { locale, storefrontUrl }: { readonly locale: Locale; readonly storefrontUrl: string | undefined },
): Promise<ReferralView | 'no-code' | undefined> {
  const terms = openTerms(ctx, definition);
  if (!terms) return undefined;
  const { blocked, code, counted, waiting } = await summaryOf(tx, ctx, memberId);
  if (blocked) return undefined;
  if (code === undefined) return 'no-code';
  const words = referralWords[spokenFor(locale)];
  const friend = whatOf(definition, terms.friend, locale);
  return {
    code,
    link: inviteLink(storefrontUrl, ctx.shop.domain, code),
    shareText: words.share(ctx.shop.name, friend),
    offers: [
      words.friendGets(friend),
      words.youGet(whatOf(definition, terms.advocate, locale)),
      ...(terms.ladder ?? []).map(({ advocate, friends }) =>
        words.rung(numbersIn(locale).format(friends), whatOf(definition, advocate, locale)),
      ),
    ],
    terms: termsWords(definition, terms, locale),
    waiting,
    counted,
  };
}

/** Has a code made for a member who has none. A read-only transaction cannot. */
export async function withCode(ctx: Context, memberId: MemberId): Promise<void> {
  await ctx.db.transaction(ctx.shop.id, async (tx) => {
    const { definition } = await programInForce(tx, ctx.shop.id, ctx.now);
    if (definition.referral) await codeOf(tx, ctx, memberId);
  });
}

/** Whom a member brought and how each stands, in the words of a locale. */
export async function memberFriends(ctx: Context, memberId: MemberId, locale: Locale): Promise<FriendsView> {
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const versions = await programVersions(tx, ctx.shop.id);
    const friends = await friendsOf(tx, ctx, memberId, friendsMost);
    return {
      friends: friends.map((friend) => {
        const promised = versions.find(({ version }) => version === friend.programVersion);
        const money = (amountMinor: number) => moneyIn(promised?.definition.currency ?? ctx.shop.currency, amountMinor, locale);
        return {
          id: friend.id,
          at: friend.claimedAt.toISOString(),
          state: friend.state,
          text: stateWords(
            {
              state: friend.state,
              reasons: friend.reasons,
              thanks: friend.nth === undefined ? null : thanksText(promised, friend.nth, locale),
              day: friend.vestsOn === undefined ? undefined : dayWords(friend.vestsOn, spokenFor(locale)),
            },
            locale,
            money,
          ),
        };
      }),
    };
  });
}

/** What a friend finds behind a code, in the words of a locale; undefined where nobody has the code, or nobody can be brought now. */
export async function invitation(
  ctx: Context,
  code: string,
  locale: Locale,
): Promise<{ readonly view: InvitationView; readonly advocateId: MemberId } | undefined> {
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const { definition } = await programInForce(tx, ctx.shop.id, ctx.now);
    const terms = openTerms(ctx, definition);
    const advocateId = terms && (await advocateOf(tx, ctx, code));
    if (!terms || advocateId === undefined || (await isBlocked(tx, ctx, advocateId))) return undefined;
    const [row] = await tx.rows<{ code: string; name: string | null }>(
      `select c.code, m.name from referral_code c join member m on m.shop_id = c.shop_id and m.id = c.member_id
       where c.shop_id = $1 and c.member_id = $2`,
      [ctx.shop.id, advocateId],
    );
    return {
      advocateId,
      view: {
        code: row?.code ?? code,
        shopName: ctx.shop.name,
        // The whole name is nobody's business; how friends call them is known to friends.
        from: row?.name?.trim().split(/\s+/)[0] ?? null,
        friendGets: whatOf(definition, terms.friend, locale),
        terms: termsWords(definition, terms, locale).slice(0, 2),
      },
    };
  });
}

/** The terms under which somebody can be brought today. */
function openTerms(ctx: Context, { referral }: Definition): Referral | undefined {
  const today = calendarOf(ctx.shop.timeZone).dayOf(ctx.now);
  const isOpen = referral && (referral.from ?? today) <= today && today <= (referral.to ?? today);
  return isOpen ? referral : undefined;
}

function thanksText(promised: ProgramVersion | undefined, nth: number, locale: Locale): string | null {
  const terms = promised?.definition.referral;
  return promised && terms ? whatOf(promised.definition, thanksFor(terms, nth), locale) : null;
}

/** "300 points", or the name of a reward. */
function whatOf(definition: Definition, thanks: Referral['friend'], locale: Locale): string {
  if (thanks.kind === 'points') return pointsText(thanks.points, locale);
  const reward = definition.rewards.find(({ id }) => id === thanks.rewardId);
  return reward ? nameFor(reward, locale) : thanks.rewardId;
}

function termsWords({ currency }: Definition, terms: Referral, locale: Locale): string[] {
  const words = referralWords[spokenFor(locale)];
  const number = (value: number) => numbersIn(locale).format(value);
  const said = (day: Day | undefined) => (day === undefined ? undefined : dayWords(day, spokenFor(locale)));
  const { from, limitPerAdvocate, minimumOrderMinor, newCustomersOnly, to, vestDays } = terms;
  return [
    ...(minimumOrderMinor > 0 ? [words.minimum(moneyIn(currency, minimumOrderMinor, locale))] : []),
    ...(newCustomersOnly ? [words.newOnly] : []),
    ...(vestDays > 0 ? [words.vest(number(vestDays), vestDays === 1)] : []),
    words.limit(number(limitPerAdvocate.times), limitPerAdvocate.per),
    ...(from !== undefined || to !== undefined ? [words.period(said(from), said(to))] : []),
  ];
}

function moneyIn(currency: string, amountMinor: number, locale: Locale): string {
  return formatMoney({ minor: minor(amountMinor), currency }, locale);
}
