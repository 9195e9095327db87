import { createRoute, z } from '@hono/zod-openapi';
import {
  comparisonShape,
  currentProgramShape,
  discardDraftShape,
  draftFromVersionShape,
  draftShape,
  newestSimulationShape,
  publicationShape,
  publishedShape,
  rewardUsesShape,
  saveDraftShape,
  simulationShape,
  startSimulationShape,
  versionListShape,
  versionShape,
} from '../views/index.ts';
import { json, problems, secured } from './openapi.ts';

const versionNumber = z
  .string()
  .regex(/^\d{1,6}$/, 'There is no such version.')
  .transform(Number);
const simulationParam = z.object({ id: z.uuid() });

export const programRoute = createRoute({
  method: 'get',
  path: '/program',
  summary: 'The programme in force, and the one that follows it on a later day',
  ...secured('staff'),
  responses: { 200: json(currentProgramShape, 'The published version'), ...problems(401, 403) },
});
export const draftRoute = createRoute({
  method: 'get',
  path: '/program/draft',
  summary: 'The draft of the programme: its problems, what to know of it, and what it changes',
  ...secured('staff'),
  responses: { 200: json(draftShape, 'The draft; null: there is none'), ...problems(401, 403) },
});
export const saveDraftRoute = createRoute({
  method: 'put',
  path: '/program/draft',
  summary: 'Keep the draft as typed; refused when someone else changed it since the revision that was seen',
  ...secured('staff'),
  request: { body: { required: true, ...json(saveDraftShape, 'The whole document and the revision that was seen') } },
  responses: { 200: json(draftShape, 'The draft as it is kept'), ...problems(400, 401, 403, 409) },
});
export const discardDraftRoute = createRoute({
  method: 'delete',
  path: '/program/draft',
  summary: 'Throw the draft away; refused when someone else changed it since the revision that was seen',
  ...secured('staff'),
  request: { body: { required: true, ...json(discardDraftShape, 'The revision that was seen') } },
  responses: { 200: json(draftShape, 'There is no draft'), ...problems(400, 401, 403, 409) },
});
export const draftFromVersionRoute = createRoute({
  method: 'post',
  path: '/program/draft/from-version',
  summary: 'Make a former version the draft, to go back to it',
  ...secured('staff'),
  request: { body: { required: true, ...json(draftFromVersionShape, 'The version, and the revision of the draft that was seen') } },
  responses: { 200: json(draftShape, 'The draft'), ...problems(400, 401, 403, 404, 409) },
});
export const startSimulationRoute = createRoute({
  method: 'post',
  path: '/program/simulations',
  summary: 'Try the draft on the last months; nobody is touched. One that still runs is stopped',
  ...secured('staff'),
  request: { body: { required: true, ...json(startSimulationShape, 'The hash of the draft and how many months') } },
  responses: { 202: json(z.object({ id: z.uuid() }), 'It is on the list of work'), ...problems(400, 401, 403, 409, 422) },
});
export const newestSimulationRoute = createRoute({
  method: 'get',
  path: '/program/simulations',
  summary: 'The newest simulation of a draft',
  ...secured('staff'),
  request: { query: z.object({ hash: z.string().max(64).optional() }) },
  responses: { 200: json(newestSimulationShape, 'The newest; null: none yet'), ...problems(400, 401, 403) },
});
export const simulationRoute = createRoute({
  method: 'get',
  path: '/program/simulations/{id}',
  summary: 'How far a simulation is, and what came of it',
  ...secured('staff'),
  request: { params: simulationParam },
  responses: { 200: json(simulationShape, 'The simulation'), ...problems(400, 401, 403, 404) },
});
export const cancelSimulationRoute = createRoute({
  method: 'delete',
  path: '/program/simulations/{id}',
  summary: 'Ask a simulation to stop',
  ...secured('staff'),
  request: { params: simulationParam },
  responses: { 200: json(simulationShape, 'It stops within a second'), ...problems(400, 401, 403, 404) },
});
export const publishRoute = createRoute({
  method: 'post',
  path: '/program/publications',
  summary: 'Publish the draft that was simulated, now or from a later day on',
  ...secured('staff'),
  request: { body: { required: true, ...json(publicationShape, 'Draft and simulation, when it starts, and why') } },
  responses: { 201: json(publishedShape, 'The new version'), ...problems(400, 401, 403, 404, 409, 422) },
});
export const versionsRoute = createRoute({
  method: 'get',
  path: '/program/versions',
  summary: 'Every version that was published, with how far members are judged by it',
  ...secured('staff'),
  responses: { 200: json(versionListShape, 'Newest first'), ...problems(401, 403) },
});
export const versionRoute = createRoute({
  method: 'get',
  path: '/program/versions/{version}',
  summary: 'One version with its definition',
  ...secured('staff'),
  request: { params: z.object({ version: versionNumber }) },
  responses: { 200: json(versionShape, 'The version'), ...problems(400, 401, 403, 404) },
});
export const compareRoute = createRoute({
  method: 'get',
  path: '/program/versions/{version}/compare/{other}',
  summary: 'What the other version changes of this one, in words',
  ...secured('staff'),
  request: { params: z.object({ version: versionNumber, other: versionNumber }) },
  responses: { 200: json(comparisonShape, 'One sentence for each change'), ...problems(400, 401, 403, 404) },
});
export const rewardUsesRoute = createRoute({
  method: 'get',
  path: '/program/reward-uses',
  summary: 'How often each reward was used, and how often it is set aside now',
  ...secured('staff'),
  responses: { 200: json(rewardUsesShape, 'Rewards that anybody had'), ...problems(401, 403) },
});
