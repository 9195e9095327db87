import { html } from 'hono/html';
import { totalsOf, sum } from '../../store/orders.ts';
import type { Customer } from '../../store/state.ts';
import type { Store } from '../../store/store.ts';
import { people } from '../../seed/people.ts';
import type { Html } from '../layout.ts';
import { count, price } from '../words.ts';

export interface SignInParts {
  readonly person: Customer | undefined;
  readonly back: string;
  readonly problem?: { readonly message: string; readonly firstName: string; readonly lastName: string; readonly email: string };
}

/** Choose whom to be: no passwords here. */
export function signInPage(store: Store, { back, person, problem }: SignInParts): Html {
  const named = people.flatMap(({ id }) => store.customer(id) ?? []);
  const others = store.state.customers.filter((customer) => !named.includes(customer));
  return html`<div class="wrap stack">
    <div class="stack tight">
      <h1>Who would you like to be?</h1>
      <p class="soft">There are no passwords. Pick somebody; you can change any time.</p>
    </div>
    <ul class="people">
      ${named.map((customer) => html`<li class="card person">${who(store, customer)}${pick('/devstore/session', customer, back, person)}</li>`)}
      <li class="card person">
        <div>
          <h2>A guest</h2>
          <p class="soft">Buys without an account.</p>
        </div>
        <form method="post" action="/devstore/session/end">
          <input type="hidden" name="back" value="${back}" /><button class="quiet wide">${person ? 'Sign out' : 'Stay a guest'}</button>
        </form>
      </li>
    </ul>
    ${others.length > 0 ? otherPeople(others, back) : ''}
    <section class="card stack" aria-labelledby="new">
      <h2 id="new">Or somebody new</h2>
      ${problem ? html`<p class="note bad" role="alert">${problem.message}</p>` : ''}
      <form class="stack" method="post" action="/devstore/customers">
        <input type="hidden" name="back" value="${back}" />
        <div class="people">
          <div class="field">
            <label for="firstName">First name</label
            ><input id="firstName" name="firstName" autocomplete="given-name" required value="${problem?.firstName ?? ''}" />
          </div>
          <div class="field">
            <label for="lastName">Last name</label
            ><input id="lastName" name="lastName" autocomplete="family-name" value="${problem?.lastName ?? ''}" />
          </div>
          <div class="field">
            <label for="newEmail">E-mail</label
            ><input id="newEmail" name="email" type="email" autocomplete="email" required value="${problem?.email ?? ''}" />
          </div>
        </div>
        <div><button class="quiet">Create the account</button></div>
      </form>
    </section>
  </div>`;
}

export function who(store: Store, customer: Customer): Html {
  const orders = store.state.orders.filter((order) => order.customerId === customer.id);
  const spentCents = sum(orders.map((order) => totalsOf(order).currentSubtotalCents));
  return html`<div class="row">
    <span class="face ${customer.firstName.slice(0, 1).toLowerCase()}" aria-hidden="true">${customer.firstName.slice(0, 1)}</span>
    <div>
      <h2>${customer.firstName} ${customer.lastName}</h2>
      <p class="soft small">
        ${orders.length === 0 ? 'Has not bought yet' : `${count(orders.length, 'order')}, ${price(spentCents, store.shop.currency)} of goods`}
      </p>
    </div>
  </div>`;
}

export function pick(action: string, customer: Customer, back: string, person: Customer | undefined): Html {
  return html`<form method="post" action="${action}">
    <input type="hidden" name="customerId" value="${customer.id}" /><input type="hidden" name="back" value="${back}" />
    <button class="wide">${person === customer ? 'Stay' : 'Be'} ${customer.firstName}</button>
  </form>`;
}

function otherPeople(others: readonly Customer[], back: string): Html {
  return html`<form class="card stack" method="post" action="/devstore/session">
    <input type="hidden" name="back" value="${back}" />
    <div class="field">
      <label for="customerId">Somebody else from the shop’s customers</label>
      <div class="pair">
        <select id="customerId" name="customerId">
          ${others.map(
            (customer) => html`<option value="${customer.id}">${customer.firstName} ${customer.lastName} (${customer.email})</option>`,
          )}</select
        ><button class="quiet">Sign in</button>
      </div>
    </div>
  </form>`;
}
