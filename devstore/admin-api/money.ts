import { decimal } from '../store/money.ts';

export function moneyV2(cents: number, currency: string) {
  return { __typename: 'MoneyV2', amount: decimal(cents), currencyCode: currency };
}

/** Shop and presentment money are the same: the dev store sells in one currency. */
export function moneyBag(cents: number, currency: string) {
  const money = moneyV2(cents, currency);
  return { shopMoney: money, presentmentMoney: money };
}
