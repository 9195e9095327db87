import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { LaurelError } from '../core/errors.ts';
import { dayWords, spokenFor } from '../program/index.ts';
import { claimReferral, whyNoClaimWords } from '../referrals/index.ts';
import { claimShape, friendsShape, memberFriends } from '../views/index.ts';
import { customerCaller, enrolled, signedIn } from './callers.ts';
import type { Deps } from './deps.ts';
import { onInvalid } from './errors.ts';
import { localeOf } from './locale.ts';
import { json, problems, secured } from './openapi.ts';

const friendsRoute = createRoute({
  method: 'get',
  path: '/referral/friends',
  summary: 'Whom the member brought and how each stands; never who they are',
  ...secured('customer'),
  responses: { 200: json(friendsShape, 'The newest first'), ...problems(401) },
});
const claimRoute = createRoute({
  method: 'post',
  path: '/referral/claims',
  summary: 'The member came by a friend’s code; the same code again is the same claim',
  ...secured('customer'),
  request: { body: { required: true, ...json(claimShape, 'The code, however it was typed') } },
  responses: { 200: json(z.object({ claimed: z.literal(true) }), 'It is noted'), ...problems(400, 401, 422) },
});

/** What members do to bring friends, and friends to be brought. */
export function memberReferralRoutes(deps: Deps) {
  return new OpenAPIHono({ defaultHook: onInvalid })
    .openapi(friendsRoute, async (call) => {
      const caller = await customerCaller(deps, call);
      return call.json(await memberFriends(caller.ctx, await enrolled(caller, signedIn(caller)), localeOf(call)), 200);
    })
    .openapi(claimRoute, async (call) => {
      const caller = await customerCaller(deps, call);
      const friendId = await enrolled(caller, signedIn(caller));
      const claimed = await claimReferral(caller.ctx, { friendId, code: call.req.valid('json').code });
      if ('refused' in claimed) {
        const { refused } = claimed;
        const locale = localeOf(call);
        throw new LaurelError('refused', `claim refused: ${refused.code}`, {
          publicMessage: whyNoClaimWords(refused, locale, (day) => dayWords(day, spokenFor(locale))),
          // Whoever holds a blocked code is not told on.
          details: { code: refused.code === 'blocked' ? 'no-referrals' : refused.code },
        });
      }
      return call.json({ claimed: true } as const, 200);
    });
}
