import type { Customer } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { customerPayload } from '../webhooks/customer-payload.ts';
import { announce } from './announce.ts';
import type { Refused } from './refund-order.ts';

export interface NewCustomer {
  readonly id?: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly note?: string;
  readonly tags?: readonly string[];
  readonly newsletter?: boolean;
  readonly locale?: string;
  readonly createdAt?: Date;
}

/** Adds a customer and tells `customers/create`. An e-mail belongs to one customer. */
export function signUp(store: Store, request: NewCustomer, announced = true): Customer | Refused {
  const email = request.email.trim().toLowerCase();
  if (!/^\S+@\S+\.\S+$/.test(email)) return { refused: 'Enter an e-mail address.' };
  if (request.firstName.trim() === '') return { refused: 'Enter a first name.' };
  if (store.state.customers.some((customer) => customer.email === email))
    return { refused: 'There is already an account with this e-mail address.' };
  return store.change(() => {
    const createdAt = (request.createdAt ?? store.now()).toISOString();
    const customer: Customer = {
      id: request.id ?? store.nextId('customer'),
      firstName: request.firstName.trim(),
      lastName: request.lastName.trim(),
      email,
      note: request.note ?? '',
      ...(request.tags === undefined ? {} : { tags: request.tags }),
      ...(request.newsletter === undefined ? {} : { newsletter: request.newsletter }),
      ...(request.locale === undefined ? {} : { locale: request.locale }),
      createdAt,
      updatedAt: createdAt,
    };
    store.state.customers.push(customer);
    if (announced) announceCustomer(store, customer, 'customers/create');
    return customer;
  });
}

/** Changes a customer's name, tags or whether they want the newsletter, and tells `customers/update`. */
export function changeCustomer(
  store: Store,
  customer: Customer,
  change: Partial<Pick<Customer, 'firstName' | 'lastName' | 'tags' | 'newsletter'>>,
): void {
  store.change(() => {
    Object.assign(customer, change);
    customer.updatedAt = store.now().toISOString();
    announceCustomer(store, customer, 'customers/update');
  });
}

/** Gives a customer other tags and tells `customers/update`. */
export function retagCustomer(store: Store, customer: Customer, tags: readonly string[]): void {
  store.change(() => {
    customer.tags = tags;
    customer.updatedAt = store.now().toISOString();
    announceCustomer(store, customer, 'customers/update');
  });
}

function announceCustomer(store: Store, customer: Customer, topic: string): void {
  announce(store, [{ topic, about: customer.email, body: JSON.stringify(customerPayload(customer, store.shop.currency)) }]);
}
