import { minorOf, type Cart } from '@laurel/extension-client';

interface Money {
  readonly amount: number;
  readonly currencyCode: string;
}

/** The parts of the checkout a cart is read from. */
export interface CheckoutCost {
  /** Each after its own discounts, before those of the whole order. */
  readonly lines: readonly { readonly cost: { readonly totalAmount: Money } }[];
  /** Discounts of the whole order. */
  readonly discountAllocations: readonly { readonly type: string; readonly code?: string; readonly discountedAmount: Money }[];
  readonly currency: string;
}

/**
 * Merchandise after discounts, before tax and shipping. Our own codes are not deducted: a reward must not make the
 * order too small for itself.
 */
export function readCart(cost: CheckoutCost, ownCodes: readonly string[]): Cart {
  const own = new Set(ownCodes.map((code) => code.toLowerCase()));
  const minor = (money: Money): number => minorOf(money.amount, money.currencyCode);
  const lines = cost.lines.reduce((sum, line) => sum + minor(line.cost.totalAmount), 0);
  const discounts = cost.discountAllocations
    .filter(({ code }) => code === undefined || !own.has(code.toLowerCase()))
    .reduce((sum, { discountedAmount }) => sum + minor(discountedAmount), 0);
  return { subtotalMinor: Math.max(0, lines - discounts), currency: cost.currency };
}
