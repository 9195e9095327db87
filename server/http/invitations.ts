import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { Hono, type Context as Call } from 'hono';
import { html } from 'hono/html';
import { calendarOf } from '../core/calendar.ts';
import { LaurelError } from '../core/errors.ts';
import { noteVisit, promiseReferral } from '../referrals/index.ts';
import { findShop, isSignedProxyQuery, type InstalledShop } from '../shopify/index.ts';
import { invitation, invitationShape, promiseShape, type InvitationView } from '../views/index.ts';
import { systemContext } from './callers.ts';
import type { Deps } from './deps.ts';
import { onInvalid } from './errors.ts';
import { invitationWords } from './invitation-words.ts';
import { localeNamed, localeOf } from './locale.ts';
import { json, problems } from './openapi.ts';
import { rateLimit } from './rate-limit.ts';
import { domain } from './storefront.ts';

const params = z.object({ shop: domain, code: z.string().min(1).max(40) });

const invitationRoute = createRoute({
  method: 'get',
  path: '/programs/{shop}/invitations/{code}',
  summary: 'What a friend finds behind a code; each time is counted as a visit',
  tags: ['storefront'],
  request: { params },
  responses: { 200: json(invitationShape, 'The invitation'), ...problems(400, 401, 404, 429) },
});
const promiseRoute = createRoute({
  method: 'post',
  path: '/programs/{shop}/invitations/{code}/promises',
  summary: 'The friend leaves an address, to be known by it on whatever device they buy; it is kept hashed',
  tags: ['storefront'],
  request: { params, body: { required: true, ...json(promiseShape, 'The address') } },
  responses: { 201: json(z.object({ noted: z.literal(true) }), 'It is noted'), ...problems(400, 401, 404, 429) },
});

/** What a storefront's server asks about an invitation. */
export function invitationRoutes(deps: Deps) {
  // By the shop, for all storefronts ask from one address: enough for a campaign, too little to try codes.
  const limit = rateLimit({ atOnce: 300, perSecond: 30 });
  return new OpenAPIHono({ defaultHook: onInvalid })
    .openapi(invitationRoute, async (call) => {
      const { code, shop: shopDomain } = call.req.valid('param');
      limit(shopDomain, deps.now());
      return call.json(await visit(deps, call, await findShop(deps.db, shopDomain), code), 200);
    })
    .openapi(promiseRoute, async (call) => {
      const { code, shop: shopDomain } = call.req.valid('param');
      limit(shopDomain, deps.now());
      const ctx = systemContext(deps, await findShop(deps.db, shopDomain), 'invitation');
      const address = call.req.valid('json').email.trim().toLowerCase();
      if (!(await promiseReferral(ctx, code, deps.secrets.hmac('email', address).toString('hex')))) throw unknown(call);
      return call.json({ noted: true } as const, 201);
    });
}

/** The invitation for themes, by Shopify's app proxy: the code goes onto the cart, and stays there until an order is placed. */
export function invitationPages(deps: Deps): Hono {
  return new Hono().get('/proxy/r/:code', async (call) => {
    const query = new URL(call.req.url).searchParams;
    if (!isSignedProxyQuery(query, deps.config.shopify.apiSecrets)) throw new LaurelError('unauthenticated', 'proxy signature refused');
    const named = domain.safeParse(query.get('shop') ?? '');
    if (!named.success)
      throw new LaurelError('invalid_request', 'no shop domain', { publicMessage: 'The shop has to be a myshopify.com domain.' });
    const view = await visit(deps, call, await findShop(deps.db, named.data), call.req.param('code'));
    call.header('Cache-Control', 'no-store');
    call.header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'");
    return call.html(page(view, localeNamed(call.req.query('locale') ?? '') ?? localeOf(call)));
  });
}

async function visit(deps: Deps, call: Call, shop: InstalledShop, code: string): Promise<InvitationView> {
  const ctx = systemContext(deps, shop, 'invitation');
  const found = await invitation(ctx, code, localeNamed(call.req.query('locale') ?? '') ?? localeOf(call));
  if (!found) throw unknown(call);
  await noteVisit(ctx, found.advocateId, calendarOf(shop.timeZone).dayOf(ctx.now));
  return found.view;
}

function unknown(call: Call): LaurelError {
  const locale = localeNamed(call.req.query('locale') ?? '') ?? localeOf(call);
  return new LaurelError('not_found', 'no such invitation', { publicMessage: invitationWords[locale].none });
}

function page({ code, friendGets, from, shopName, terms }: InvitationView, locale: keyof typeof invitationWords) {
  const words = invitationWords[locale];
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${words.heading(from, shopName)}</title>
        <style>
          body {
            font:
              1rem/1.5 system-ui,
              sans-serif;
            color: #1a1a1a;
            background: #fff;
            margin: 0 auto;
            max-width: 36rem;
            padding: 2rem 1rem 3rem;
            overflow-wrap: anywhere;
          }
          h1 {
            font-size: 1.75rem;
            line-height: 1.2;
          }
          .gift {
            font-size: 1.25rem;
          }
          .small {
            color: #595959;
          }
          button {
            font: inherit;
            font-weight: 600;
            min-height: 2.75rem;
            padding: 0.5rem 1.25rem;
            color: #fff;
            background: #1a1a1a;
            border: 0;
            border-radius: 0.5rem;
          }
        </style>
      </head>
      <body>
        <main>
          <h1>${words.heading(from, shopName)}</h1>
          <p class="gift">${words.gift(friendGets)}</p>
          ${terms.map((term) => html`<p class="small">${term}</p>`)}
          <form method="post" action="/cart/update">
            <input type="hidden" name="attributes[laurel_ref]" value="${code}" />
            <input type="hidden" name="return_to" value="/" />
            <button type="submit">${words.start}</button>
          </form>
          <p class="small">${words.code(code)}</p>
        </main>
      </body>
    </html>`;
}
