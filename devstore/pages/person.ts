/** Who is signed in, by the dev store's own cookie. */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { staffMember, type StaffMember } from '../seed/staff.ts';
import type { Customer } from '../store/state.ts';
import type { Store } from '../store/store.ts';

const cookie = 'devstore_person';
const staffCookie = 'devstore_staff';
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

/** Who works in the admin, in this browser. */
export function staffOf(c: Context): StaffMember {
  return staffMember(getCookie(c, staffCookie));
}

export function rememberStaff(c: Context, id: string): void {
  setCookie(c, staffCookie, staffMember(id).id, { path, httpOnly: true, sameSite: 'Lax' });
}

export function cartTokenOf(c: Context): string | undefined {
  return getCookie(c, cartCookie);
}

export function rememberCart(c: Context, token: string): void {
  setCookie(c, cartCookie, token, { path, httpOnly: true, sameSite: 'Lax' });
}
