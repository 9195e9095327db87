import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { asMemberId } from '../core/id.ts';
import { endKeep, invite, pinTier } from '../members/index.ts';
import { saidTier, saidTierShape, sayTierShape } from '../views/index.ts';
import { staffCaller } from './callers.ts';
import type { Deps } from './deps.ts';
import { onInvalid } from './errors.ts';
import { json, problems, secured } from './openapi.ts';

const sayRoute = createRoute({
  method: 'post',
  path: '/members/{id}/tier-words',
  summary: 'Give a member exactly one tier until a day, or invite them to a tier by invitation, with a reason',
  ...secured('staff'),
  request: { params: z.object({ id: z.uuid() }), body: { required: true, ...json(sayTierShape, 'Which tier, until when, and why') } },
  responses: {
    200: json(saidTierShape, 'The very same had been said before; nothing was done'),
    201: json(saidTierShape, 'It is said, and the member is judged by it'),
    ...problems(400, 401, 403, 404, 409),
  },
});
const endRoute = createRoute({
  method: 'post',
  path: '/members/{id}/tier-words/{no}/end',
  summary: 'End a pin, an invitation or a kept tier; the member stands where all else leaves them',
  ...secured('staff'),
  request: { params: z.object({ id: z.uuid(), no: z.coerce.number().int().min(1).max(1_000_000) }) },
  responses: { 200: json(saidTierShape, 'It has ended, now or before'), ...problems(400, 401, 403, 404, 409) },
});

/** What staff say about members' tiers. */
export function tierWordRoutes(deps: Deps) {
  return new OpenAPIHono({ defaultHook: onInvalid })
    .openapi(sayRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'say-tier');
      const { kind, tierId, until, reason } = call.req.valid('json');
      const memberId = asMemberId(call.req.valid('param').id);
      const said = await (kind === 'pinned' ? pinTier : invite)(ctx, { memberId, tierId, until, reason });
      return call.json(await saidTier(ctx, memberId, said), said.repeated ? 200 : 201);
    })
    .openapi(endRoute, async (call) => {
      const { ctx } = await staffCaller(deps, call, 'say-tier');
      const { id, no } = call.req.valid('param');
      const memberId = asMemberId(id);
      return call.json(await saidTier(ctx, memberId, await endKeep(ctx, memberId, no)), 200);
    });
}
