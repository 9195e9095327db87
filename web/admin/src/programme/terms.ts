import type { Definition, Reward } from '@laurel/server/api';
import { count, currencyDigits, money, number } from '../words/numbers.ts';

/** The parts of a definition that have no field yet, as a merchant would say them. No full stop: they stand in lists and after colons. */

/** "$3.00 off the order" */
export function rewardWords(reward: Reward, currency: string): string {
  if (reward.kind === 'amount') return `${money(reward.amountMinor, currency)} off the order`;
  return reward.kind === 'percentage' ? `${number(reward.percent)}% off the order` : 'Shipping costs nothing';
}

/** What a rate is per: "$1" */
export function unitWords(currency: string): string {
  return money(10 ** currencyDigits(currency), currency).replace(/\.0+(?=\D*$)/, '');
}

export function qualificationWords({ qualification }: Definition): string {
  return `spend in the last ${count(qualification.rollingMonths, 'month')}, without tax, shipping and gift cards`;
}

export function roundingWords({ earning }: Definition): string {
  const words = { down: 'rounded down', 'half-up': 'rounded to the nearest point, halves up', up: 'rounded up' };
  return `${words[earning.rounding]}, once per order`;
}

export function vestingWords({ earning: { vesting } }: Definition): string {
  return vesting.kind === 'at-once' ? 'as soon as the order is paid' : `${count(vesting.days, 'day')} after the order is paid`;
}

export function expiryWords({ earning: { expiry } }: Definition): string {
  return expiry.kind === 'never' ? 'never' : `${count(expiry.months, 'month')} after they were earned`;
}

export function clawbackWords({ earning }: Definition): string {
  const words = {
    never: 'members keep the points',
    'pending-only': 'points that are still pending are taken back',
    'within-balance': 'points are taken back as far as the balance goes',
    unlimited: 'points are taken back; what is already spent is owed and settled by the next points',
  };
  return words[earning.clawback];
}

export function holdWords({ redemption: { holdMinutes } }: Definition): string {
  if (holdMinutes % (24 * 60) === 0) return count(holdMinutes / (24 * 60), 'day');
  return holdMinutes % 60 === 0 ? count(holdMinutes / 60, 'hour') : count(holdMinutes, 'minute');
}
