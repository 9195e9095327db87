/** Making, switching off and deleting discount codes. */
import { refuse } from '../graphql/engine.ts';
import { parseCents } from '../store/money.ts';
import type { Discount } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { basicValue, customerIdsOf, onlyOf, type BasicInput, type DiscountInput, type FreeShippingInput } from './discount-input.ts';
import { problemsOf, type DiscountKind } from './discount-problems.ts';
import { discountNodeView, nodeId } from './discount-views.ts';
import type { Views } from './view.ts';

// What Shopify takes and the dev store does not play is refused, never ignored.
const playedFields = {
  basicCodeDiscount: ['customerGets'],
  freeShippingCodeDiscount: ['maximumShippingPrice', 'destination'],
};
const commonFields = [
  'code',
  'title',
  'startsAt',
  'endsAt',
  'usageLimit',
  'appliesOncePerCustomer',
  'tags',
  'context',
  'combinesWith',
  'minimumRequirement',
];

export function createBasicDiscount(views: Views, input: BasicInput) {
  return create(views, 'basicCodeDiscount', input, () => ({ value: basicValue(input), only: onlyOf(input) }));
}

export function createFreeShipping(views: Views, input: FreeShippingInput) {
  if (input.destination?.all !== true) throw refuse('The dev store plays free shipping to everywhere only: destination {all: true}');
  return create(views, 'freeShippingCodeDiscount', input, () => ({
    value: { kind: 'free-shipping', maximumCents: input.maximumShippingPrice == null ? null : parseCents(input.maximumShippingPrice) },
    only: null,
  }));
}

function create(views: Views, kind: DiscountKind, input: DiscountInput, parts: () => Pick<Discount, 'value' | 'only'>) {
  const { store } = views;
  for (const name of Object.keys(input)) {
    if (![...commonFields, ...playedFields[kind]].includes(name)) throw refuse(`The dev store does not implement ${kind}.${name}`);
  }
  const userErrors = problemsOf(store, kind, input);
  if (userErrors.length > 0) return { codeDiscountNode: null, userErrors };
  return store.change(() => {
    const discount = build(store, input, parts());
    store.state.discounts.push(discount);
    return { codeDiscountNode: discountNodeView(views, discount), userErrors: [] };
  });
}

function build(store: Store, input: DiscountInput, parts: Pick<Discount, 'value' | 'only'>): Discount {
  const now = store.now().toISOString();
  const minimum = input.minimumRequirement;
  const subtotal = minimum?.subtotal?.greaterThanOrEqualToSubtotal;
  const quantity = minimum?.quantity?.greaterThanOrEqualToQuantity;
  return {
    id: store.nextId('discount'),
    code: (input.code ?? '').trim(),
    title: input.title ?? '',
    ...parts,
    customerIds: customerIdsOf(input),
    startsAt: new Date(input.startsAt ?? now).toISOString(),
    endsAt: input.endsAt == null ? null : new Date(input.endsAt).toISOString(),
    usageLimit: input.usageLimit ?? null,
    oncePerCustomer: input.appliesOncePerCustomer ?? false,
    minimumSubtotalCents: subtotal == null ? null : parseCents(subtotal),
    minimumQuantity: quantity == null ? null : Number(quantity),
    combinesWith: {
      order: input.combinesWith?.orderDiscounts ?? false,
      product: input.combinesWith?.productDiscounts ?? false,
      shipping: input.combinesWith?.shippingDiscounts ?? false,
    },
    tags: input.tags ?? [],
    createdAt: now,
    updatedAt: now,
    uses: [],
  };
}

const notThere = [{ field: ['id'], message: 'Code discount does not exist.', code: 'INVALID', extraInfo: null }];

/** Switching off ends the discount now; one that has ended stays as it is. */
export function deactivateDiscount(views: Views, id: string) {
  const { store } = views;
  const discount = find(store, id);
  if (!discount) return { codeDiscountNode: null, userErrors: notThere };
  return store.change(() => {
    const now = store.now().toISOString();
    if (discount.endsAt === null || discount.endsAt > now) {
      discount.endsAt = now;
      discount.updatedAt = now;
    }
    return { codeDiscountNode: discountNodeView(views, discount), userErrors: [] };
  });
}

export function deleteDiscount(store: Store, id: string) {
  const discount = find(store, id);
  if (!discount) return { deletedCodeDiscountId: null, userErrors: notThere };
  return store.change(() => {
    store.state.discounts = store.state.discounts.filter((other) => other !== discount);
    return { deletedCodeDiscountId: id, userErrors: [] };
  });
}

function find(store: Store, id: string): Discount | undefined {
  return store.state.discounts.find((discount) => nodeId(discount) === id);
}
