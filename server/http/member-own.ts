import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { keepPreferences } from '../members/index.ts';
import { memberStatement, preferencesShape, statementLinkShape } from '../views/index.ts';
import { customerCaller, enrolled, signedIn } from './callers.ts';
import type { Deps } from './deps.ts';
import { onInvalid } from './errors.ts';
import { localeOf } from './locale.ts';
import { json, problems, secured } from './openapi.ts';
import { readStatementLink, statementLink } from './statement-link.ts';

const preferencesRoute = createRoute({
  method: 'put',
  path: '/preferences',
  summary: 'Whether the member is told by e-mail what happens to their points, and in which language',
  ...secured('customer'),
  request: { body: { required: true, ...json(preferencesShape, 'What the member wishes') } },
  responses: { 200: json(preferencesShape, 'It is noted'), ...problems(400, 401, 409) },
});

const linkRoute = createRoute({
  method: 'post',
  path: '/statement-links',
  summary: 'A link to the statement that a browser can follow, good for ten minutes, in the language of this request',
  ...secured('customer'),
  responses: { 201: json(statementLinkShape, 'The path on this server'), ...problems(401) },
});

const statementRoute = createRoute({
  method: 'get',
  path: '/statement.csv',
  summary:
    'Every change of the points as CSV, oldest first: date, what; change and total; change of what can be spent and what there is of it',
  ...secured('customer'),
  request: {
    query: z.object({
      /** Of a link; else the customer's token is in the header. */
      key: z.string().max(2_000).optional(),
    }),
  },
  responses: {
    200: { description: 'The statement', content: { 'text/csv': { schema: z.string() } } },
    ...problems(400, 401),
  },
});

/** What members wish, and what they take with them. */
export function memberOwnRoutes(deps: Deps) {
  return new OpenAPIHono({ defaultHook: onInvalid })
    .openapi(preferencesRoute, async (call) => {
      const caller = await customerCaller(deps, call);
      const preferences = call.req.valid('json');
      await keepPreferences(caller.ctx, await enrolled(caller, signedIn(caller)), preferences);
      return call.json(preferences, 200);
    })
    .openapi(linkRoute, async (call) => {
      const caller = await customerCaller(deps, call);
      const { key, until } = await statementLink(deps, caller.shop.domain, signedIn(caller), localeOf(call));
      return call.json({ path: `/rpc/member/statement.csv?key=${encodeURIComponent(key)}`, until: until.toISOString() }, 201);
    })
    .openapi(statementRoute, async (call) => {
      const { key } = call.req.valid('query');
      const { caller, locale } =
        key === undefined ? { caller: await customerCaller(deps, call), locale: localeOf(call) } : await readStatementLink(deps, key);
      const csv = await memberStatement(caller.ctx, await enrolled(caller, signedIn(caller)), locale);
      return call.body(csv, 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="points.csv"',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      });
    });
}
