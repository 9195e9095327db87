import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { decide } from '../approvals/index.ts';
import { LaurelError } from '../core/errors.ts';
import { asMemberId } from '../core/id.ts';
import { release } from '../redemption/index.ts';
import { changeSettings, giveRole } from '../staff/index.ts';
import {
  activityPage,
  activityPageShape,
  activityQueryShape,
  approvalPage,
  approvalPageShape,
  approvalShape,
  approvalView,
  decideShape,
  editSettingsShape,
  giveRoleShape,
  meShape,
  meView,
  redemptionShape,
  redemptionView,
  releaseShape,
  seenUntil,
  settingsPage,
  settingsShape,
  staffIdParam,
  staffPage,
  staffPageShape,
  staffRowShape,
  staffView,
  waitingOf,
} from '../views/index.ts';
import { staffCaller } from './callers.ts';
import type { Deps } from './deps.ts';
import { onInvalid } from './errors.ts';
import { json, problems, secured } from './openapi.ts';
import { tooFew } from './sentences.ts';

const idParam = z.object({ id: z.uuid() });

const meRoute = createRoute({
  method: 'get',
  path: '/me',
  summary: 'Who is asking, in which role, and what that allows',
  ...secured('staff'),
  responses: { 200: json(meShape, 'You'), ...problems(401, 403) },
});
const staffRoute = createRoute({
  method: 'get',
  path: '/staff',
  summary: 'Everybody who opened the app in this shop, with their roles',
  ...secured('staff'),
  responses: { 200: json(staffPageShape, 'By role'), ...problems(401, 403) },
});
const roleRoute = createRoute({
  method: 'put',
  path: '/staff/{userId}/role',
  summary: 'Give a staff member a role; the last owner keeps theirs',
  ...secured('staff'),
  request: { params: staffIdParam, body: { required: true, ...json(giveRoleShape, 'The role, and the one that was seen') } },
  responses: { 200: json(staffRowShape, 'The staff member now'), ...problems(400, 401, 403, 404, 409, 422) },
});
const settingsRoute = createRoute({
  method: 'get',
  path: '/settings',
  summary: 'The shop’s settings',
  ...secured('staff'),
  responses: { 200: json(settingsShape, 'As they stand, with their revision'), ...problems(401, 403) },
});
const editSettingsRoute = createRoute({
  method: 'put',
  path: '/settings',
  summary: 'Save the settings; refused when someone else saved others meanwhile',
  ...secured('staff'),
  request: { body: { required: true, ...json(editSettingsShape, 'All settings and the revision they were made from') } },
  responses: { 200: json(settingsShape, 'The new revision'), ...problems(400, 401, 403, 409) },
});
const approvalsRoute = createRoute({
  method: 'get',
  path: '/approvals',
  summary: 'Adjustments that wait for a second person, and those that no longer do',
  ...secured('staff'),
  request: { query: z.object({ before: seenUntil.optional(), member: z.uuid().optional() }) },
  responses: { 200: json(approvalPageShape, 'One page; with `member` only what waits for them'), ...problems(400, 401, 403) },
});
const decideRoute = createRoute({
  method: 'post',
  path: '/approvals/{id}/decisions',
  summary: 'Approve or decline what another staff member asked for',
  ...secured('staff'),
  request: { params: idParam, body: { required: true, ...json(decideShape, 'The decision; a note is needed to decline') } },
  responses: { 200: json(approvalShape, 'What it is now'), ...problems(400, 401, 403, 404, 409, 422) },
});
const withdrawRoute = createRoute({
  method: 'delete',
  path: '/approvals/{id}',
  summary: 'Withdraw what you asked for yourself',
  ...secured('staff'),
  request: { params: idParam },
  responses: { 200: json(approvalShape, 'What it is now'), ...problems(400, 401, 403, 404, 409) },
});
const releaseRoute = createRoute({
  method: 'post',
  path: '/redemptions/{id}/releases',
  summary: 'Take a redemption back: the code is switched off, then the points return',
  ...secured('staff'),
  request: { params: idParam, body: { required: true, ...json(releaseShape, 'Why; for staff to read') } },
  responses: { 200: json(redemptionShape, 'What it is now'), ...problems(400, 401, 403, 404) },
});
const activityRoute = createRoute({
  method: 'get',
  path: '/activity',
  summary: 'What was done, by whom and when, in words',
  ...secured('staff'),
  request: { query: activityQueryShape },
  responses: { 200: json(activityPageShape, 'One page, newest first'), ...problems(400, 401, 403) },
});

/** The paths about the people of the admin: roles, settings, approvals, what everybody did. */
export function peopleRoutes(deps: Deps) {
  return new OpenAPIHono({ defaultHook: onInvalid })
    .openapi(meRoute, async (call) => call.json(meView((await staffCaller(deps, call, 'look')).staff), 200))
    .openapi(staffRoute, async (call) => call.json(await staffPage((await staffCaller(deps, call, 'look')).ctx), 200))
    .openapi(roleRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'give-roles');
      const result = await giveRole(ctx, { ...call.req.valid('json'), userId: call.req.valid('param').userId });
      if ('refused' in result) {
        throw new LaurelError('refused', 'the last owner keeps the role', {
          publicMessage: 'A shop needs an owner. Make somebody else an owner first.',
          details: { ...result.refused },
        });
      }
      return call.json(await staffView(ctx, result.staff), 200);
    })
    .openapi(settingsRoute, async (call) => call.json(await settingsPage((await staffCaller(deps, call, 'look')).ctx), 200))
    .openapi(editSettingsRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'change-settings');
      const { basedOnRevision, ...settings } = call.req.valid('json');
      return call.json(await settingsPage(ctx, await changeSettings(ctx, basedOnRevision, settings)), 200);
    })
    .openapi(approvalsRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'look');
      const { before, member } = call.req.valid('query');
      return call.json(member === undefined ? await approvalPage(ctx, before) : await waitingOf(ctx, asMemberId(member)), 200);
    })
    .openapi(decideRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'decide');
      const { decision, note } = call.req.valid('json');
      const result = await decide(ctx, call.req.valid('param').id, decision, note);
      if ('refused' in result) throw tooFew(result.wanted, result.refused);
      return call.json(await approvalView(ctx, result.approval), 200);
    })
    .openapi(withdrawRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'adjust');
      const result = await decide(ctx, call.req.valid('param').id, 'withdraw', undefined);
      if ('refused' in result) throw tooFew(result.wanted, result.refused);
      return call.json(await approvalView(ctx, result.approval), 200);
    })
    .openapi(releaseRoute, async (call) => {
      const { ctx, shop, staff } = await staffCaller(deps, call, 'release');
      const by = { staffId: staff.userId, note: call.req.valid('json').reason };
      return call.json(redemptionView(await release(ctx, deps.admin.of(shop), call.req.valid('param').id, by)), 200);
    })
    .openapi(activityRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'look');
      return call.json(await activityPage(ctx, call.req.valid('query')), 200);
    });
}
