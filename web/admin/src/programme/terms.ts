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
  return `what they did ${periodWords(qualification.period)}`;
}

function periodWords(period: Definition['qualification']['period']): string {
  switch (period.kind) {
    case 'rolling-months':
      return `in the last ${count(period.months, 'month')}`;
    case 'lifetime':
      return 'since they joined';
    case 'calendar-year':
      return 'in the calendar year';
    case 'membership-year':
      return 'in the year since the day they joined';
  }
}

export function roundingWords({ earning }: Definition): string {
  const words = { down: 'rounded down', 'half-up': 'rounded to the nearest point, halves up', up: 'rounded up' };
  return `${words[earning.rounding]}, once per order`;
}

export function vestingWords({ earning: { vesting } }: Definition): string {
  switch (vesting.kind) {
    case 'at-once':
      return 'as soon as the order is paid';
    case 'after-days':
      return `${count(vesting.days, 'day')} after the order is paid`;
    case 'on-fulfilment':
      return `${count(vesting.days, 'day')} after the order is sent`;
    case 'on-delivery':
      return `${count(vesting.days, 'day')} after the order arrived`;
    case 'return-window':
      return `after the return window of ${count(vesting.days, 'day')}`;
  }
}

export function expiryWords({ earning: { expiry } }: Definition): string {
  switch (expiry.kind) {
    case 'never':
      return 'never';
    case 'months-after-earning':
      return `${count(expiry.months, 'month')} after they were earned`;
    case 'inactivity':
      return `after ${count(expiry.months, 'month')} without an order or a reward`;
    case 'calendar-date':
      return `on day ${expiry.day} of month ${expiry.month}, at least ${count(expiry.atLeastMonths, 'month')} after they were earned`;
  }
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
