import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { readApiKey, report } from '../actions/index.ts';
import { findShop } from '../shopify/index.ts';
import { performedShape, reportActionShape } from '../views/index.ts';
import { bearer, systemContext } from './callers.ts';
import type { Deps } from './deps.ts';
import { onInvalid } from './errors.ts';
import { json, problems, secured } from './openapi.ts';
import { performed } from './performed.ts';
import { rateLimit } from './rate-limit.ts';
import { domain } from './storefront.ts';

const reportRoute = createRoute({
  method: 'post',
  path: '/shops/{shop}/actions',
  summary: 'Another app of the shop reports what a member did: a review, or any event the programme promises points for',
  ...secured('app'),
  request: { params: z.object({ shop: domain }), body: { required: true, ...json(reportActionShape, 'Who did what') } },
  responses: {
    200: json(performedShape, 'The same event was reported before: this is what came of it'),
    201: json(performedShape, 'The points are there'),
    ...problems(400, 401, 409, 422, 429),
  },
});

/** What other apps of a shop report, each with a key of its own. */
export function reportRoutes(deps: Deps) {
  const limit = rateLimit({ atOnce: 100, perSecond: 20 });
  return new OpenAPIHono({ defaultHook: onInvalid }).openapi(reportRoute, async (call) => {
    const shop = await findShop(deps.db, call.req.valid('param').shop);
    const ctx = systemContext(deps, shop, 'report');
    limit(await readApiKey(ctx, bearer(call)), deps.wallClock());
    const result = performed(await report(ctx, call.req.valid('json')));
    return call.json(result, result.repeated ? 200 : 201);
  });
}
