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
  const isOwn = ({ code }: Allocation): boolean => code !== undefined && own.has(code.toLowerCase());
  const sumOf = (parts: readonly Allocation[]): number => parts.reduce((sum, part) => sum + minor(part.discountedAmount), 0);
  const before = checkout.lines.map(
    ({ cost, discountAllocations }) => minor(cost.totalAmount) + sumOf(discountAllocations.filter(isOwn)),
  );
  const net = spread(before, sumOf(checkout.discountAllocations.filter((part) => !isOwn(part))));
  const lines = checkout.lines.map(({ merchandise, quantity }, index): CartLine => ({
    ...numbered('productId', merchandise.product.id),
    ...numbered('variantId', merchandise.id),
    vendor: merchandise.product.vendor,
    quantity,
    netMinor: net[index] ?? 0,
  }));
  return {
    subtotalMinor: net.reduce((sum, one) => sum + one, 0),
    currency: checkout.currency,
    ...(lines.length <= linesMax && { lines }),
    ...(checkout.shipping !== undefined && { shippingMinor: minor(checkout.shipping) }),
    ...(checkout.codes.length > 0 && { codes: checkout.codes }),
  };
}

/** Takes an amount off a row of amounts, each by its share; the rounded shares add up to it. Never below nothing. */
function spread(amounts: readonly number[], off: number): number[] {
  const total = amounts.reduce((sum, one) => sum + one, 0);
  if (total <= 0) return amounts.map(() => 0);
  const taken = Math.min(off, total);
  let passed = 0;
  return amounts.map((amount) => {
    const before = Math.round((taken * passed) / total);
    passed += amount;
    return amount - (Math.round((taken * passed) / total) - before);
  });
}

/** "gid://shopify/Product/123" → { productId: "123" } */
function numbered<Name extends string>(name: Name, gid: string): { [K in Name]?: string } {
  const number = /\/(\d+)$/.exec(gid)?.[1];
  return (number === undefined ? {} : { [name]: number }) as { [K in Name]?: string };
}
