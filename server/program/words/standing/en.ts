import { plural } from '../plural.ts';
import type { Always, Ended, StandingWords } from './words.ts';

const always: Always = {
  pinned: 'because the shop’s team chose it for you',
  invited: 'because you are invited',
};

const ended: Ended = {
  pinned: 'the tier that the shop’s team had chosen has ended',
  kept: 'the time is over for which your former tier was kept',
  invited: 'your invitation has ended',
};

/** Standings in English. */
export const english: StandingWords = {
  because: ({ because, way, heldBy }, measured) => {
    const step = heldBy === 'step' ? ', and you go one tier down only' : '';
    switch (because.kind) {
      case 'joined':
        return 'because you joined';
      case 'order':
        return way === 'down'
          ? `because a change of order ${because.orderName} left ${measured('at')}`
          : `because order ${because.orderName} brought ${measured('to')}`;
      case 'action':
        return `because “${because.name}” brought ${measured('to')}`;
      case 'import':
        return `because the orders brought over left ${measured('at')}`;
      case 'merge':
        return way === 'down'
          ? 'because your orders now count for the account that yours was merged into'
          : `because an account was merged into yours, which brought ${measured('to')}`;
      case 'time':
        return `because older orders no longer count, which left ${measured('at')}${step}`;
      case 'verification':
        return `because a check of the books found ${measured('at')}`;
      case 'program':
        return `because version ${because.version} of the programme applies to ${measured('of')}`;
      case 'pinned':
        return 'because the shop’s team chose this tier for you';
      case 'invited':
        return 'because the shop’s team invited you';
      case 'keep-ended':
        return `because ${ended[because.keep]}, with ${measured('at')}`;
    }
  },
  keeps: (heldBy, tier, until, then) => {
    if (until === undefined) return heldBy in always ? `You are in ${tier} ${always[heldBy]}.` : `${tier} stays yours.`;
    const end = `until ${until}`;
    const after = then === undefined ? '' : ` After that it is ${then}.`;
    switch (heldBy) {
      case 'activity':
        return `What counts now keeps you in ${tier} ${end}.${after}`;
      case 'lasting':
        return `You reached ${tier} in the year before: it is yours ${end}.${after}`;
      case 'step':
        return `One step down from where you were: ${tier} is yours ${end}.${after}`;
      case 'grace':
        return `What keeps ${tier} counts no more; you still have it ${end}.${after}`;
      case 'pinned':
        return `The shop’s team chose ${tier} for you ${end}.${after}`;
      case 'kept':
        return `The rules have changed; ${tier} stays yours ${end}.${after}`;
      case 'invited':
        return `You are invited to ${tier} ${end}.${after}`;
    }
  },
  measure: (period, measure) => {
    const name = { spendMinor: 'spend', points: 'points', orders: 'orders' }[measure];
    switch (period.kind) {
      case 'rolling-months':
        return `your ${period.months}-month ${name}`;
      case 'lifetime':
        return `your ${name} so far`;
      case 'calendar-year':
        return `your ${name} this year`;
      case 'membership-year':
        return `your ${name} in this year of membership`;
    }
  },
  missing: {
    spend: (amount: string) => `spend ${amount} more`,
    points: (count: string, value: number) => `earn ${count} more ${plural('en', value, 'point', 'points')}`,
    orders: (count: string, value: number) => `place ${count} more ${plural('en', value, 'order', 'orders')}`,
    all: (list: string, tier: string) => `${list.charAt(0).toUpperCase()}${list.slice(1)} to reach ${tier}.`,
    none: (tier: string) => `Nothing is missing to ${tier}.`,
  },
};
