import { decimal } from '../store/money.ts';

export function moneyV2(cents: number, currency: string) {
  return { __typename: 'MoneyV2', amount: decimal(cents), currencyCode: currency };
}

/** What the shopper pays in, and how much of it a unit of the shop's currency costs. */
export interface PaidIn {
  readonly currency: string;
  readonly rate: number;
}

/** Presentment money is the shop's own, unless the shopper paid in another currency. */
export function moneyBag(cents: number, currency: string, paidIn?: PaidIn) {
  const shopMoney = moneyV2(cents, currency);
  return { shopMoney, presentmentMoney: paidIn ? paidMoney(cents, paidIn) : shopMoney };
}

/** Whole units of currencies without smaller ones, such as yen. */
function paidMoney(cents: number, { currency, rate }: PaidIn) {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return { __typename: 'MoneyV2', amount: ((cents / 100) * rate).toFixed(digits), currencyCode: currency };
}
