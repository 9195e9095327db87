import { Hono } from 'hono';
import { openEngine } from '../graphql/engine.ts';
import { readQuestion } from '../graphql/http.ts';
import type { Store } from '../store/store.ts';
import { storefrontRoots } from './resolvers.ts';
import type { StorefrontSettings } from './product-views.ts';

/** The Storefront API, 2026-04. Any token will do. */
export function storefrontApi(store: Store, settings: StorefrontSettings): Hono {
  const engine = openEngine('storefront_2026-04', storefrontRoots(store, settings));
  return new Hono().post('/api/:version/graphql.json', async (c) => {
    const version = c.req.param('version');
    if (version !== '2026-04') return c.json({ errors: [{ message: `The dev store plays Storefront API 2026-04, not ${version}` }] }, 404);
    const question = await readQuestion(c.req.raw);
    if (!question) return c.json({ errors: [{ message: 'Required parameter missing or invalid' }] }, 400);
    return Response.json(await engine.run(question, undefined));
  });
}
