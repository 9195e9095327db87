import { createTransport } from 'nodemailer';
import { LaurelError } from '../core/errors.ts';

export interface Message {
  /** The mail's own number: its Message-ID is made of it, the same at every try. */
  readonly id: string;
  readonly fromName: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly locale: string;
  /** Where one click, as a POST, ends all mails. */
  readonly stopUrl: string;
  readonly date: Date;
}

/** Hands mails to a mail server. */
export interface Mailer {
  /** `refused`: it will not be taken, now or later. Throws `unavailable` for what may pass. Neither names the recipient. */
  send(message: Message): Promise<'taken' | { readonly refused: string }>;
  close(): void;
}

export interface SmtpSettings {
  /** `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte. */
  readonly url: string;
  /** The address mails come from; the name beside it is the shop's. */
  readonly from: string;
}

/** Opens a mailer over SMTP. It connects when there is something to send, and keeps few connections. */
export function openMailer({ from, url }: SmtpSettings): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 3,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    // Nothing of a mail is read from files or fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const host = from.slice(from.lastIndexOf('@') + 1);
  return {
    async send({ date, fromName, html, id, locale, stopUrl, subject, text, to }) {
      try {
        await transport.sendMail({
          messageId: `<${id}@${host}>`,
          date,
          from: { name: fromName, address: from },
          to: { name: '', address: to },
          subject,
          text,
          html,
          headers: {
            'Content-Language': locale,
            'List-Unsubscribe': { prepared: true, foldLines: false, value: `<${stopUrl}>` },
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
            'Auto-Submitted': 'auto-generated',
          },
        });
        return 'taken';
      } catch (error) {
        return troubleOf(error);
      }
    },
    close: () => transport.close(),
  };
}

/** What the library throws names the recipient, and so goes no further: only its code and the server's number do. */
function troubleOf(error: unknown): { readonly refused: string } {
  const { code, responseCode } = (error ?? {}) as { readonly code?: unknown; readonly responseCode?: unknown };
  const number = typeof responseCode === 'number' ? responseCode : undefined;
  // A 5xx about signing in or greeting is about our settings, and may be mended; about the envelope or the message it is for good.
  if (number !== undefined && number >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')) return { refused: `smtp-${number}` };
  throw new LaurelError('unavailable', `the mail server did not take a mail: ${[code, number].filter(Boolean).join(' ') || 'no code'}`);
}
