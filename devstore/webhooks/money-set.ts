import { decimal } from '../store/money.ts';

/** Money as webhooks carry it: the shop's and the shopper's currency, which are the same here. */
export function moneySet(cents: number, currency: string) {
  const money = { amount: decimal(cents), currency_code: currency };
  return { shop_money: money, presentment_money: money };
}
