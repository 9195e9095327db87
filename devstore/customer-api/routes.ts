import { Hono } from 'hono';
import { underFault, type Faults } from '../control/faults.ts';
import { openEngine, type Engine } from '../graphql/engine.ts';
import { readQuestion } from '../graphql/http.ts';
import { authorizePage } from '../pages/account/authorize.ts';
import { forgetPerson, rememberPerson, personOf } from '../pages/person.ts';
import type { Customer } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { customerRoots, type CustomerContext } from './resolvers.ts';
import { createSignIn, homeward } from './sign-in.ts';

/** The Customer Account API with its sign-in, below the paths it has at shopify.com. */
export function customerApi(store: Store, publicUrl: string, faults: Faults): Hono {
  const base = `${publicUrl}/customer`;
  const issuer = `${base}/authentication/${store.shop.id}`;
  const signIn = createSignIn(store, issuer);
  const roots = customerRoots(store, publicUrl);
  const engines: Record<string, Engine<CustomerContext>> = {
    '2026-04': openEngine('customer_2026-04', roots),
    '2026-07': openEngine('customer_2026-07', roots),
  };
  const answer = async (version: string, request: Request, customer: Customer | undefined): Promise<Response> => {
    const engine = engines[version];
    if (!engine)
      return Response.json({ errors: [{ message: `The dev store plays 2026-04 and 2026-07, not ${version}` }] }, { status: 404 });
    if (!customer) return Response.json({ errors: [{ message: 'Invalid token', extensions: { code: 'UNAUTHORIZED' } }] }, { status: 401 });
    const question = await readQuestion(request);
    if (!question) return Response.json({ errors: [{ message: 'Required parameter missing or invalid' }] }, { status: 400 });
    return underFault(faults.take(engine.namesIn(question)), async () => Response.json(await engine.run(question, { customer })));
  };
  return (
    new Hono()
      .get('/customer/authentication/:shop/oauth/authorize', (c) => {
        const query = new URL(c.req.url).searchParams;
        const missing = ['client_id', 'redirect_uri', 'state', 'nonce'].find((name) => !query.get(name));
        if (missing) return c.text(`The sign-in came without ${missing}.`, 400);
        return c.html(authorizePage(store, personOf(c, store), query));
      })
      .post('/customer/authentication/:shop/oauth/authorize', async (c) => {
        const form = await c.req.parseBody();
        const customer = store.customer(String(form['customerId']));
        if (!customer) return c.text('There is no such person.', 400);
        rememberPerson(c, customer.id);
        return c.redirect(signIn.grant(customer.id, new URL(c.req.url).searchParams).href, 303);
      })
      .post('/customer/authentication/:shop/oauth/token', async (c) => {
        const answer = signIn.exchange(new URLSearchParams(await c.req.text()));
        return c.json(answer, 'error' in answer ? 400 : 200);
      })
      .get('/customer/authentication/:shop/logout', (c) => {
        forgetPerson(c);
        const back = c.req.query('post_logout_redirect_uri');
        return c.redirect(back ? homeward(back).href : '/devstore/shop');
      })
      .post('/customer/:shop/account/customer/api/:version/graphql', (c) => {
        // The bare token, without "Bearer": so it is at Shopify.
        const customerId = store.state.customerTokens[c.req.header('authorization') ?? ''];
        return answer(c.req.param('version'), c.req.raw, store.customer(customerId ?? null));
      })
      // What an extension reaches as shopify://customer-account: Shopify adds who is signed in.
      .post('/customer-account/api/:version/graphql.json', (c) => answer(c.req.param('version'), c.req.raw, personOf(c, store)))
      .get('/.well-known/customer-account-api', (c) =>
        c.json({ graphql_api: `${base}/${store.shop.id}/account/customer/api/2026-07/graphql` }),
      )
      .get('/.well-known/openid-configuration', (c) =>
        c.json({
          issuer,
          authorization_endpoint: `${issuer}/oauth/authorize`,
          token_endpoint: `${issuer}/oauth/token`,
          end_session_endpoint: `${issuer}/logout`,
        }),
      )
  );
}
