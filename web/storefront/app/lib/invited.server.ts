import { createCookie } from 'react-router';
import type { ShopContext } from './cart.server';

/** Attributes of the cart stay on the order; this one says who brought the buyer. */
const attribute = 'laurel_ref';
const days = 30;

// Nothing in it is a secret: the code stands in the link that everybody passes on.
const cookie = createCookie('invited', { httpOnly: true, path: '/', sameSite: 'lax', maxAge: days * 24 * 60 * 60 });

/** By whose code the visitor came in the last month; undefined: by nobody's. */
export async function invitedBy(request: Request): Promise<string | undefined> {
  const kept: unknown = await cookie.parse(request.headers.get('cookie')).catch(() => undefined);
  return typeof kept === 'string' && /^[A-Z0-9]{4,40}$/.test(kept) ? kept : undefined;
}

/** Keeps the code in a cookie and on the cart, if there is one; whoever came by another code before keeps that one. */
export async function keepInvitation(context: ShopContext, request: Request, code: string): Promise<Headers> {
  const kept = (await invitedBy(request)) ?? code;
  const headers = new Headers({ 'set-cookie': await cookie.serialize(kept) });
  const { id } = await context.visit.cart();
  if (id) await context.cart.updateAttributes(attributesOf(kept));
  return headers;
}

/** What a new cart is to carry for who came by a code. */
export function attributesOf(code: string | undefined): { key: string; value: string }[] {
  return code === undefined ? [] : [{ key: attribute, value: code }];
}

/** Tells Laurel by whose code a member came, now that they are signed in. A refusal is final, and needs no sentence here. */
export async function claimInvitation(context: ShopContext, request: Request): Promise<void> {
  const code = await invitedBy(request);
  if (code !== undefined) await context.loyalty.claim(code);
}
