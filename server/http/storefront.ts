import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { findShop, whoHolds } from '../shopify/index.ts';
import { programPage } from '../views/index.ts';
import { storefrontSession, systemContext } from './callers.ts';
import type { Deps } from './deps.ts';
import { onInvalid } from './errors.ts';
import { localeOf } from './locale.ts';
import { json, problems } from './openapi.ts';
import { instant, publicProgramShape } from '../views/index.ts';

export const domain = z.string().regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/, 'must be a myshopify.com domain');

const sessionRoute = createRoute({
  method: 'post',
  path: '/storefront/sessions',
  summary: 'A storefront server proves its customer with the Customer Account access token and gets a short session',
  tags: ['storefront'],
  request: {
    body: {
      required: true,
      ...json(z.object({ shop: domain, customerAccessToken: z.string().min(1).max(4_000) }), 'Used once, never kept'),
    },
  },
  responses: {
    201: json(z.object({ token: z.string(), expiresAt: instant }), 'Send the token as Bearer to the member paths'),
    ...problems(400, 401, 503),
  },
});

const programRoute = createRoute({
  method: 'get',
  path: '/programs/{shop}',
  summary: 'What the shop promises: tiers, rewards and ways to earn, as published, and the campaigns of today',
  tags: ['storefront'],
  request: { params: z.object({ shop: domain }) },
  responses: { 200: json(publicProgramShape, 'The programme in force'), ...problems(400, 401) },
});

/** What a storefront's server asks; the customer is proved by Shopify, never by an id from the browser. */
export function storefrontRoutes(deps: Deps) {
  return new OpenAPIHono({ defaultHook: onInvalid })
    .openapi(sessionRoute, async (call) => {
      const body = call.req.valid('json');
      const shop = await findShop(deps.db, body.shop);
      // The address comes from our record of the shop, never from the request.
      const url = deps.config.shopify.customerApiUrl.replace('{shopId}', shop.shopifyId ?? '').replace('{shop}', shop.domain);
      const customerId = await whoHolds(body.customerAccessToken, url, shop.domain);
      const session = await storefrontSession(deps, shop, customerId);
      return call.json({ token: session.token, expiresAt: session.expiresAt.toISOString() }, 201);
    })
    .openapi(programRoute, async (call) => {
      const shop = await findShop(deps.db, call.req.valid('param').shop);
      return call.json(await programPage(systemContext(deps, shop, 'program-page'), localeOf(call)), 200);
    });
}
