/** Creating and switching off discount codes, with the user errors Shopify gives. */
import { refuse } from '../graphql/engine.ts';
import { sameCode } from '../store/discounts.ts';
import { parseCents } from '../store/money.ts';
import type { Discount, DiscountValue } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { discountNodeView, nodeId } from './discount-views.ts';

export interface DiscountInput {
  readonly code?: string | null;
  readonly title?: string | null;
  readonly startsAt?: string | null;
  readonly endsAt?: string | null;
  readonly usageLimit?: number | null;
  readonly appliesOncePerCustomer?: boolean | null;
  readonly tags?: readonly string[] | null;
  readonly context?: { readonly all?: 'ALL'; readonly customers?: { readonly add?: readonly string[] | null } } | null;
  readonly combinesWith?: { readonly orderDiscounts?: boolean; readonly productDiscounts?: boolean; readonly shippingDiscounts?: boolean } | null;
  readonly minimumRequirement?: {
    readonly subtotal?: { readonly greaterThanOrEqualToSubtotal?: string | null } | null;
    readonly quantity?: { readonly greaterThanOrEqualToQuantity?: string | null } | null;
  } | null;
}
export interface BasicInput extends DiscountInput {
  readonly customerGets?: {
    readonly items?: {
      readonly all?: boolean | null;
      readonly products?: { readonly productsToAdd?: readonly string[] | null; readonly productVariantsToAdd?: readonly string[] | null } | null;
    } | null;
    readonly value?: {
      readonly percentage?: number | null;
      readonly discountAmount?: { readonly amount?: string | null; readonly appliesOnEachItem?: boolean | null } | null;
    } | null;
  } | null;
}
export interface FreeShippingInput extends DiscountInput {
  readonly maximumShippingPrice?: string | null;
  readonly destination?: { readonly all?: boolean | null } | null;
}

interface UserError {
  readonly field: readonly string[];
  readonly message: string;
  readonly code: string;
  readonly extraInfo: null;
}

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
type Kind = keyof typeof playedFields;

export function createBasicDiscount(store: Store, input: BasicInput) {
  return create(store, 'basicCodeDiscount', input, () => ({ value: basicValue(input), only: onlyOf(input) }));
}

export function createFreeShipping(store: Store, input: FreeShippingInput) {
  if (input.destination?.all !== true) throw refuse('The dev store plays free shipping to everywhere only: destination {all: true}');
  return create(store, 'freeShippingCodeDiscount', input, () => ({
    value: { kind: 'free-shipping', maximumCents: input.maximumShippingPrice == null ? null : parseCents(input.maximumShippingPrice) },
    only: null,
  }));
}

function create(store: Store, kind: Kind, input: DiscountInput, parts: () => Pick<Discount, 'value' | 'only'>) {
  for (const name of Object.keys(input)) {
    if (![...commonFields, ...playedFields[kind]].includes(name)) throw refuse(`The dev store does not implement ${kind}.${name}`);
  }
  const userErrors = problemsOf(store, kind, input);
  if (userErrors.length > 0) return { codeDiscountNode: null, userErrors };
  return store.change(() => {
    const discount = build(store, input, parts());
    store.state.discounts.push(discount);
    return { codeDiscountNode: discountNodeView(store, discount), userErrors: [] };
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

function basicValue({ customerGets }: BasicInput): DiscountValue {
  const value = customerGets?.value;
  if (value?.percentage != null) return { kind: 'percentage', fraction: value.percentage };
  if (value?.discountAmount?.amount == null) throw refuse('The dev store plays percentages and amounts only');
  return { kind: 'amount', amountCents: parseCents(value.discountAmount.amount), eachItem: value.discountAmount.appliesOnEachItem ?? false };
}

function onlyOf({ customerGets }: BasicInput): Discount['only'] {
  const items = customerGets?.items;
  if (items?.all) return null;
  if (!items?.products) throw refuse('The dev store plays discounts on all items, products and variants only');
  return {
    productIds: (items.products.productsToAdd ?? []).map((gid) => numberOf(gid, 'Product')),
    variantIds: (items.products.productVariantsToAdd ?? []).map((gid) => numberOf(gid, 'ProductVariant')),
  };
}

function customerIdsOf({ context }: DiscountInput): string[] | null {
  if (context?.all) return null;
  if (!context?.customers) throw refuse('The dev store plays contexts "all" and "customers" only');
  return (context.customers.add ?? []).map((gid) => numberOf(gid, 'Customer'));
}

function numberOf(gid: string, type: string): string {
  const id = new RegExp(`^gid://shopify/${type}/(\\d+)$`).exec(gid)?.[1];
  if (id === undefined) throw refuse(`Not the id of a ${type}: ${gid}`);
  return id;
}

function problemsOf(store: Store, kind: Kind, input: DiscountInput): UserError[] {
  const problems: UserError[] = [];
  const add = (field: string, code: string, message: string) => problems.push({ field: [kind, field], code, message, extraInfo: null });
  const code = input.code?.trim() ?? '';
  if (code === '') add('code', 'BLANK', "Code can't be blank");
  else if (code.length > 255) add('code', 'TOO_LONG', 'Code is too long (maximum is 255 characters)');
  else if (store.state.discounts.some((other) => sameCode(other.code, code))) add('code', 'TAKEN', 'Code must be unique. Please try a different code.');
  if (!input.title?.trim()) add('title', 'BLANK', "Title can't be blank");
  if (!input.startsAt) add('startsAt', 'BLANK', "Starts at can't be blank");
  if (!input.context) add('context', 'BLANK', "Context can't be blank");
  if (kind === 'basicCodeDiscount' && !('customerGets' in input)) add('customerGets', 'BLANK', "Customer gets can't be blank");
  if (input.startsAt && input.endsAt && new Date(input.endsAt) <= new Date(input.startsAt)) {
    add('endsAt', 'END_DATE_BEFORE_START_DATE', 'Ends at needs to be after starts at');
  }
  if (input.usageLimit != null && input.usageLimit < 1) add('usageLimit', 'GREATER_THAN', 'Usage limit must be greater than 0');
  if ((input.tags ?? []).length > 5) add('tags', 'TOO_MANY_TAGS', 'Cannot have more than 5 tags');
  if ((input.tags ?? []).some((tag) => tag.length > 255)) add('tags', 'INVALID_TAG_LENGTH', 'Tag is too long');
  if (input.minimumRequirement?.subtotal && input.minimumRequirement.quantity) {
    add('minimumRequirement', 'MINIMUM_SUBTOTAL_AND_QUANTITY_RANGE_BOTH_PRESENT', 'Minimum subtotal and quantity cannot both be present');
  }
  addValueProblem(kind, input, add);
  return problems;
}

function addValueProblem(kind: Kind, input: BasicInput, add: (field: string, code: string, message: string) => void): void {
  const value = input.customerGets?.value;
  if (kind !== 'basicCodeDiscount' || !value) return;
  if (value.percentage != null && (value.percentage <= 0 || value.percentage > 1)) {
    add('customerGets', 'VALUE_OUTSIDE_RANGE', 'Value must be between 0.0 and 1.0');
  }
  if (value.discountAmount?.amount != null && Number(value.discountAmount.amount) <= 0) {
    add('customerGets', 'GREATER_THAN', 'Amount must be greater than 0');
  }
}

const notThere = [{ field: ['id'], message: 'Code discount does not exist.', code: 'INVALID', extraInfo: null }];

/** Switching off ends the discount now; one that has ended stays as it is. */
export function deactivateDiscount(store: Store, id: string) {
  const discount = find(store, id);
  if (!discount) return { codeDiscountNode: null, userErrors: notThere };
  return store.change(() => {
    const now = store.now().toISOString();
    if (discount.endsAt === null || discount.endsAt > now) {
      discount.endsAt = now;
      discount.updatedAt = now;
    }
    return { codeDiscountNode: discountNodeView(store, discount), userErrors: [] };
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
