import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { LaurelError } from '../core/errors.ts';
import { asMemberId } from '../core/id.ts';
import { blockAdvocate, judge } from '../referrals/index.ts';
import { changeSettings, readSettings } from '../staff/index.ts';
import {
  blockedShape,
  blockShape,
  editThresholdsShape,
  friendStates,
  judgedShape,
  judgeShape,
  referralFigures,
  referralFiguresShape,
  referralPage,
  referralPageShape,
  referralReasons,
  seenUntil,
  thresholdPageShape,
  thresholdPreview,
  thresholdPreviewShape,
} from '../views/index.ts';
import { staffCaller } from './callers.ts';
import type { Deps } from './deps.ts';
import { onInvalid } from './errors.ts';
import { json, problems, secured } from './openapi.ts';

const idParam = z.object({ id: z.uuid() });
const score = z.coerce.number().int().min(1).max(1_000);

const listRoute = createRoute({
  method: 'get',
  path: '/referrals',
  summary: 'Who brought whom, and how each stands; those that wait for a decision with `state=held`',
  ...secured('staff'),
  request: { query: z.object({ state: z.enum(friendStates).optional(), member: z.uuid().optional(), before: seenUntil.optional() }) },
  responses: { 200: json(referralPageShape, 'One page, the last that changed first'), ...problems(400, 401, 403) },
});
const judgeRoute = createRoute({
  method: 'post',
  path: '/referrals/{id}/judgements',
  summary: 'Approve or refuse what waits, or look again at what was refused',
  ...secured('staff'),
  request: { params: idParam, body: { required: true, ...json(judgeShape, 'What, and why; for staff to read') } },
  responses: { 200: json(judgedShape, 'How it stands now'), ...problems(400, 401, 403, 404, 409, 422) },
});
const blockRoute = createRoute({
  method: 'post',
  path: '/members/{id}/referral-blocks',
  summary: 'Let a member bring no friends any more, or again',
  ...secured('staff'),
  request: { params: idParam, body: { required: true, ...json(blockShape, 'Which, and why; for staff to read') } },
  responses: { 200: json(blockedShape, 'As it is now'), ...problems(400, 401, 403, 404, 409) },
});
const figuresRoute = createRoute({
  method: 'get',
  path: '/referrals/figures',
  summary: 'Visits, claims, orders, revenue and cost of the friends who came in the last days, and the best advocates',
  ...secured('staff'),
  request: { query: z.object({ days: z.coerce.number().int().min(1).max(730).default(90) }) },
  responses: { 200: json(referralFiguresShape, 'The figures'), ...problems(400, 401, 403) },
});
const thresholdsRoute = createRoute({
  method: 'get',
  path: '/referrals/thresholds',
  summary: 'From which score a referral waits for staff, and from which it is refused',
  ...secured('staff'),
  responses: { 200: json(thresholdPageShape, 'As they stand, with the revision of the settings'), ...problems(401, 403) },
});
const editThresholdsRoute = createRoute({
  method: 'put',
  path: '/referrals/thresholds',
  summary: 'Change the scores; refused when someone else saved other settings meanwhile',
  ...secured('staff'),
  request: { body: { required: true, ...json(editThresholdsShape, 'Both scores, and the revision they were made from') } },
  responses: { 200: json(thresholdPageShape, 'The new revision'), ...problems(400, 401, 403, 409) },
});
const previewRoute = createRoute({
  method: 'get',
  path: '/referrals/threshold-previews',
  summary: 'What past referrals would have come to with other scores',
  ...secured('staff'),
  request: { query: z.object({ hold: score, refuse: score }) },
  responses: { 200: json(thresholdPreviewShape, 'Counts; nothing is changed'), ...problems(400, 401, 403) },
});

/** What staff see and decide about members who bring friends. */
export function referralAdminRoutes(deps: Deps) {
  return new OpenAPIHono({ defaultHook: onInvalid })
    .openapi(figuresRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'look');
      return call.json(await referralFigures(ctx, call.req.valid('query').days), 200);
    })
    .openapi(thresholdsRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'look');
      return call.json(thresholdPage(await ctx.db.read(ctx.shop.id, (tx) => readSettings(tx, ctx.shop.id))), 200);
    })
    .openapi(editThresholdsRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'change-settings');
      const { basedOnRevision, hold, refuse } = call.req.valid('json');
      return call.json(thresholdPage(await changeSettings(ctx, basedOnRevision, { referralHold: hold, referralRefuse: refuse })), 200);
    })
    .openapi(previewRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'look');
      const { hold, refuse } = call.req.valid('query');
      if (hold > refuse)
        throw new LaurelError('invalid_request', 'thresholds the wrong way round', {
          publicMessage: 'What is refused has to score at least as much as what waits.',
        });
      return call.json(await thresholdPreview(ctx, { hold, refuse }), 200);
    })
    .openapi(listRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'look');
      const { before, member, state } = call.req.valid('query');
      return call.json(await referralPage(ctx, { state, memberId: member, before }), 200);
    })
    .openapi(judgeRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'judge-referrals');
      const judged = await judge(ctx, { referralId: call.req.valid('param').id, ...call.req.valid('json') });
      if ('refused' in judged) {
        const { refused } = judged;
        const [why] = refused.code === 'order-does-not-count' ? [] : referralReasons([refused], ctx.shop.currency, (id) => id);
        throw new LaurelError('refused', `judgement refused: ${refused.code}`, {
          publicMessage: `It cannot be approved: ${why ? `${why.text.charAt(0).toLowerCase()}${why.text.slice(1)}` : 'the friend’s order does not count'}.`,
          details: { code: refused.code },
        });
      }
      return call.json(judged, 200);
    })
    .openapi(blockRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'judge-referrals');
      const { blocked, note } = call.req.valid('json');
      await blockAdvocate(ctx, asMemberId(call.req.valid('param').id), blocked, note);
      return call.json({ blocked }, 200);
    });
}

function thresholdPage(settings: { readonly referralHold: number; readonly referralRefuse: number; readonly revision: number }) {
  return { hold: settings.referralHold, refuse: settings.referralRefuse, revision: settings.revision };
}
