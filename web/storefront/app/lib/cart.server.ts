import type { CartQueryDataReturn } from '@shopify/hydrogen';
import type { RouterContextProvider } from 'react-router';
import { redirect } from 'react-router';
import { withCode, withoutCode, type CartView } from './cart-view';
import { attributesOf } from './invited.server';
import type { Notice } from './notice';
import { leaveNotice } from './notice.server';

export type ShopContext = Readonly<RouterContextProvider>;

/** What a change of the cart came to: the cart's cookie, and how its codes stand now. */
export interface CartChange {
  readonly headers: Headers;
  readonly codes: CartView['codes'];
  readonly problem: string | null;
  /** What the shop says about codes that do not apply; its sentence does not name the code. */
  readonly warnings: readonly string[];
}

/** `invited`: by whose code the visitor came; a new cart carries it. */
export async function addLine(context: ShopContext, merchandiseId: string, quantity: number, invited?: string): Promise<CartChange> {
  const lines = [{ merchandiseId, quantity }];
  const { id } = await context.visit.cart();
  // The cookie may still name a cart that has become an order.
  return changed(
    context,
    id ? await context.cart.addLines(lines) : await context.cart.create({ lines, attributes: attributesOf(invited) }),
  );
}

/** A quantity of 0 takes the line out. */
export async function setQuantity(context: ShopContext, lineId: string, quantity: number): Promise<CartChange> {
  if (quantity === 0) return changed(context, await context.cart.removeLines([lineId]));
  return changed(context, await context.cart.updateLines([{ id: lineId, quantity }]));
}

/** Adds the code to those already there. */
export async function addCode(context: ShopContext, code: string): Promise<CartChange> {
  const { id, codes } = await context.visit.cart();
  if (!id) return changed(context, await context.cart.create({ discountCodes: [code] }));
  // A cart begun as a guest does not know its customer, and a code bound to one would not apply.
  if (await context.customerAccount.isLoggedIn()) await context.cart.updateBuyerIdentity({});
  return changed(context, await context.cart.updateDiscountCodes(withCode(codes, code)));
}

/** Takes the code out of the cart, if it is in. */
export async function removeCode(context: ShopContext, code: string): Promise<CartChange> {
  const { id, codes } = await context.visit.cart();
  if (!id) return { headers: new Headers(), codes: [], problem: null, warnings: [] };
  return changed(context, await context.cart.updateDiscountCodes(withoutCode(codes, code)));
}

/** Whether the cart takes the code now. */
export function applies(change: CartChange, code: string): boolean {
  return change.codes.some((held) => held.applicable && held.code.toLowerCase() === code.toLowerCase());
}

/** Why the cart does not take the code, if the shop's answer leaves no doubt which code it means. */
export function whyNotApplied(change: CartChange): string | null {
  const refused = change.codes.filter((held) => !held.applicable);
  return refused.length === 1 && change.warnings.length === 1 ? (change.warnings[0] ?? null) : null;
}

/** Back to a page after an act, with one sentence about it: a reload repeats nothing, with scripts or without. */
export function backTo(context: ShopContext, path: string, notice: Notice | null, headers = new Headers()): Response {
  if (notice) leaveNotice(context.visitor, notice);
  return redirect(path, { status: 303, headers });
}

function changed(context: ShopContext, answer: CartQueryDataReturn): CartChange {
  const cart = answer.cart as typeof answer.cart | null;
  const problem = answer.userErrors?.[0]?.message ?? answer.errors?.[0]?.message ?? (cart ? null : 'The cart did not answer.');
  return {
    headers: cart ? context.cart.setCartId(cart.id) : new Headers(),
    codes: cart?.discountCodes ?? [],
    problem,
    warnings: answer.warnings?.map((warning) => warning.message) ?? [],
  };
}
