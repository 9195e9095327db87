import { z } from 'zod';
import { LaurelError } from '../core/errors.ts';
import { formatDecimal, minor } from '../core/money.ts';
import type { AdminApi } from './admin.ts';

/** A single-use code for one customer, as Shopify must hold it. */
export interface CodeOrder {
  readonly code: string;
  /** Shown to the merchant and the shopper. */
  readonly title: string;
  /** Lets us recognise our own code when Shopify says it is taken. At most 255 characters. */
  readonly tag: string;
  readonly customerId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly currency: string;
  readonly minimumOrderMinor: number;
  readonly combinesWith: { readonly order: boolean; readonly product: boolean; readonly shipping: boolean };
  readonly value:
    | { kind: 'amount'; amountMinor: number; items: CodeItems }
    | { kind: 'percentage'; percent: number; items: CodeItems }
    /** For shipping that costs at most so much; absent: for all. */
    | { kind: 'free-shipping'; capMinor?: number | undefined };
}

/** What a code takes something off: the whole order, or what is in any of these. */
export type CodeItems =
  'all' | { readonly collections: readonly string[] } | { readonly products: readonly string[]; readonly variants: readonly string[] };

export type CodeStatus =
  | { readonly exists: false }
  | {
      readonly exists: true;
      readonly gid: string;
      readonly tags: readonly string[];
      readonly uses: number;
      /** Can be used now, or later by itself. */ readonly active: boolean;
    };

export const createBasicDocument = /* GraphQL */ `
  mutation LoyaltyCode($discount: DiscountCodeBasicInput!) {
    created: discountCodeBasicCreate(basicCodeDiscount: $discount) {
      codeDiscountNode {
        id
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`;
export const createShippingDocument = /* GraphQL */ `
  mutation LoyaltyShippingCode($discount: DiscountCodeFreeShippingInput!) {
    created: discountCodeFreeShippingCreate(freeShippingCodeDiscount: $discount) {
      codeDiscountNode {
        id
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`;
export const findCodeDocument = /* GraphQL */ `
  query LoyaltyCodeStatus($code: String!) {
    codeDiscountNodeByCode(code: $code) {
      id
      codeDiscount {
        __typename
        ... on DiscountCodeBasic {
          status
          tags
          asyncUsageCount
        }
        ... on DiscountCodeFreeShipping {
          status
          tags
          asyncUsageCount
        }
      }
    }
  }
`;
export const deactivateDocument = /* GraphQL */ `
  mutation LoyaltyCodeOff($id: ID!) {
    off: discountCodeDeactivate(id: $id) {
      userErrors {
        code
        field
        message
      }
    }
  }
`;

const userErrors = z.array(z.object({ code: z.string().nullable(), message: z.string() }));
const createdShape = z.object({ created: z.object({ codeDiscountNode: z.object({ id: z.string() }).nullable(), userErrors }) });
const statusShape = z.object({
  codeDiscountNodeByCode: z
    .object({ id: z.string(), codeDiscount: z.object({ status: z.string(), tags: z.array(z.string()), asyncUsageCount: z.int() }) })
    .nullable(),
});
const offShape = z.object({ off: z.object({ userErrors }) });

/** Makes the code, or finds that it is made: the code is derived from the redemption, so "taken" with our tag means done. Returns the discount's gid. Throws `shopify_unavailable`, or `conflict` when the code belongs to something else. */
export async function createCode(api: AdminApi, order: CodeOrder): Promise<string> {
  const document = order.value.kind === 'free-shipping' ? createShippingDocument : createBasicDocument;
  const { created } = await api.ask(document, { discount: discountInput(order) }, createdShape);
  if (created.codeDiscountNode) return created.codeDiscountNode.id;
  if (!created.userErrors.some((error) => error.code === 'TAKEN')) {
    throw new LaurelError('shopify_unavailable', `discount refused: ${created.userErrors.map((error) => error.message).join('; ')}`);
  }
  const found = await findCode(api, order.code);
  if (found.exists && found.tags.includes(order.tag)) return found.gid;
  throw new LaurelError('conflict', `the code ${order.code} is taken by another discount`);
}

/** What Shopify knows of a code. `uses` can lag behind; a paid order is the proof of use. */
export async function findCode(api: AdminApi, code: string): Promise<CodeStatus> {
  const { codeDiscountNodeByCode: node } = await api.ask(findCodeDocument, { code }, statusShape);
  if (!node) return { exists: false };
  const { status, tags, asyncUsageCount } = node.codeDiscount;
  return { exists: true, gid: node.id, tags, uses: asyncUsageCount, active: status !== 'EXPIRED' };
}

/** Switches a code off; switching off twice is harmless. */
export async function switchOffCode(api: AdminApi, gid: string): Promise<void> {
  const { off } = await api.ask(deactivateDocument, { id: gid }, offShape);
  if (off.userErrors.length > 0)
    throw new LaurelError('shopify_unavailable', `could not switch off: ${off.userErrors.map((e) => e.message).join('; ')}`);
}

function discountInput(order: CodeOrder): Record<string, unknown> {
  const minimum =
    order.minimumOrderMinor > 0
      ? { minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: decimal(order.minimumOrderMinor, order.currency) } } }
      : {};
  const common = {
    title: order.title,
    code: order.code,
    tags: ['laurel', order.tag],
    startsAt: order.startsAt.toISOString(),
    endsAt: order.endsAt.toISOString(),
    usageLimit: 1,
    appliesOncePerCustomer: true,
    combinesWith: {
      orderDiscounts: order.combinesWith.order,
      productDiscounts: order.combinesWith.product,
      shippingDiscounts: order.combinesWith.shipping,
    },
    context: { customers: { add: [`gid://shopify/Customer/${order.customerId}`] } },
    ...minimum,
  };
  switch (order.value.kind) {
    case 'free-shipping':
      return {
        ...common,
        destination: { all: true },
        ...(order.value.capMinor !== undefined && { maximumShippingPrice: decimal(order.value.capMinor, order.currency) }),
      };
    case 'amount':
      return {
        ...common,
        customerGets: {
          items: itemsInput(order.value.items),
          value: { discountAmount: { amount: decimal(order.value.amountMinor, order.currency), appliesOnEachItem: false } },
        },
      };
    case 'percentage':
      return {
        ...common,
        customerGets: { items: itemsInput(order.value.items), value: { percentage: order.value.percent / 100 } },
      };
  }
}

function itemsInput(items: CodeItems): Record<string, unknown> {
  if (items === 'all') return { all: true };
  if ('collections' in items) return { collections: { add: items.collections.map((id) => `gid://shopify/Collection/${id}`) } };
  return {
    products: {
      productsToAdd: items.products.map((id) => `gid://shopify/Product/${id}`),
      productVariantsToAdd: items.variants.map((id) => `gid://shopify/ProductVariant/${id}`),
    },
  };
}

function decimal(amountMinor: number, currency: string): string {
  return formatDecimal({ minor: minor(amountMinor), currency });
}
