import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { LaurelError } from '../core/errors.ts';
import { asMemberId } from '../core/id.ts';
import { retryFailed } from '../jobs/index.ts';
import { ask } from '../approvals/index.ts';
import { publish } from '../program/index.ts';
import {
  approvalView,
  currentProgram,
  examplesOf,
  failedWebhooks,
  memberFile,
  memberHistory,
  memberList,
  staffOverview,
  verificationPage,
  verificationView,
} from '../views/index.ts';
import { checkBooks, correct } from '../verification/index.ts';
import { actionAdminRoutes } from './action-admin.ts';
import { staffCaller } from './callers.ts';
import type { Deps } from './deps.ts';
import { onInvalid } from './errors.ts';
import { json, problems, secured } from './openapi.ts';
import { cursor, webhookName } from './params.ts';
import { tooFew } from './sentences.ts';
import { peopleRoutes } from './people.ts';
import { programRoutes } from './program.ts';
import { referralAdminRoutes } from './referral-admin.ts';
import { tierWordRoutes } from './tier-words.ts';
import { correctRoute, verificationsRoute, verifyRoute } from './verification-routes.ts';
import {
  adjustmentShape,
  adjustShape,
  editProgramShape,
  examplesRequestShape,
  examplesShape,
  historyPageShape,
  memberFileShape,
  memberPageShape,
  currentProgramShape,
  staffOverviewShape,
  storable,
  waitingShape,
  webhookPageShape,
} from '../views/index.ts';

const memberParam = z.object({ id: z.uuid() });

const overviewRoute = createRoute({
  method: 'get',
  path: '/overview',
  summary: 'Members per tier, points outstanding, what was issued and redeemed',
  ...secured('staff'),
  responses: { 200: json(staffOverviewShape, 'The overview'), ...problems(401, 403) },
});
const editRoute = createRoute({
  method: 'put',
  path: '/program',
  summary: 'Publish a new version; refused when someone else published meanwhile or when it has problems',
  ...secured('staff'),
  request: { body: { required: true, ...json(editProgramShape, 'The whole definition and the version it was made from') } },
  responses: { 200: json(currentProgramShape, 'The new version'), ...problems(400, 401, 403, 409, 422) },
});
const examplesRoute = createRoute({
  method: 'post',
  path: '/program/examples',
  summary: 'What first orders would earn by a draft, with the reasons; stores nothing',
  ...secured('staff'),
  request: { body: { required: true, ...json(examplesRequestShape, 'The draft, and the carts') } },
  responses: { 200: json(examplesShape, 'One example for each cart'), ...problems(400, 401, 403, 422) },
});
const membersRoute = createRoute({
  method: 'get',
  path: '/members',
  summary: 'Members with balance and tier',
  ...secured('staff'),
  request: {
    query: z.object({
      search: storable.trim().max(100).optional(),
      tier: storable.max(40).optional(),
      after: z.uuid().optional(),
    }),
  },
  responses: { 200: json(memberPageShape, 'One page'), ...problems(400, 401, 403) },
});
const memberRoute = createRoute({
  method: 'get',
  path: '/members/{id}',
  summary: 'One member: lots, standings with reasons, redemptions',
  ...secured('staff'),
  request: { params: memberParam },
  responses: { 200: json(memberFileShape, 'The file'), ...problems(400, 401, 403, 404) },
});
const historyRoute = createRoute({
  method: 'get',
  path: '/members/{id}/history',
  summary: 'Every change of the member’s balance with its reasons',
  ...secured('staff'),
  request: {
    params: memberParam,
    query: z.object({
      before: cursor.optional(),
    }),
  },
  responses: { 200: json(historyPageShape, 'One page'), ...problems(400, 401, 403, 404) },
});
const adjustRoute = createRoute({
  method: 'post',
  path: '/members/{id}/adjustments',
  summary: 'Give a member points or take some, by hand and with a reason',
  ...secured('staff'),
  request: { params: memberParam, body: { required: true, ...json(adjustShape, 'How many, which way, and why') } },
  responses: {
    200: json(adjustmentShape, 'The same attempt was made before: this is what came of it'),
    201: json(adjustmentShape, 'The points are given or taken'),
    202: json(waitingShape, 'It is over the shop’s limit and waits for a second person'),
    ...problems(400, 401, 403, 404, 409, 422),
  },
});
const webhooksRoute = createRoute({
  method: 'get',
  path: '/webhooks',
  summary: 'Webhooks that could not be worked through, with the reason',
  ...secured('staff'),
  responses: { 200: json(webhookPageShape, 'Newest first, at most 100'), ...problems(401, 403) },
});
const retryRoute = createRoute({
  method: 'post',
  path: '/webhooks/{topic}/{id}/retries',
  summary: 'Work through a failed webhook again',
  ...secured('staff'),
  request: { params: z.object({ topic: z.string().regex(webhookName), id: z.string().regex(webhookName) }) },
  responses: { 202: json(z.object({ queued: z.literal(true) }), 'It is on the list again'), ...problems(400, 401, 403, 404) },
});
/** The merchant's paths. */
export function adminRoutes(deps: Deps) {
  return new OpenAPIHono({ defaultHook: onInvalid })
    .openapi(overviewRoute, async (call) => call.json(await staffOverview((await staffCaller(deps, call, 'look')).ctx), 200))
    .openapi(editRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'publish');
      const { basedOnVersion, definition } = call.req.valid('json');
      const result = await publish(ctx, { basedOnVersion, definition });
      if ('problems' in result) {
        const first = result.problems[0]?.message ?? '';
        throw new LaurelError('invalid_program', 'definition refused', {
          publicMessage: `The programme has ${result.problems.length === 1 ? 'a problem' : `${result.problems.length} problems`}: ${first}`,
          details: { problems: result.problems },
        });
      }
      return call.json(await currentProgram(ctx), 200);
    })
    .openapi(examplesRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'look');
      return call.json(examplesOf(ctx, call.req.valid('json')), 200);
    })
    .openapi(membersRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'look');
      return call.json(await memberList(ctx, call.req.valid('query')), 200);
    })
    .openapi(memberRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'look');
      return call.json(await memberFile(ctx, asMemberId(call.req.valid('param').id)), 200);
    })
    .openapi(historyRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'look');
      const { before } = call.req.valid('query');
      return call.json(
        await memberHistory(ctx, asMemberId(call.req.valid('param').id), 'staff', before === undefined ? undefined : Number(before)),
        200,
      );
    })
    .openapi(adjustRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'adjust');
      const asked = call.req.valid('json');
      const result = await ask(ctx, { ...asked, memberId: asMemberId(call.req.valid('param').id) });
      if ('refused' in result) throw tooFew(asked.points, result.refused);
      if ('waiting' in result) return call.json({ approval: await approvalView(ctx, result.waiting) }, 202);
      return call.json({ points: result.adjusted, balance: result.balance }, result.repeated ? 200 : 201);
    })
    .openapi(webhooksRoute, async (call) => call.json(await failedWebhooks((await staffCaller(deps, call, 'look')).ctx), 200))
    .openapi(retryRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'retry');
      const { topic, id } = call.req.valid('param');
      await retryFailed(ctx, topic, id);
      deps.wake();
      return call.json({ queued: true } as const, 202);
    })
    .openapi(verificationsRoute, async (call) => call.json(await verificationPage((await staffCaller(deps, call, 'look')).ctx), 200))
    .openapi(verifyRoute, async (call) =>
      call.json(verificationView(await checkBooks((await staffCaller(deps, call, 'check-books')).ctx)), 200),
    )
    .openapi(correctRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'correct');
      const { memberId, ...request } = call.req.valid('json');
      return call.json(await correct(ctx, { ...request, memberId: asMemberId(memberId) }), 200);
    })
    .route('/', programRoutes(deps))
    .route('/', peopleRoutes(deps))
    .route('/', tierWordRoutes(deps))
    .route('/', actionAdminRoutes(deps))
    .route('/', referralAdminRoutes(deps));
}
