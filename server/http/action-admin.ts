import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { apiKeys, createApiKey, recordByStaff, revokeApiKey, type ApiKey } from '../actions/index.ts';
import { asMemberId } from '../core/id.ts';
import { apiKeyShape, claimActionShape, createApiKeyShape, newApiKeyShape, performedShape } from '../views/index.ts';
import { staffCaller } from './callers.ts';
import type { Deps } from './deps.ts';
import { onInvalid } from './errors.ts';
import { json, problems, secured } from './openapi.ts';
import { performed } from './performed.ts';

const idParam = z.object({ id: z.uuid() });

const recordRoute = createRoute({
  method: 'post',
  path: '/members/{id}/actions',
  summary: 'Points for what staff know that the member did, such as a review',
  ...secured('staff'),
  request: { params: idParam, body: { required: true, ...json(claimActionShape, 'Which action') } },
  responses: {
    200: json(performedShape, 'The same attempt was made before: this is what came of it'),
    201: json(performedShape, 'The points are given'),
    ...problems(400, 401, 403, 404, 409, 422),
  },
});
const keysRoute = createRoute({
  method: 'get',
  path: '/api-keys',
  summary: 'The keys by which other apps of the shop report what members did',
  ...secured('staff'),
  responses: {
    200: json(z.object({ keys: z.array(apiKeyShape) }), 'The newest first; a key itself is never shown again'),
    ...problems(401, 403),
  },
});
const createKeyRoute = createRoute({
  method: 'post',
  path: '/api-keys',
  summary: 'Make a key; it is shown this once',
  ...secured('staff'),
  request: { body: { required: true, ...json(createApiKeyShape, 'What to call it') } },
  responses: { 201: json(newApiKeyShape, 'Keep the secret where the other app finds it'), ...problems(400, 401, 403, 422) },
});
const revokeKeyRoute = createRoute({
  method: 'delete',
  path: '/api-keys/{id}',
  summary: 'Take a key back, at once',
  ...secured('staff'),
  request: { params: idParam },
  responses: { 200: json(z.object({ revoked: z.literal(true) }), 'It opens nothing any more'), ...problems(400, 401, 403, 404) },
});

/** What staff do about members’ actions, and the keys of other apps. */
export function actionAdminRoutes(deps: Deps) {
  return new OpenAPIHono({ defaultHook: onInvalid })
    .openapi(recordRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'adjust');
      const { actionId, attempt } = call.req.valid('json');
      const result = performed(await recordByStaff(ctx, asMemberId(call.req.valid('param').id), actionId, attempt));
      return call.json(result, result.repeated ? 200 : 201);
    })
    .openapi(keysRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'look');
      return call.json({ keys: (await apiKeys(ctx)).map(keyView) }, 200);
    })
    .openapi(createKeyRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'change-settings');
      const { key, secret } = await createApiKey(ctx, deps.secrets, call.req.valid('json').name);
      return call.json({ ...keyView(key), secret }, 201);
    })
    .openapi(revokeKeyRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'change-settings');
      await revokeApiKey(ctx, call.req.valid('param').id);
      return call.json({ revoked: true } as const, 200);
    });
}

function keyView({ createdAt, createdBy, id, name, revokedAt }: ApiKey) {
  return { id, name, createdAt: createdAt.toISOString(), createdBy, revokedAt: revokedAt?.toISOString() ?? null };
}
