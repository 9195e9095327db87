import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { claim, keepBirthday } from '../actions/index.ts';
import { birthdayShape, claimActionShape, performedShape } from '../views/index.ts';
import { customerCaller, enrolled, signedIn } from './callers.ts';
import type { Deps } from './deps.ts';
import { onInvalid } from './errors.ts';
import { json, problems, secured } from './openapi.ts';
import { performed } from './performed.ts';

const claimRoute = createRoute({
  method: 'post',
  path: '/actions',
  summary: 'Points for what the member says they did, where their click is the proof: following the shop, completing the profile',
  ...secured('customer'),
  request: { body: { required: true, ...json(claimActionShape, 'Which action') } },
  responses: {
    200: json(performedShape, 'The same attempt was made before: this is what came of it'),
    201: json(performedShape, 'The points are there'),
    ...problems(400, 401, 409, 422),
  },
});
const birthdayRoute = createRoute({
  method: 'put',
  path: '/birthday',
  summary: 'The day the member celebrates; points come on the day, once a year. It can be changed once in each later year',
  ...secured('customer'),
  request: { body: { required: true, ...json(birthdayShape, 'Month and day') } },
  responses: { 200: json(birthdayShape, 'It is noted'), ...problems(400, 401, 409, 422) },
});

/** What members tell of themselves and earn by it. */
export function memberActionRoutes(deps: Deps) {
  return new OpenAPIHono({ defaultHook: onInvalid })
    .openapi(claimRoute, async (call) => {
      const caller = await customerCaller(deps, call);
      const { actionId, attempt } = call.req.valid('json');
      const memberId = await enrolled(caller, signedIn(caller));
      const result = performed(await claim(caller.ctx, memberId, actionId, attempt));
      return call.json(result, result.repeated ? 200 : 201);
    })
    .openapi(birthdayRoute, async (call) => {
      const caller = await customerCaller(deps, call);
      const birthday = call.req.valid('json');
      await keepBirthday(caller.ctx, await enrolled(caller, signedIn(caller)), birthday);
      return call.json(birthday, 200);
    });
}
