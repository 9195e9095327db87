/** What a basket costs: discounts, shipping, tax, tip. Pure; the checkout, the Storefront API and the order all ask here. */
import type { Product } from './catalog.ts';
import { classOf, combine, entitles, sameCode, whyNot, type Basket, type BasketItem, type Buyer, type Refusal } from './discounts.ts';
import { fractionOf, spread } from './money.ts';
import type { Allocation, AppliedDiscount, Discount } from './state.ts';

export const taxRate = '0.08';
export const shippingPriceCents = 500;

export interface QuoteRequest {
  readonly items: readonly { readonly product: Product; readonly quantity: number }[];
  /** As entered, in order. */
  readonly codes: readonly string[];
  readonly discounts: readonly Discount[];
  readonly buyer: Buyer;
  readonly now: Date;
  readonly tipPercent?: number;
}

export interface QuoteLine {
  readonly product: Product;
  readonly quantity: number;
  readonly grossCents: number;
  readonly allocations: readonly Allocation[];
  readonly netCents: number;
  readonly taxCents: number;
}

export interface Quote {
  readonly lines: readonly QuoteLine[];
  readonly codes: readonly { readonly code: string; readonly refused: Refusal | undefined }[];
  readonly discounts: readonly AppliedDiscount[];
  /** Lines before any discount. */
  readonly grossCents: number;
  /** Lines after discounts. */
  readonly subtotalCents: number;
  readonly shippingCents: number;
  readonly shippingAllocations: readonly Allocation[];
  readonly shippingNetCents: number;
  readonly taxCents: number;
  readonly tipCents: number;
  readonly totalCents: number;
}

interface Working {
  readonly lines: { readonly product: Product; readonly quantity: number; leftCents: number; allocations: Allocation[] }[];
  shippingLeftCents: number;
  shippingAllocations: Allocation[];
  applied: { readonly discount: Discount; amountCents: number }[];
}

/** Codes are tried as Shopify orders them: on products, then on the order, then on shipping; among equals, as entered. */
export function quote(request: QuoteRequest): Quote {
  const shippingCents = request.items.some(({ product }) => !product.giftCard) ? shippingPriceCents : 0;
  const work: Working = {
    lines: request.items.map(({ product, quantity }) => ({ product, quantity, leftCents: product.priceCents * quantity, allocations: [] })),
    shippingLeftCents: shippingCents,
    shippingAllocations: [],
    applied: [],
  };
  const refusals = applyCodes(request, work);
  const codes = request.codes.map((code) => ({ code, refused: refusals.get(code.trim().toUpperCase()) }));
  return total(work, codes, shippingCents, request.tipPercent ?? 0);
}

const turn = { product: 0, order: 1, shipping: 2 };

function applyCodes(request: QuoteRequest, work: Working): Map<string, Refusal> {
  const { chosen, refusals } = choose(request, basketOf(work));
  for (const discount of chosen.toSorted((a, b) => turn[classOf(a)] - turn[classOf(b)])) {
    // A discount on products may have taken the order below this one's minimum.
    const refused = whyNot(discount, request.buyer, basketOf(work), request.now);
    if (refused) refusals.set(discount.code.toUpperCase(), refused);
    else apply(discount, work);
  }
  return refusals;
}

/** Codes that may apply by themselves and go together; the one entered first wins. */
function choose({ codes, discounts, buyer, now }: QuoteRequest, basket: Basket) {
  const chosen: Discount[] = [];
  const refusals = new Map<string, Refusal>();
  for (const code of codes) {
    const discount = discounts.find((candidate) => sameCode(candidate.code, code));
    const refused =
      discount === undefined
        ? 'DISCOUNT_NOT_FOUND'
        : (whyNot(discount, buyer, basket, now) ??
          (chosen.every((other) => other === discount || combine(discount, other)) ? undefined : 'DISCOUNT_CODE_NOT_HONOURED'));
    if (refused) refusals.set(code.trim().toUpperCase(), refused);
    else if (discount && !chosen.includes(discount)) chosen.push(discount);
  }
  return { chosen, refusals };
}

function basketOf(work: Working): Basket {
  return { items: work.lines.map(itemOf), shippingCents: work.shippingLeftCents };
}

function itemOf({ product, quantity, leftCents }: Working['lines'][number]): BasketItem {
  return {
    productId: product.id,
    variantId: product.variantId,
    collectionIds: product.collections,
    giftCard: product.giftCard,
    quantity,
    leftCents,
  };
}

function apply(discount: Discount, work: Working): void {
  const index = work.applied.length;
  const { value } = discount;
  if (value.kind === 'free-shipping') {
    work.applied.push({ discount, amountCents: work.shippingLeftCents });
    work.shippingAllocations.push({ index, amountCents: work.shippingLeftCents });
    work.shippingLeftCents = 0;
    return;
  }
  const lines = work.lines.filter((line) => entitles(discount, itemOf(line)));
  const shares = sharesOf(value, lines);
  lines.forEach((line, i) => {
    const amountCents = shares[i] ?? 0;
    if (amountCents > 0) line.allocations.push({ index, amountCents });
    line.leftCents -= amountCents;
  });
  work.applied.push({ discount, amountCents: shares.reduce((a, b) => a + b, 0) });
}

function sharesOf(
  value: Exclude<Discount['value'], { kind: 'free-shipping' }>,
  lines: readonly { quantity: number; leftCents: number }[],
): number[] {
  if (value.kind === 'amount' && value.eachItem) return lines.map((line) => Math.min(line.leftCents, value.amountCents * line.quantity));
  const left = lines.map((line) => line.leftCents);
  const sum = left.reduce((a, b) => a + b, 0);
  return spread(value.kind === 'amount' ? Math.min(value.amountCents, sum) : fractionOf(sum, value.fraction), left);
}

function total(work: Working, codes: Quote['codes'], shippingCents: number, tipPercent: number): Quote {
  const lines = work.lines.map((line) => ({
    product: line.product,
    quantity: line.quantity,
    grossCents: line.product.priceCents * line.quantity,
    allocations: line.allocations,
    netCents: line.leftCents,
    taxCents: line.product.giftCard ? 0 : fractionOf(line.leftCents, taxRate),
  }));
  const subtotalCents = sum(lines.map((line) => line.netCents));
  const taxCents = sum(lines.map((line) => line.taxCents));
  const tipCents = fractionOf(subtotalCents, tipPercent / 100);
  return {
    lines,
    codes,
    discounts: work.applied.map(({ discount, amountCents }) => ({
      code: discount.code,
      title: discount.title,
      class: classOf(discount),
      value: discount.value,
      amountCents,
    })),
    grossCents: sum(lines.map((line) => line.grossCents)),
    subtotalCents,
    shippingCents,
    shippingAllocations: work.shippingAllocations,
    shippingNetCents: work.shippingLeftCents,
    taxCents,
    tipCents,
    totalCents: subtotalCents + taxCents + work.shippingLeftCents + tipCents,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
