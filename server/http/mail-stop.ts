import { Hono, type Context as Call } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import { mailLocale, readStopToken, stopMails, stopPath } from '../mail/index.ts';
import type { Locale } from '../program/index.ts';
import { lookUpShop } from '../shopify/index.ts';
import { systemContext } from './callers.ts';
import type { Deps } from './deps.ts';
import { stopWords } from './mail-stop-words.ts';
import { domain } from './storefront.ts';

const uuid = z.uuid();

/**
 * Where the link of an e-mail leads. Opening it asks, since programs that look through mails open links too; a POST stops them: by the
 * page's button, or by the one click of a mail program (RFC 8058).
 */
export function mailStop(deps: Deps): Hono {
  const path = `${stopPath}/:shop/:token`;
  return new Hono()
    .get(path, async (call) => {
      const { ctx, mailId } = await mailOf(deps, call);
      return page(call, await mailLocale(ctx, mailId), ctx.shop.name, false);
    })
    .post(path, async (call) => {
      const { ctx, mailId } = await mailOf(deps, call);
      await stopMails(ctx, mailId);
      return page(call, await mailLocale(ctx, mailId), ctx.shop.name, true);
    });
}

/** The mail that a link names. Throws `unauthenticated` for a link that is not ours. */
async function mailOf(deps: Deps, call: Call): Promise<{ ctx: Context; mailId: string }> {
  const { mailId, shopDomain } = readStopToken(deps.secrets, call.req.param('shop') ?? '', call.req.param('token') ?? '');
  // A shop that left us may come back, and the wish with it.
  const shop = domain.safeParse(shopDomain).success ? await lookUpShop(deps.db, shopDomain, true) : undefined;
  if (!shop || !uuid.safeParse(mailId).success) throw new LaurelError('not_found', `no mail ${mailId}`);
  return { ctx: systemContext(deps, shop, 'mail-stop'), mailId };
}

function page(call: Call, locale: Locale, shopName: string, stopped: boolean): Response | Promise<Response> {
  const say = stopWords[locale];
  const heading = stopped ? say.stopped : say.question;
  call.header('Cache-Control', 'no-store');
  call.header('Referrer-Policy', 'no-referrer');
  call.header('Content-Language', locale);
  call.header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'");
  return call.html(
    html`<!doctype html>
      <html lang="${locale}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>${heading} – ${shopName}</title>
          <style>
            body {
              font:
                1rem/1.5 system-ui,
                sans-serif;
              color: #1a1a1a;
              background: #fff;
              margin: 0 auto;
              max-width: 32rem;
              padding: 3rem 1rem;
              overflow-wrap: anywhere;
            }
            h1 {
              font-size: 1.5rem;
              line-height: 1.25;
            }
            button {
              font: inherit;
              color: #fff;
              background: #1a1a1a;
              border: 0;
              border-radius: 0.5rem;
              padding: 0.75rem 1.25rem;
              min-height: 44px;
              cursor: pointer;
            }
            button:focus-visible {
              outline: 3px solid #0050b3;
              outline-offset: 2px;
            }
          </style>
        </head>
        <body>
          <main>
            <h1>${heading}</h1>
            <p>${stopped ? say.whatStopped(shopName) : say.whatStops(shopName)}</p>
            ${stopped ? html`<p>${say.again}</p>` : html`<form method="post"><button>${say.stop}</button></form>`}
          </main>
        </body>
      </html>`,
  );
}
