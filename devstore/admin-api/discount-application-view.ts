import type { AppliedDiscount } from '../store/state.ts';
import { moneyV2 } from './money.ts';
import type { View } from './view.ts';

/** A discount as an order carries it. */
export function discountApplicationView(discount: AppliedDiscount, index: number, currency: string): View {
  const { class: kind, value } = discount;
  return {
    __typename: 'DiscountCodeApplication',
    code: discount.code,
    index,
    allocationMethod: value.kind === 'amount' && value.eachItem ? 'EACH' : 'ACROSS',
    targetSelection: kind === 'product' ? 'ENTITLED' : 'ALL',
    targetType: kind === 'shipping' ? 'SHIPPING_LINE' : 'LINE_ITEM',
    value:
      value.kind === 'amount'
        ? moneyV2(value.amountCents, currency)
        : { __typename: 'PricingPercentageValue', percentage: value.kind === 'percentage' ? value.fraction * 100 : 100 },
  };
}
