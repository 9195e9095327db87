import { addLines, changeCart, createCart, setCodes, setQuantity } from '../acts/carts.ts';
import type { View } from '../admin-api/view.ts';
import { refuse, type Roots } from '../graphql/engine.ts';
import { findProduct } from '../store/catalog.ts';
import { openCart, quoteCart } from '../store/carts.ts';
import { sentenceOf } from '../store/discounts.ts';
import type { Attribute, Cart } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { cartGid, cartView } from './cart-view.ts';
import type { StorefrontSettings } from './product-views.ts';

interface LineInput {
  readonly merchandiseId: string;
  readonly quantity?: number | null;
  readonly attributes?: readonly Attribute[] | null;
}
interface BuyerInput {
  readonly customerAccessToken?: string | null;
  readonly email?: string | null;
}
interface CartInput {
  readonly lines?: readonly LineInput[] | null;
  readonly discountCodes?: readonly string[] | null;
  readonly buyerIdentity?: BuyerInput | null;
  readonly attributes?: readonly Attribute[] | null;
  readonly note?: string | null;
}
interface UserError {
  readonly code: string;
  readonly field: readonly string[];
  readonly message: string;
}

/** What a storefront may do to a cart. */
export function cartMutations(store: Store, settings: StorefrontSettings): NonNullable<Roots<undefined>['mutation']> {
  const answer = (cart: Cart | undefined, userErrors: readonly UserError[] = []) => ({
    cart: cart ? cartView(store, settings, cart) : null,
    userErrors: cart ? userErrors : [{ code: 'INVALID', field: ['cartId'], message: 'The specified cart does not exist.' }],
    warnings: cart ? warningsOf(store, cart) : [],
  });
  const on = (cartId: string, act: (cart: Cart) => readonly UserError[] | void) => {
    const cart = cartOf(store, cartId);
    return answer(cart, (cart && act(cart)) ?? []);
  };
  return {
    cartCreate: ({ input }: { input?: CartInput | null }) => createWith(store, input ?? {}, answer),
    cartLinesAdd: ({ cartId, lines }: { cartId: string; lines: readonly LineInput[] }) =>
      on(cartId, (cart) => addItems(store, cart, lines)),
    cartLinesUpdate: ({ cartId, lines }: { cartId: string; lines: readonly { id: string; quantity?: number | null }[] }) =>
      on(cartId, (cart) => {
        for (const { id, quantity } of lines) {
          const lineId = lineIdOf(id);
          if (!cart.lines.some((line) => line.id === lineId)) return [lineMissing];
          if (quantity != null) setQuantity(store, cart, lineId, quantity);
        }
        return [];
      }),
    cartLinesRemove: ({ cartId, lineIds }: { cartId: string; lineIds: readonly string[] }) =>
      on(cartId, (cart) => {
        for (const id of lineIds) setQuantity(store, cart, lineIdOf(id), 0);
      }),
    cartDiscountCodesUpdate: ({ cartId, discountCodes }: { cartId: string; discountCodes: readonly string[] }) =>
      on(cartId, (cart) => setCodes(store, cart, discountCodes)),
    cartBuyerIdentityUpdate: ({ buyerIdentity, cartId }: { cartId: string; buyerIdentity: BuyerInput }) =>
      on(cartId, (cart) => setBuyer(store, cart, buyerIdentity)),
    cartAttributesUpdate: ({ attributes, cartId }: { cartId: string; attributes: readonly Attribute[] }) =>
      on(cartId, (cart) => changeCart(store, cart, () => (cart.attributes = [...attributes]))),
    cartNoteUpdate: ({ cartId, note }: { cartId: string; note: string }) =>
      on(cartId, (cart) => changeCart(store, cart, () => (cart.note = note))),
  };
}

const lineMissing = { code: 'INVALID_MERCHANDISE_LINE', field: ['lines'], message: 'The merchandise line does not exist.' };
const playedInput = ['lines', 'discountCodes', 'buyerIdentity', 'attributes', 'note'];

function createWith<A>(store: Store, input: CartInput, answer: (cart: Cart, errors: readonly UserError[]) => A): A {
  const unplayed = Object.entries(input).find(
    ([name, value]) => !playedInput.includes(name) && !(Array.isArray(value) && value.length === 0),
  );
  if (unplayed) throw refuse(`The dev store does not implement CartInput.${unplayed[0]}`);
  return store.change(() => {
    const cart = createCart(store);
    const errors = addItems(store, cart, input.lines ?? []);
    if (input.discountCodes) setCodes(store, cart, input.discountCodes);
    if (input.buyerIdentity) setBuyer(store, cart, input.buyerIdentity);
    cart.attributes = [...(input.attributes ?? [])];
    cart.note = input.note ?? '';
    return answer(cart, errors);
  });
}

function addItems(store: Store, cart: Cart, lines: readonly LineInput[]): UserError[] {
  const items = lines.map((line) => ({ product: findProduct(line.merchandiseId.replace('gid://shopify/ProductVariant/', '')), line }));
  const unknown = items.findIndex(({ product }) => product === undefined);
  if (unknown >= 0) {
    const id = lines[unknown]?.merchandiseId;
    return [
      { code: 'INVALID', field: ['lines', String(unknown), 'merchandiseId'], message: `The merchandise with id ${id} does not exist.` },
    ];
  }
  const known = items.flatMap(({ line, product }) =>
    product ? [{ variantId: product.variantId, quantity: line.quantity ?? 1, attributes: line.attributes ?? [] }] : [],
  );
  addLines(store, cart, known);
  return [];
}

// An empty identity, as Hydrogen sends it after sign-out, takes the customer out.
function setBuyer(store: Store, cart: Cart, buyer: BuyerInput): UserError[] {
  const token = buyer.customerAccessToken ?? undefined;
  const customerId = token === undefined ? null : (store.state.customerTokens[token] ?? null);
  if (token !== undefined && customerId === null) {
    return [{ code: 'INVALID', field: ['buyerIdentity', 'customerAccessToken'], message: 'Customer is invalid' }];
  }
  changeCart(store, cart, () => {
    cart.customerId = customerId;
    if (buyer.email !== undefined) cart.email = buyer.email;
  });
  return [];
}

function warningsOf(store: Store, cart: Cart): View[] {
  return quoteCart(store, cart).codes.flatMap(({ refused }) =>
    refused ? [{ __typename: 'CartWarning', code: refused, message: sentenceOf(refused), target: cartGid(cart) }] : [],
  );
}

/** The cart behind a gid, with or without its key, as long as it is not paid. */
export function cartOf(store: Store, id: string): Cart | undefined {
  return openCart(store, id.replace('gid://shopify/Cart/', '').replace(/\?.*$/, ''));
}

function lineIdOf(id: string): string {
  return id.replace('gid://shopify/CartLine/', '').replace(/\?.*$/, '');
}
