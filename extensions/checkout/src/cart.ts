import { minorOf, type Cart, type CartLine } from '@laurel/extension-client';

interface Money {
  readonly amount: number;
  readonly currencyCode: string;
}
interface Allocation {
  readonly type: string;
  readonly code?: string;
  readonly discountedAmount: Money;
}

/** The parts of the checkout a cart is read from. */
export interface CheckoutCost {
  /** Each after its own discounts, before those of the whole order. */
  readonly lines: readonly {
    readonly quantity: number;
    readonly merchandise: { readonly id: string; readonly product: { readonly id: string; readonly vendor: string } };
    readonly cost: { readonly totalAmount: Money };
    readonly discountAllocations: readonly Allocation[];
  }[];
  /** Discounts of the whole order. */
  readonly discountAllocations: readonly Allocation[];
  /** undefined: not known before there is an address. */
  readonly shipping: Money | undefined;
  readonly codes: readonly string[];
  readonly currency: string;
}

/** Laurel reads no longer carts than this line by line; of others it is told the sum. */
const linesMax = 250;

/**
 * Merchandise after discounts, before tax and shipping. Our own codes are not deducted: a reward must not make the
 * order too small for itself.
 */
export function readCart(checkout: CheckoutCost, ownCodes: readonly string[]): Cart {
  const own = new Set(ownCodes.map((code) => code.toLowerCase()));
  const minor = (money: Money): number => minorOf(money.amount, money.currencyCode);
  const sumOf = (parts: readonly Allocation[], ours: boolean): number =>
    parts.reduce((sum, { code = '', discountedAmount }) => sum + (own.has(code.toLowerCase()) === ours ? minor(discountedAmount) : 0), 0);
  const net = spread(
    checkout.lines.map((line) => minor(line.cost.totalAmount) + sumOf(line.discountAllocations, true)),
    sumOf(checkout.discountAllocations, false),
  );
  return {
    subtotalMinor: net.reduce((sum, one) => sum + one, 0),
    currency: checkout.currency,
    ...(net.length <= linesMax && {
      lines: checkout.lines.map(({ merchandise: { id, product }, quantity }, index): CartLine => ({
        productId: numberOf(product.id),
        variantId: numberOf(id),
        vendor: product.vendor,
        quantity,
        netMinor: net[index] ?? 0,
      })),
    }),
    ...(checkout.shipping && { shippingMinor: minor(checkout.shipping) }),
    codes: checkout.codes,
  };
}

/** Takes an amount off a row of amounts, each by its share; the rounded shares add up to it. Never below nothing. */
function spread(amounts: readonly number[], off: number): number[] {
  const total = amounts.reduce((sum, one) => sum + one, 0);
  const rate = total > 0 ? Math.min(1, off / total) : 0;
  let passed = 0;
  return amounts.map((amount) => {
    const before = Math.round(passed * rate);
    passed += amount;
    return amount + before - Math.round(passed * rate);
  });
}

/** "gid://shopify/Product/123" → "123" */
function numberOf(gid: string): string {
  return gid.replace(/.*\//, '');
}
