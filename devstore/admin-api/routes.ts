import { Hono } from 'hono';
import { underFault, type Faults } from '../control/faults.ts';
import { openEngine } from '../graphql/engine.ts';
import { readQuestion } from '../graphql/http.ts';
import type { Store } from '../store/store.ts';
import { staff } from '../seed/staff.ts';
import { readIdToken } from '../tokens/session-tokens.ts';
import { adminRoots } from './resolvers.ts';

export interface AdminSettings {
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly accessToken: string;
}

const cost = {
  requestedQueryCost: 10,
  actualQueryCost: 10,
  throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 1990, restoreRate: 100 },
};
const scopes =
  'read_customers,write_customers,read_orders,read_products,write_discounts,read_customer_merge,write_app_proxy,customer_read_customers';

/** The Admin API and its token exchange. */
export function adminApi(store: Store, settings: AdminSettings, faults: Faults): Hono {
  const engine = openEngine('admin_2026-07', adminRoots(store));
  return new Hono()
    .post('/admin/api/:version/graphql.json', async (c) => {
      if (c.req.param('version') !== '2026-07')
        return c.json({ errors: `The dev store plays API version 2026-07, not ${c.req.param('version')}` }, 404);
      if (c.req.header('x-shopify-access-token') !== settings.accessToken) {
        return c.json({ errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' }, 401);
      }
      const question = await readQuestion(c.req.raw);
      if (!question) return c.json({ errors: { query: 'Required parameter missing or invalid' } }, 400);
      return underFault(faults.take(engine.namesIn(question)), async () =>
        Response.json({ ...(await engine.run(question, undefined)), extensions: { cost } }),
      );
    })
    .post('/admin/oauth/access_token', async (c) => {
      const form = await readForm(c.req.raw);
      const problem = await problemOf(form, settings, store);
      if (problem !== undefined) return c.json({ error: problem }, 400);
      return underFault(faults.take(['access_token']), async () => {
        const userId =
          form['requested_token_type'] === online ? await readIdToken(form['subject_token'] ?? '', settings, store) : undefined;
        return Response.json({ ...tokenAnswer(form, settings), ...(userId !== undefined && associatedUser(userId)) });
      });
    });
}

async function readForm(request: Request): Promise<Record<string, string>> {
  if (request.headers.get('content-type')?.includes('json')) return (await request.json()) as Record<string, string>;
  return Object.fromEntries(new URLSearchParams(await request.text()));
}

async function problemOf(form: Record<string, string>, settings: AdminSettings, store: Store): Promise<string | undefined> {
  if (form['client_id'] !== settings.apiKey || form['client_secret'] !== settings.apiSecret) return 'invalid_client';
  if (form['grant_type'] === 'refresh_token') return form['refresh_token'] === refreshToken ? undefined : 'invalid_grant';
  if (form['grant_type'] !== 'urn:ietf:params:oauth:grant-type:token-exchange') return 'unsupported_grant_type';
  if (form['subject_token_type'] !== 'urn:ietf:params:oauth:token-type:id_token') return 'invalid_request';
  if (form['requested_token_type'] !== offline && form['requested_token_type'] !== online) return 'invalid_request';
  return (await readIdToken(form['subject_token'] ?? '', settings, store)) === undefined ? 'invalid_subject_token' : undefined;
}

const offline = 'urn:shopify:params:oauth:token-type:offline-access-token';
const online = 'urn:shopify:params:oauth:token-type:online-access-token';

/** Who an online token belongs to; nothing for somebody the dev store does not know. */
function associatedUser(userId: string): Record<string, unknown> {
  const found = staff.find(({ id }) => id === userId);
  return found ? { associated_user: { id: Number(found.id), first_name: found.firstName, last_name: found.lastName } } : {};
}

const refreshToken = 'shprt_laurel_dev';

function tokenAnswer(form: Record<string, string>, settings: AdminSettings): Record<string, unknown> {
  const token = { access_token: settings.accessToken, scope: scopes };
  const expiring = form['expiring'] === '1' || form['grant_type'] === 'refresh_token';
  return expiring ? { ...token, expires_in: 3600, refresh_token: refreshToken, refresh_token_expires_in: 7_776_000 } : token;
}
