import type { CartReturn } from '@shopify/hydrogen';
import { toMinor } from './money';

/** The visitor's cart in minor units. */
export interface CartView {
  /** null: there is none yet, or it has become an order. */
  readonly id: string | null;
  readonly currency: string;
  readonly lines: readonly CartLineView[];
  /** How many pieces. */
  readonly quantity: number;
  readonly codes: readonly { readonly code: string; readonly applicable: boolean }[];
  /** Lines before any discount. */
  readonly grossMinor: number;
  /** What discounts take off the lines; never negative. */
  readonly discountMinor: number;
  /** Lines after discounts, before tax and shipping. */
  readonly netMinor: number;
  readonly checkoutUrl: string | null;
}

export interface CartLineView {
  readonly id: string;
  readonly productId: string;
  readonly handle: string;
  readonly title: string;
  /** null when the product has only one variant. */
  readonly variant: string | null;
  readonly image: ImageView | null;
  readonly quantity: number;
  readonly unitMinor: number;
  readonly grossMinor: number;
  readonly netMinor: number;
  readonly giftCard: boolean;
}

export interface ImageView {
  readonly url: string;
  readonly alt: string;
  readonly width: number | null;
  readonly height: number | null;
}

export const emptyCart = (currency: string): CartView => ({
  id: null,
  currency,
  lines: [],
  quantity: 0,
  codes: [],
  grossMinor: 0,
  discountMinor: 0,
  netMinor: 0,
  checkoutUrl: null,
});

/** Reads a cart as the Storefront API answers it. Discounts on the whole cart are spread over the lines that can be discounted, so that each line's net is known to the cent. */
export function viewCart(cart: CartReturn): CartView {
  const currency = cart.cost.subtotalAmount.currencyCode;
  const lines = cart.lines.nodes.map((line) => viewLine(line, currency));
  const offCart = cart.discountAllocations
    .filter((allocation) => allocation.targetType === 'LINE_ITEM')
    .reduce((sum, allocation) => sum + toMinor(allocation.discountedAmount.amount, currency), 0);
  const netLines = takeOff(lines, offCart);
  const grossMinor = total(lines.map((line) => line.grossMinor));
  const netMinor = total(netLines.map((line) => line.netMinor));
  return {
    id: cart.id,
    currency,
    lines: netLines,
    quantity: total(lines.map((line) => line.quantity)),
    codes: cart.discountCodes.map(({ code, applicable }) => ({ code, applicable })),
    grossMinor,
    discountMinor: grossMinor - netMinor,
    netMinor,
    checkoutUrl: cart.checkoutUrl,
  };
}

/** What a reward is judged by: merchandise after discounts. Gift cards are money in another form, neither earning nor discounted. */
export function merchandiseMinor(cart: CartView): number {
  return total(cart.lines.filter((line) => !line.giftCard).map((line) => line.netMinor));
}

/** The codes with one more, each once whatever its case: updating a cart's codes replaces them all. */
export function withCode(codes: readonly { readonly code: string }[], code: string): string[] {
  return [...withoutCode(codes, code), code];
}

export function withoutCode(codes: readonly { readonly code: string }[], code: string): string[] {
  const gone = code.toLowerCase();
  return codes.map((held) => held.code).filter((held) => held.toLowerCase() !== gone);
}

function viewLine(line: CartReturn['lines']['nodes'][number], currency: string): CartLineView {
  const { product, title } = line.merchandise;
  const image = line.merchandise.image;
  return {
    id: line.id,
    productId: product.id,
    handle: product.handle,
    title: product.title,
    variant: title === 'Default Title' ? null : title,
    image: image ? { url: image.url, alt: image.altText ?? product.title, width: image.width ?? null, height: image.height ?? null } : null,
    quantity: line.quantity,
    unitMinor: toMinor(line.cost.amountPerQuantity.amount, currency),
    grossMinor: toMinor(line.cost.subtotalAmount.amount, currency),
    netMinor: toMinor(line.cost.totalAmount.amount, currency),
    giftCard: product.isGiftCard,
  };
}

// Shares are cut to whole minor units one after the other from what is left, so they add up exactly.
function takeOff(lines: readonly CartLineView[], discountMinor: number): CartLineView[] {
  let base = total(lines.filter((line) => !line.giftCard).map((line) => line.netMinor));
  let left = Math.min(discountMinor, base);
  return lines.map((line) => {
    if (line.giftCard || base === 0) return line;
    const share = Math.round((left * line.netMinor) / base);
    base -= line.netMinor;
    left -= share;
    return { ...line, netMinor: line.netMinor - share };
  });
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
