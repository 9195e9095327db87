/** A mail server on this machine: takes every mail, sends none on, and keeps them for the mailbox page. */
import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { SMTPServer } from 'smtp-server';
import type { FaultMode, Faults } from '../control/faults.ts';
import type { Mail } from '../store/state.ts';
import type { Store } from '../store/store.ts';

export interface Inbox {
  /** `smtp://127.0.0.1:<port>` */
  readonly url: string;
  close(): Promise<void>;
}

/** The newest mails kept; older ones go. */
const keptMax = 500;
const bytesMax = 1024 * 1024;

/** Listens on a port of 127.0.0.1; 0 chooses a free one. Rejects when the port is taken. */
export async function openInbox(store: Store, faults: Faults, port: number): Promise<Inbox> {
  const server = new SMTPServer({
    banner: 'The dev store takes every mail',
    // Nobody has to sign in, and nothing leaves this machine, so nothing is encrypted.
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: bytesMax,
    logger: false,
    closeTimeout: 500,
    onRcptTo(_address, _session, done) {
      done(faults.takeFor('smtp-recipient') === undefined ? null : withCode('No such mailbox here', 550));
    },
    onData(stream, _session, done) {
      const answer = async () => done(await take(store, stream, faults.takeFor('smtp')));
      void answer();
    },
  });
  server.on('error', () => {});
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** What the sender is answered; null: it was taken. After `timeout-after` it was, and the sender does not learn of it. */
async function take(store: Store, stream: Readable, fault: FaultMode | undefined): Promise<Error | null> {
  try {
    const parsed = await simpleParser(stream);
    if (fault === undefined || fault === 'timeout-after') keep(store, parsed);
    return fault === undefined ? null : withCode('Try again later', 451);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function keep(store: Store, parsed: ParsedMail): void {
  store.change(() => {
    const mails = (store.state.mails ??= []);
    mails.push(toMail(store, parsed));
    mails.splice(0, mails.length - keptMax);
  });
}

function toMail(store: Store, { from, headerLines, html, messageId, subject, text, to }: ParsedMail): Mail {
  return {
    id: store.nextId('other'),
    messageId: messageId ?? '',
    from: from?.text ?? '',
    to: addresses(to),
    subject: subject ?? '',
    receivedAt: store.now().toISOString(),
    text: text ?? '',
    html: html || '',
    headers: headerLines.map(({ line }) => line.replaceAll(/\r?\n\s+/g, ' ')),
  };
}

function addresses(to: AddressObject | AddressObject[] | undefined): string[] {
  return [to ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address ?? ''));
}

function withCode(message: string, responseCode: number): Error {
  return Object.assign(new Error(message), { responseCode });
}
