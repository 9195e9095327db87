/** Who is signed in, by the dev store's own cookie. */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Customer } from '../store/state.ts';
import type { Store } from '../store/store.ts';

const cookie = 'devstore_person';
const cartCookie = 'devstore_cart';
const path = '/devstore';

export function personOf(c: Context, store: Store): Customer | undefined {
  return store.customer(getCookie(c, cookie) ?? null);
}

export function rememberPerson(c: Context, customerId: string): void {
  setCookie(c, cookie, customerId, { path, httpOnly: true, sameSite: 'Lax' });
}

export function forgetPerson(c: Context): void {
  deleteCookie(c, cookie, { path });
}

export function cartTokenOf(c: Context): string | undefined {
  return getCookie(c, cartCookie);
}

export function rememberCart(c: Context, token: string): void {
  setCookie(c, cartCookie, token, { path, httpOnly: true, sameSite: 'Lax' });
}
