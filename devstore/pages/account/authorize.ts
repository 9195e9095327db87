import { html } from 'hono/html';
import { people } from '../../seed/people.ts';
import type { Customer } from '../../store/state.ts';
import type { Store } from '../../store/store.ts';
import { page, type Html } from '../layout.ts';
import { pick, who } from './sign-in.ts';

/** Where a storefront's "Sign in" leads: Shopify's own sign-in page, played. */
export function authorizePage(store: Store, person: Customer | undefined, query: URLSearchParams): Html {
  const action = `/devstore/customer/authentication/${store.shop.id}/oauth/authorize?${query.toString()}`;
  const named = people.flatMap(({ id }) => store.customer(id) ?? []);
  const shown = person && !named.includes(person) ? [person, ...named] : named;
  const others = store.state.customers.filter((customer) => !shown.includes(customer));
  const body = html`<div class="wrap stack">
    <div class="stack tight">
      <h1>Sign in to ${store.shop.name}</h1>
      <p class="soft">Choose whom to be. You go straight back to where you came from.</p>
    </div>
    <ul class="people">
      ${shown.map((customer) => html`<li class="card person">${who(store, customer)}${pick(action, customer, '', person)}</li>`)}
    </ul>
    ${
      others.length === 0
        ? ''
        : html`<form class="card stack" method="post" action="${action}">
            <div class="field">
              <label for="customerId">Somebody else</label>
              <div class="pair">
                <select id="customerId" name="customerId">
                  ${others.map((customer) => html`<option value="${customer.id}">${customer.firstName} ${customer.lastName}</option>`)}
                </select>
                <button class="quiet">Sign in</button>
              </div>
            </div>
          </form>`
    }
  </div>`;
  return page({ title: 'Sign in', shopName: store.shop.name, person, pieces: 0, here: 'account', body });
}
