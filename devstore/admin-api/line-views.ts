/** What an order is made of: lines, their discounts and taxes, and shipping. */
import { products } from '../store/catalog.ts';
import { sum, unsentUnits } from '../store/orders.ts';
import { taxRate } from '../store/quote.ts';
import type { Allocation, Order, OrderLine, OrderShipping } from '../store/state.ts';
import { discountApplicationView } from './discount-application-view.ts';
import { moneyBag } from './money.ts';
import { productView, variantView } from './product-view.ts';
import type { View } from './view.ts';

export function lineView(order: Order, line: OrderLine, currency: string): View {
  const bag = (cents: number) => moneyBag(cents, currency, order.paidIn);
  const product = products.find(({ id }) => id === line.productId);
  const gross = line.unitCents * line.quantity;
  const codes = sum(line.allocations.map((part) => part.amountCents));
  const onLine = sum(line.allocations.filter((part) => order.discounts[part.index]?.class === 'product').map((part) => part.amountCents));
  return {
    __typename: 'LineItem',
    id: `gid://shopify/LineItem/${line.id}`,
    title: line.title,
    name: line.title,
    sku: line.sku,
    vendor: product?.vendor ?? null,
    variantTitle: null,
    isGiftCard: line.giftCard,
    requiresShipping: !line.giftCard,
    taxable: !line.giftCard,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    refundableQuantity: line.currentQuantity,
    unfulfilledQuantity: unsentUnits(order, line),
    product: product ? productView(product) : null,
    variant: product ? variantView(product) : null,
    sellingPlan: line.plan === undefined ? null : { name: line.plan, sellingPlanId: null },
    customAttributes: [],
    originalUnitPriceSet: bag(line.unitCents),
    originalTotalSet: bag(gross),
    totalDiscountSet: bag(onLine),
    // With refunded units, and with order-level discounts only when asked: as Shopify documents it.
    discountedTotalSet: ({ withCodeDiscounts }: { withCodeDiscounts?: boolean | null }) =>
      bag(gross - (withCodeDiscounts ? codes : onLine)),
    priceAfterAllDiscountsBeforeTaxesSet: bag(line.keptCents),
    discountAllocations: line.allocations.map((part) => allocationView(order, part, currency)),
    taxLines: line.taxCents > 0 ? [taxLineView(line.taxCents, currency)] : [],
  };
}

function allocationView(order: Order, part: Allocation, currency: string): View {
  const discount = order.discounts[part.index];
  return {
    allocatedAmountSet: moneyBag(part.amountCents, currency),
    ...(discount ? { discountApplication: discountApplicationView(discount, part.index, currency) } : {}),
  };
}

export function taxLineView(cents: number, currency: string): View {
  return {
    title: 'Sales tax',
    rate: Number(taxRate),
    ratePercentage: Number(taxRate) * 100,
    priceSet: moneyBag(cents, currency),
    channelLiable: false,
  };
}

export function shippingView(order: Order, shipping: OrderShipping | null, currency: string): View | null {
  if (shipping === null) return null;
  const net = shipping.priceCents - sum(shipping.allocations.map((part) => part.amountCents));
  return {
    __typename: 'ShippingLine',
    id: `gid://shopify/ShippingLine/${shipping.id}`,
    title: shipping.title,
    isRemoved: false,
    custom: false,
    originalPriceSet: moneyBag(shipping.priceCents, currency),
    discountedPriceSet: moneyBag(net, currency),
    currentDiscountedPriceSet: moneyBag(net - sum(order.refunds.map((refund) => refund.shippingCents)), currency),
    discountAllocations: shipping.allocations.map((part) => allocationView(order, part, currency)),
    taxLines: [],
  };
}
