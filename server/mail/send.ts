import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Secrets } from '../core/secrets.ts';
import type { Tx } from '../db/index.ts';
import { preferencesOf } from '../members/index.ts';
import type { Locale } from '../program/index.ts';
import { compose } from './compose.ts';
import type { Mailer } from './smtp.ts';
import { stopUrl } from './stop.ts';
import { letterOf, type Template } from './templates.ts';

/** What mails are sent with. */
export interface MailDeps {
  /** Absent: no server is set up to send by. */
  readonly mailer: Mailer | undefined;
  readonly secrets: Secrets;
  /** Where the reader's browser reaches us, without a trailing slash. */
  readonly appUrl: string;
}

/** dropped: nobody was to be written to · failed: nobody could be. */
export type Closed =
  | { readonly state: 'sent' }
  | { readonly state: 'dropped'; readonly reason: 'not-set-up' | 'not-wished' | 'too-late' }
  | { readonly state: 'failed'; readonly reason: string };

/** Tries, some hours apart at the end, before a mail is given up. */
const attemptsMax = 12;

interface Row {
  readonly member_id: MemberId;
  readonly template: Template;
  readonly locale: Locale;
  readonly recipient: string;
  readonly params: unknown;
  readonly attempts: number;
  readonly useless_from: Date | null;
}

/**
 * Sends a mail that is on its way and notes what became of it; undefined: it was closed before. Never inside a transaction. Should the
 * answer of the mail server be lost, or we stop before it is noted, the next try sends it again under the same Message-ID, by which mail
 * programs show it once. Throws `unavailable` while it is worth another try.
 */
export async function sendMail(ctx: Context, deps: MailDeps, mailId: string): Promise<Closed | undefined> {
  const begun = await ctx.db.transaction(ctx.shop.id, (tx) => begin(tx, ctx, deps, mailId));
  if (!('mailer' in begun)) return begun.closed;
  const closed = await attempt(ctx, deps, begun, mailId);
  return (await ctx.db.transaction(ctx.shop.id, (tx) => close(tx, ctx, mailId, closed))) ? closed : undefined;
}

type Begun = { readonly mailer: Mailer; readonly mail: Row } | { readonly closed: Closed | undefined };

/** Counts the attempt, unless there is a reason not to write at all. */
async function begin(tx: Tx, ctx: Context, { mailer }: MailDeps, mailId: string): Promise<Begun> {
  const [mail] = await tx.rows<Row>(
    `select coalesce(m.merged_into, m.id) as member_id, l.template, l.locale, l.recipient, l.params, l.attempts, l.useless_from
     from mail l join member m on m.shop_id = l.shop_id and m.id = l.member_id
     where l.shop_id = $1 and l.id = $2 and l.state = 'queued' for update of l`,
    [ctx.shop.id, mailId],
  );
  if (!mail) return { closed: undefined };
  const reason = await reasonNotTo(tx, ctx, mailer, mail);
  if (reason !== undefined || !mailer) {
    const closed = { state: 'dropped', reason: reason ?? 'not-set-up' } as const;
    await close(tx, ctx, mailId, closed);
    return { closed };
  }
  await tx.exec('update mail set attempts = attempts + 1 where shop_id = $1 and id = $2', [ctx.shop.id, mailId]);
  return { mailer, mail: { ...mail, attempts: mail.attempts + 1 } };
}

async function reasonNotTo(tx: Tx, ctx: Context, mailer: Mailer | undefined, mail: Row) {
  if (!mailer) return 'not-set-up';
  if (mail.useless_from !== null && mail.useless_from <= ctx.now) return 'too-late';
  const wishes = await preferencesOf(tx, ctx, [mail.member_id]);
  return wishes(mail.member_id).notices ? undefined : 'not-wished';
}

async function attempt(ctx: Context, deps: MailDeps, { mail, mailer }: Extract<Begun, { mailer: Mailer }>, id: string): Promise<Closed> {
  const stop = stopUrl(deps, ctx.shop.domain, id);
  const composed = compose(letterOf(mail.template, mail.params, mail.locale), ctx.shop.name, mail.locale, stop);
  try {
    const answer = await mailer.send({
      ...composed,
      id,
      fromName: ctx.shop.name,
      to: deps.secrets.decrypt(mail.recipient, 'mail-recipient'),
      locale: mail.locale,
      stopUrl: stop,
      date: ctx.now,
    });
    return answer === 'taken' ? { state: 'sent' } : { state: 'failed', reason: answer.refused };
  } catch (error) {
    if (mail.attempts >= attemptsMax) return { state: 'failed', reason: 'given-up' };
    throw error;
  }
}

/** False: somebody else closed it meanwhile. */
async function close(tx: Tx, ctx: Context, mailId: string, closed: Closed): Promise<boolean> {
  const changed = await tx.exec(
    `update mail set state = $3, reason = $4, recipient = null, closed_at = $5 where shop_id = $1 and id = $2 and state = 'queued'`,
    [ctx.shop.id, mailId, closed.state, closed.state === 'sent' ? null : closed.reason, ctx.now],
  );
  return changed === 1;
}
