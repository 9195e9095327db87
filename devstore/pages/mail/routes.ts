import { Hono } from 'hono';
import { show, type PageParts } from '../visit.ts';
import { mailList } from './list.ts';
import { framedHtml, mailPage } from './mail.ts';

// What a mail brings may be shown and its links opened, each in a window of its own; nothing in it runs or is fetched.
const framed = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** The mailbox: every e-mail that was sent to anybody. */
export function mailPages({ store }: PageParts): Hono {
  const found = (id: string) => store.state.mails?.find((mail) => mail.id === id);
  return new Hono()
    .get('/mail', (c) => show(c, store, { title: 'Mailbox', body: mailList(store) }))
    .get('/mail/:id', (c) => {
      const mail = found(c.req.param('id'));
      return mail ? show(c, store, { title: mail.subject, body: mailPage(store, mail) }) : c.notFound();
    })
    .get('/mail/:id/html', (c) => {
      const mail = found(c.req.param('id'));
      return mail ? c.html(framedHtml(mail), 200, { 'content-security-policy': framed }) : c.notFound();
    });
}
