import { z } from 'zod';
import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import { inputHash, newId, type MemberId } from '../core/id.ts';
import type { Secrets } from '../core/secrets.ts';
import type { Tx } from '../db/index.ts';
import { enqueue } from '../jobs/index.ts';
import type { Locale } from '../program/index.ts';
import { templateParams, type Telling, type Template } from './templates.ts';

export type NewMail = Telling & {
  /** Names what happened: of each, one mail is written. */
  readonly key: string;
  readonly memberId: MemberId;
  readonly locale: Locale;
  /** An e-mail address. It is stored sealed, and only until the mail is closed. */
  readonly recipient: string;
  /** From then on it is too late to tell. */
  readonly uselessFrom?: Date;
};

/** More attempts than a mail is given, so that it is always closed by its own count and none stays on its way for ever. */
const jobAttemptsMax = 30;

const address = z.email().max(254);

/**
 * Puts a mail on its way, inside the caller's transaction: it goes out if and only if its cause was committed. The same key with the same
 * input again is the same mail. Throws `key_reused` for other input, `invalid_request` for what is no address.
 */
export async function queueMail(tx: Tx, ctx: Context, secrets: Secrets, mail: NewMail): Promise<'queued' | 'known'> {
  const { key, memberId, template, locale, uselessFrom } = mail;
  if (!address.safeParse(mail.recipient).success) throw new LaurelError('invalid_request', `the recipient of ${key} is no address`);
  const params = templateParams[template].parse(mail.params);
  // Keyed: from a plain hash an address could be guessed.
  const hash = secrets.hmac('mail-input', inputHash({ memberId, template, locale, params, recipient: mail.recipient })).toString('hex');
  const id = newId(ctx.now, ctx.random);
  const added = await tx.exec(
    `insert into mail (shop_id, id, key, input_hash, member_id, template, locale, recipient, params, queued_at, useless_from)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, $11) on conflict (shop_id, key) do nothing`,
    [
      ctx.shop.id,
      id,
      key,
      hash,
      memberId,
      template,
      locale,
      secrets.encrypt(mail.recipient, 'mail-recipient'),
      JSON.stringify(params),
      ctx.now,
      uselessFrom ?? null,
    ],
  );
  if (added === 0) return knownMail(tx, ctx, key, hash);
  await enqueue(
    tx,
    'send-mail',
    { shopDomain: ctx.shop.domain, mailId: id },
    { key: `send-mail/${ctx.shop.id}/${id}`, attemptsMax: jobAttemptsMax },
  );
  return 'queued';
}

async function knownMail(tx: Tx, ctx: Context, key: string, hash: string): Promise<'known'> {
  const [known] = await tx.rows<{ input_hash: string }>('select input_hash from mail where shop_id = $1 and key = $2', [ctx.shop.id, key]);
  if (known?.input_hash !== hash) throw new LaurelError('key_reused', `mail ${key} was written before with other content`);
  return 'known';
}

/** Whether a mail of that key was ever written. */
export async function isMailKnown(tx: Tx, ctx: Context, key: string): Promise<boolean> {
  return (await tx.rows('select from mail where shop_id = $1 and key = $2', [ctx.shop.id, key])).length > 0;
}

/** When a member was last written to by a template, counting what is on its way; also under the number of somebody merged into them. */
export async function lastMail(tx: Tx, ctx: Context, memberId: MemberId, template: Template): Promise<Date | undefined> {
  const [row] = await tx.rows<{ at: Date | null }>(
    `select max(queued_at) as at from mail where shop_id = $1 and template = $3 and state in ('queued', 'sent')
     and member_id in (select id from member where shop_id = $1 and (id = $2 or merged_into = $2))`,
    [ctx.shop.id, memberId, template],
  );
  return row?.at ?? undefined;
}
