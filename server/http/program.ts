import { OpenAPIHono } from '@hono/zod-openapi';
import { cancelSimulation, discardDraft, draftFromVersion, publishDraft, saveDraft, startSimulation } from '../program/index.ts';
import {
  compareVersions,
  currentProgram,
  newestSimulationView,
  programDraft,
  programVersionList,
  programVersionView,
  rewardUses,
  simulationView,
} from '../views/index.ts';
import { staffCaller } from './callers.ts';
import type { Deps } from './deps.ts';
import { onInvalid } from './errors.ts';
import * as routes from './program-routes.ts';

/** The merchant's paths to the programme: draft, try, publish, look back. */
export function programRoutes(deps: Deps) {
  return new OpenAPIHono({ defaultHook: onInvalid })
    .openapi(routes.programRoute, async (call) => call.json(await currentProgram((await staffCaller(deps, call, 'look')).ctx), 200))
    .openapi(routes.draftRoute, async (call) => call.json(await programDraft((await staffCaller(deps, call, 'look')).ctx), 200))
    .openapi(routes.saveDraftRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'draft');
      const { definition, ...seen } = call.req.valid('json');
      await saveDraft(ctx, { definition, ...seen });
      return call.json(await programDraft(ctx), 200);
    })
    .openapi(routes.discardDraftRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'draft');
      await discardDraft(ctx, call.req.valid('json').revision);
      return call.json(await programDraft(ctx), 200);
    })
    .openapi(routes.draftFromVersionRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'draft');
      await draftFromVersion(ctx, call.req.valid('json'));
      return call.json(await programDraft(ctx), 200);
    })
    .openapi(routes.startSimulationRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'draft');
      return call.json({ id: await startSimulation(ctx, call.req.valid('json')) }, 202);
    })
    .openapi(routes.newestSimulationRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'look');
      return call.json(await newestSimulationView(ctx, call.req.valid('query').hash), 200);
    })
    .openapi(routes.simulationRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'look');
      return call.json(await simulationView(ctx, call.req.valid('param').id), 200);
    })
    .openapi(routes.cancelSimulationRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'draft');
      const { id } = call.req.valid('param');
      await cancelSimulation(ctx, id);
      return call.json(await simulationView(ctx, id), 200);
    })
    .openapi(routes.publishRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'publish');
      const { startsAt, ...request } = call.req.valid('json');
      return call.json(await publishDraft(ctx, { ...request, startsAt: startsAt === null ? null : new Date(startsAt) }), 201);
    })
    .openapi(routes.rewardUsesRoute, async (call) => call.json(await rewardUses((await staffCaller(deps, call, 'look')).ctx), 200))
    .openapi(routes.versionsRoute, async (call) => call.json(await programVersionList((await staffCaller(deps, call, 'look')).ctx), 200))
    .openapi(routes.versionRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'look');
      return call.json(await programVersionView(ctx, call.req.valid('param').version), 200);
    })
    .openapi(routes.compareRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'look');
      const { version, other } = call.req.valid('param');
      return call.json(await compareVersions(ctx, version, other), 200);
    });
}
