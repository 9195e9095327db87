import { html } from 'hono/html';
import { assert } from '../core/assert.ts';
import type { Locale } from '../program/index.ts';
import { footers } from './footer.ts';
import type { Letter } from './letter.ts';

/** A mail as it is sent: both parts say the same. */
export interface Composed {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/**
 * Makes text and HTML of a letter, with why it came and how to get no more. Whatever a merchant named something, in the text it stays on
 * its line, and in the HTML it is text. Pure.
 */
export function compose(letter: Letter, shopName: string, locale: Locale, stopUrl: string): Composed {
  const footer = footers[locale];
  const parts: Parts = {
    subject: oneLine(letter.subject),
    heading: oneLine(letter.heading),
    paragraphs: letter.paragraphs.map(oneLine),
    link: { label: oneLine(letter.link.label), url: letter.link.url },
    code: letter.code,
    why: oneLine(footer.why(shopName)),
    stop: { label: footer.stop, url: stopUrl },
  };
  return { subject: parts.subject, text: asText(parts), html: asHtml(parts, locale) };
}

type Parts = Omit<Letter, 'code'> & {
  readonly code: Letter['code'];
  readonly why: string;
  readonly stop: { readonly label: string; readonly url: string };
};

function asText({ code, heading, link, paragraphs, stop, why }: Parts): string {
  return [
    heading,
    ...paragraphs,
    `${link.label}:\n${link.url}`,
    ...(code ? [`${code.label}: ${code.code}`] : []),
    '-- ',
    why,
    `${stop.label}:\n${stop.url}`,
  ]
    .join('\n\n')
    .concat('\n');
}

// One column, no picture and no style sheet: what every mail program shows, however narrow.
function asHtml({ code, heading, link, paragraphs, stop, subject, why }: Parts, locale: Locale): string {
  const written = html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${subject}</title>
      </head>
      <body style="margin:0;padding:0;background:#ffffff;color:#1a1a1a;">
        <div
          style="max-width:480px;margin:0 auto;padding:24px 16px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;overflow-wrap:anywhere;"
        >
          <h1 style="font-size:22px;line-height:1.25;margin:0 0 16px;">${heading}</h1>
          ${paragraphs.map((paragraph) => html`<p style="margin:0 0 16px;">${paragraph}</p>`)}
          <p style="margin:24px 0;">
            <a
              href="${link.url}"
              style="display:inline-block;padding:12px 20px;border-radius:8px;background:#1a1a1a;color:#ffffff;text-decoration:none;"
              >${link.label}</a
            >
          </p>
          <p style="margin:0 0 16px;font-size:14px;"><a href="${link.url}" style="color:#1a1a1a;">${link.url}</a></p>
          ${code ? html`<p style="margin:0 0 16px;">${code.label}: <strong style="letter-spacing:1px;">${code.code}</strong></p>` : ''}
          <hr style="border:0;border-top:1px solid #c9c9c9;margin:32px 0 16px;" />
          <p style="margin:0 0 8px;font-size:14px;color:#595959;">${why}</p>
          <p style="margin:0;font-size:14px;"><a href="${stop.url}" style="color:#595959;">${stop.label}</a></p>
        </div>
      </body>
    </html> `;
  assert(!(written instanceof Promise), 'nothing in a mail has to be waited for');
  return written.toString();
}

/** Line breaks and other control characters become a space. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
