import { timingSafeEqual } from 'node:crypto';
import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import type { MemberId } from '../core/id.ts';
import type { Secrets } from '../core/secrets.ts';
import { stopNotices } from '../members/index.ts';
import type { Locale } from '../program/index.ts';

/** Below this path is the door at which mails are stopped. */
export const stopPath = '/rpc/mail/stop';

/** Names a mail of a shop, and proves that we wrote it; it tells nothing of who got it. */
export interface StopToken {
  readonly shopDomain: string;
  readonly mailId: string;
}

/** The address by which the reader of a mail gets no more. It does not run out. */
export function stopUrl({ appUrl, secrets }: { appUrl: string; secrets: Secrets }, shopDomain: string, mailId: string): string {
  return `${appUrl}${stopPath}/${shopDomain}/${mailId}.${signatureOf(secrets, { shopDomain, mailId })}`;
}

/** Reads what stands behind the shop's domain in such an address. Throws `unauthenticated` for what is not ours. */
export function readStopToken(secrets: Secrets, shopDomain: string, token: string): StopToken {
  const [mailId = '', signature = ''] = token.split('.');
  const expected = Buffer.from(signatureOf(secrets, { shopDomain, mailId }));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new LaurelError('unauthenticated', 'no token of a mail', {
      publicMessage: 'This link is not complete. Please open it once more from the e-mail.',
    });
  return { shopDomain, mailId };
}

function signatureOf(secrets: Secrets, { shopDomain, mailId }: StopToken): string {
  return secrets.hmac('mail-stop', `${shopDomain}/${mailId}`).toString('base64url');
}

/** The language a mail was written in. Throws `not_found` where there is no such mail. */
export async function mailLocale(ctx: Context, mailId: string): Promise<Locale> {
  const [mail] = await ctx.db.read(ctx.shop.id, (tx) =>
    tx.rows<{ locale: Locale }>('select locale from mail where shop_id = $1 and id = $2', [ctx.shop.id, mailId]),
  );
  if (!mail) throw new LaurelError('not_found', `no mail ${mailId}`);
  return mail.locale;
}

/** Has the member to whom a mail went get no more mails; whoever was merged meanwhile, the one they are now. Twice is once. Throws `not_found`. */
export async function stopMails(ctx: Context, mailId: string): Promise<void> {
  await ctx.db.transaction(ctx.shop.id, async (tx) => {
    const [mail] = await tx.rows<{ member_id: MemberId }>(
      `select coalesce(m.merged_into, m.id) as member_id from mail l join member m on m.shop_id = l.shop_id and m.id = l.member_id
       where l.shop_id = $1 and l.id = $2`,
      [ctx.shop.id, mailId],
    );
    if (!mail) throw new LaurelError('not_found', `no mail ${mailId}`);
    await stopNotices(tx, ctx, mail.member_id);
  });
}
