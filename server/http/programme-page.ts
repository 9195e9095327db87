import { Hono, type Context as Call } from 'hono';
import { html } from 'hono/html';
import { createHash } from 'node:crypto';
import { LaurelError } from '../core/errors.ts';
import type { Locale } from '../program/index.ts';
import { findShop, isSignedProxyQuery } from '../shopify/index.ts';
import { programmeSheet, type ProgrammeSheet } from '../views/index.ts';
import { systemContext } from './callers.ts';
import type { Deps } from './deps.ts';
import { localeNamed, localeOf } from './locale.ts';
import { domain } from './storefront.ts';

const freshSeconds = 300;

/**
 * The public programme page: for themes by Shopify's app proxy (`/proxy/programme`, signed), for headless shops by its shop's domain
 * (`/rpc/programs/{shop}/page`). The same for everybody, so that it can be kept by whoever passes it on.
 */
export function programmePages(deps: Deps): Hono {
  return new Hono()
    .get('/proxy/programme', async (call) => {
      const query = new URL(call.req.url).searchParams;
      if (!isSignedProxyQuery(query, deps.config.shopify.apiSecrets)) throw new LaurelError('unauthenticated', 'proxy signature refused');
      return page(deps, call, query.get('shop') ?? '');
    })
    .get('/rpc/programs/:shop/page', (call) => page(deps, call, call.req.param('shop')));
}

async function page(deps: Deps, call: Call, shopDomain: string): Promise<Response> {
  const named = domain.safeParse(shopDomain);
  if (!named.success)
    throw new LaurelError('invalid_request', 'no shop domain', { publicMessage: 'The shop has to be a myshopify.com domain.' });
  const shop = await findShop(deps.db, named.data);
  const locale = localeNamed(call.req.query('locale') ?? '') ?? localeOf(call);
  const sheet = await programmeSheet(systemContext(deps, shop, 'programme-page'), locale);
  const text = String(await document(sheet));
  // By what is said: a new version, day or language changes it, and so does a new release of Laurel with other words.
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  call.header('Cache-Control', `public, max-age=${freshSeconds}`);
  call.header('Vary', 'Accept-Language');
  call.header('ETag', tag);
  call.header('Content-Language', sheet.locale);
  call.header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'");
  if (call.req.header('If-None-Match') === tag) return call.body(null, 304);
  return call.html(text);
}

function document({ locale, name, tiers, ways, rewards, words }: ProgrammeSheet) {
  return html`<!doctype html>
    <html lang="${locale satisfies Locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${name}</title>
        <style>
          body {
            font:
              1rem/1.5 system-ui,
              sans-serif;
            color: #1a1a1a;
            background: #fff;
            margin: 0 auto;
            max-width: 64rem;
            padding: 1.5rem 1rem 3rem;
            overflow-wrap: anywhere;
          }
          h1 {
            font-size: 1.75rem;
            line-height: 1.2;
          }
          h2 {
            font-size: 1.25rem;
            margin: 2rem 0 0.75rem;
          }
          h3 {
            font-size: 1.05rem;
            margin: 0;
          }
          .cards {
            display: grid;
            gap: 1rem;
            grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr));
            list-style: none;
            margin: 0;
            padding: 0;
          }
          .cards > li {
            border: 1px solid #c9c9c9;
            border-radius: 0.5rem;
            padding: 1rem;
          }
          .cards ul {
            margin: 0.5rem 0 0;
            padding-inline-start: 1.25rem;
          }
          p {
            margin: 0.25rem 0 0;
          }
          .small {
            color: #595959;
          }
        </style>
      </head>
      <body>
        <main>
          <h1>${name}</h1>
          <section aria-labelledby="tiers">
            <h2 id="tiers">${words.tiers}</h2>
            <ul class="cards">
              ${tiers.map(
                (tier) =>
                  html`<li>
                    <h3>${tier.name}</h3>
                    <p class="small">${tier.asks}</p>
                    <ul>
                      ${tier.benefits.map((benefit) => html`<li>${benefit}</li>`)}
                    </ul>
                  </li> `,
              )}
            </ul>
          </section>
          <section aria-labelledby="ways">
            <h2 id="ways">${words.ways}</h2>
            <ul class="cards">
              ${ways.map(
                (way) =>
                  html`<li>
                    <h3>${way.name}</h3>
                    <p>${way.gives}</p>
                    ${way.conditions.map((condition) => html`<p class="small">${condition}</p>`)}
                  </li> `,
              )}
            </ul>
          </section>
          <section aria-labelledby="rewards">
            <h2 id="rewards">${words.rewards}</h2>
            ${
              rewards.length === 0
                ? html`<p>${words.noRewards}</p>`
                : html`<ul class="cards">
                    ${rewards.map(
                      (reward) =>
                        html`<li>
                          <h3>${reward.name}</h3>
                          <p>${reward.price}</p>
                          ${reward.conditions.map((condition) => html`<p class="small">${condition}</p>`)}
                        </li> `,
                    )}
                  </ul>`
            }
          </section>
        </main>
      </body>
    </html>`;
}
