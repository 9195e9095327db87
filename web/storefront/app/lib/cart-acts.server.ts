import { addCode, applies, removeCode, setQuantity, whyNotApplied, type CartChange, type ShopContext } from './cart.server';
import type { Notice } from './notice';
import { field } from './points.server';

/** Does what a form of the cart asks for. Throws a 400 for a form we do not know. */
export async function actOnCart(context: ShopContext, form: FormData): Promise<{ notice: Notice; headers: Headers }> {
  switch (form.get('intent')) {
    case 'quantity':
      return said(await setQuantity(context, field(form, 'lineId'), quantityOf(form)), 'Your cart is up to date.');
    case 'remove':
      return said(await setQuantity(context, field(form, 'lineId'), 0), 'It is out of your cart.');
    case 'add-code':
      return tryCode(context, field(form, 'code').trim());
    case 'remove-code':
      return said(await removeCode(context, field(form, 'code')), 'The code is out of your cart.');
    default:
      throw new Response('We do not know what this form wants.', { status: 400 });
  }
}

// A code that is good for nothing here is not kept, so that it can't push out another one at checkout.
async function tryCode(context: ShopContext, code: string) {
  const change = await addCode(context, code);
  if (change.problem) return said(change, '');
  if (applies(change, code)) return said(change, `The code ${code} is in your cart.`);
  await removeCode(context, code);
  const text = whyNotApplied(change) ?? `The code ${code} does not apply to this cart.`;
  return { notice: { tone: 'bad', text } as const, headers: change.headers };
}

function said(change: CartChange, text: string): { notice: Notice; headers: Headers } {
  const notice: Notice = change.problem ? { tone: 'bad', text: change.problem } : { tone: 'good', text };
  return { notice, headers: change.headers };
}

function quantityOf(form: FormData): number {
  const quantity = Number(form.get('quantity'));
  if (Number.isInteger(quantity) && quantity >= 0 && quantity <= 99) return quantity;
  throw new Response('A quantity is a whole number from 0 to 99.', { status: 400 });
}
