import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { cors } from 'hono/cors';
import { LaurelError } from '../core/errors.ts';
import { deliver, findRedemption, keep, release, start } from '../redemption/index.ts';
import { estimateFor, memberHistory, memberOverview, orderPoints, redemptionView } from '../views/index.ts';
import { customerCaller, enrolled, signedIn, type CustomerCaller } from './callers.ts';
import type { Deps } from './deps.ts';
import { onInvalid } from './errors.ts';
import { localeOf } from './locale.ts';
import { json, problems, secured } from './openapi.ts';
import { memberActionRoutes } from './member-actions.ts';
import { memberOwnRoutes } from './member-own.ts';
import { cursor } from './params.ts';
import {
  cartShape,
  estimateRequestShape,
  estimateShape,
  historyPageShape,
  keepShape,
  memberOverviewShape,
  orderPointsShape,
  redeemShape,
  redemptionShape,
} from '../views/index.ts';
import { memberReferralRoutes } from './referral.ts';
import { refusalSentence } from './sentences.ts';

const overviewRoute = createRoute({
  method: 'get',
  path: '/',
  summary: 'Where the shopper stands: balance, tier, progress, rewards with what they cost or why not',
  ...secured('customer'),
  request: {
    query: z.object({
      subtotalMinor: z.coerce.number().int().min(0).max(100_000_000_00).optional(),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/)
        .optional(),
    }),
  },
  responses: { 200: json(memberOverviewShape, 'The overview; a guest gets the programme alone'), ...problems(400, 401) },
});

const cartRoute = createRoute({
  method: 'post',
  path: '/carts',
  summary: 'The same for a cart as it is: what each reward takes off it, and which save most together',
  ...secured('customer'),
  request: { body: { required: true, ...json(cartShape, 'The cart') } },
  responses: { 200: json(memberOverviewShape, 'The overview; a guest gets the programme alone'), ...problems(400, 401) },
});

const orderRoute = createRoute({
  method: 'get',
  path: '/orders/{id}',
  summary: 'What one of the shopper’s orders brought; on its way while the shop has not told of it',
  ...secured('customer'),
  request: { params: z.object({ id: z.string().regex(/^\d{1,20}$/) }) },
  responses: { 200: json(orderPointsShape, 'The points of the order'), ...problems(400, 401, 404) },
});

const historyRoute = createRoute({
  method: 'get',
  path: '/history',
  summary: 'Every change of the balance, newest first, each with its reasons',
  ...secured('customer'),
  request: {
    query: z.object({
      before: cursor.optional(),
    }),
  },
  responses: { 200: json(historyPageShape, 'One page'), ...problems(400, 401) },
});

const redeemRoute = createRoute({
  method: 'post',
  path: '/redemptions',
  summary: 'Set the points of a reward aside and get a single-use code',
  ...secured('customer'),
  request: { body: { required: true, ...json(redeemShape, 'Which reward, for which cart') } },
  responses: {
    200: json(redemptionShape, 'The same attempt was made before: this is what came of it'),
    201: json(redemptionShape, 'Points are held; `code` is null while the shop has not made it'),
    ...problems(400, 401, 409, 422),
  },
});

const undoRoute = createRoute({
  method: 'delete',
  path: '/redemptions/{id}',
  summary: 'Take a redemption back: the code is switched off, then the points return',
  ...secured('customer'),
  request: { params: z.object({ id: z.uuid() }) },
  responses: { 200: json(redemptionShape, 'What it is now'), ...problems(400, 401, 404) },
});

const keepRoute = createRoute({
  method: 'post',
  path: '/redemptions/{id}/keeps',
  summary: 'Say that the page with a redemption is still open, or that its code is to stay good for the whole time',
  ...secured('customer'),
  request: { params: z.object({ id: z.uuid() }), body: { required: true, ...json(keepShape, 'Who keeps it') } },
  responses: { 200: json(redemptionShape, 'What it is now'), ...problems(400, 401, 404) },
});

const estimateRoute = createRoute({
  method: 'post',
  path: '/estimates',
  summary: 'What a cart would earn, by the same function that grants it',
  ...secured('customer'),
  request: { body: { required: true, ...json(estimateRequestShape, 'The cart') } },
  responses: { 200: json(estimateShape, 'The estimate'), ...problems(400, 401) },
});

/** The shopper's paths. Open to every origin: extensions run in a worker without one, and no cookie is read. */
export function memberRoutes(deps: Deps) {
  const routes = new OpenAPIHono({ defaultHook: onInvalid });
  routes.use(
    cors({
      origin: '*',
      allowMethods: ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'],
      allowHeaders: ['Authorization', 'Content-Type'],
      exposeHeaders: ['X-Request-Id', 'Retry-After'],
      maxAge: 7_200,
    }),
  );
  return routes
    .openapi(overviewRoute, async (call) => {
      const caller = await customerCaller(deps, call);
      const { subtotalMinor, currency } = call.req.valid('query');
      const cart =
        subtotalMinor === undefined ? undefined : countable(caller, { subtotalMinor, currency: currency ?? caller.ctx.shop.currency });
      return call.json(await memberOverview(caller.ctx, caller.customerId, cart, localeOf(call), deps.config.storefrontUrl), 200);
    })
    .openapi(cartRoute, async (call) => {
      const caller = await customerCaller(deps, call);
      const cart = countable(caller, call.req.valid('json'));
      return call.json(await memberOverview(caller.ctx, caller.customerId, cart, localeOf(call), deps.config.storefrontUrl), 200);
    })
    .openapi(orderRoute, async (call) => {
      const caller = await customerCaller(deps, call);
      const memberId = await enrolled(caller, signedIn(caller));
      return call.json(await orderPoints(caller.ctx, memberId, call.req.valid('param').id), 200);
    })
    .openapi(historyRoute, async (call) => {
      const caller = await customerCaller(deps, call);
      const { before } = call.req.valid('query');
      const memberId = await enrolled(caller, signedIn(caller));
      return call.json(
        await memberHistory(caller.ctx, memberId, 'member', before === undefined ? undefined : Number(before), localeOf(call)),
        200,
      );
    })
    .openapi(redeemRoute, async (call) => {
      const caller = await customerCaller(deps, call);
      const body = call.req.valid('json');
      const memberId = await enrolled(caller, signedIn(caller));
      const result = await start(caller.ctx, deps.secrets, {
        memberId,
        rewardId: body.rewardId,
        attempt: body.attempt,
        cart: countable(caller, body.cart),
        steps: body.steps,
        leased: body.leased,
      });
      if ('refused' in result) {
        const sentence = refusalSentence(result.refused, caller.ctx.shop.currency);
        throw new LaurelError('refused', `redemption refused: ${result.refused.code}`, {
          publicMessage: sentence,
          details: { ...result.refused },
        });
      }
      const redemption = await codeSoon(deps, caller, result.started.id);
      return call.json(redemptionView(redemption, localeOf(call)), result.repeated ? 200 : 201);
    })
    .openapi(undoRoute, async (call) => {
      const caller = await customerCaller(deps, call);
      const memberId = await enrolled(caller, signedIn(caller));
      const redemption = await release(caller.ctx, deps.admin.of(caller.shop), call.req.valid('param').id, 'undone', memberId);
      return call.json(redemptionView(redemption, localeOf(call)), 200);
    })
    .openapi(keepRoute, async (call) => {
      const caller = await customerCaller(deps, call);
      const memberId = await enrolled(caller, signedIn(caller));
      const redemption = await keep(caller.ctx, call.req.valid('param').id, memberId, call.req.valid('json').by);
      return call.json(redemptionView(redemption, localeOf(call)), 200);
    })
    .openapi(estimateRoute, async (call) => {
      const caller = await customerCaller(deps, call);
      const memberId = caller.customerId === undefined ? undefined : await enrolled(caller, caller.customerId);
      return call.json(await estimateFor(caller.ctx, memberId, call.req.valid('json'), localeOf(call)), 200);
    })
    .route('/', memberActionRoutes(deps))
    .route('/', memberOwnRoutes(deps))
    .route('/', memberReferralRoutes(deps));
}

/** Rewards are priced in the shop's currency. A cart in another says nothing about them: then the points alone decide, and the checkout. */
function countable<C extends { currency: string }>(caller: CustomerCaller, cart: C | undefined): C | undefined {
  return cart?.currency === caller.ctx.shop.currency ? cart : undefined;
}

/** The points are held and the job is written down; making the code at once only saves the wait, so Shopify's silence is no failure here. */
async function codeSoon(deps: Deps, caller: CustomerCaller, redemptionId: string) {
  try {
    return await deliver(caller.ctx, deps.admin.of(caller.shop), redemptionId);
  } catch (error) {
    if (!(error instanceof LaurelError) || error.code !== 'shopify_unavailable') throw error;
    return held(caller, redemptionId);
  }
}

async function held(caller: CustomerCaller, redemptionId: string) {
  const found = await caller.ctx.db.read(caller.ctx.shop.id, (tx) => findRedemption(tx, caller.ctx.shop.id, redemptionId));
  if (!found) throw new LaurelError('not_found', `no redemption ${redemptionId}`);
  return found;
}
