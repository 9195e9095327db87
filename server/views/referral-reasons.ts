import { formatMoney, minor } from '../core/money.ts';
import type { ReferralReason, SuspicionReason } from '../referrals/index.ts';

/** What speaks against a referral, for staff. */
const signals: Readonly<Record<SuspicionReason, string>> = {
  'same-mailbox': 'Both orders came with one mailbox',
  'disposable-mailbox': 'The friend’s mailbox is of those that are thrown away after use',
  'disposable-and-shared': 'Behind that mailbox are the member’s address, network, card, telephone or browser',
  'same-name': 'Both have one name',
  'similar-name': 'Their names begin and end alike',
  'same-phone': 'Both have one phone number',
  'same-card': 'Both paid with a card of the same digits',
  'same-device': 'Both ordered from one browser',
  'several-at-home': 'At one address they share more than one of card, telephone and browser',
  'shared-apart': 'They live apart, and share a card or a telephone',
  'shared-with-friends': 'Other friends of this member share card, browser, house or network with this one',
  'one-purse': 'Several friends of this member paid with one card',
  'cancelled-soon': 'Friends of this member cancelled soon after they ordered',
  'bought-before': 'The friend looks like a customer who bought before',
};

export interface Told {
  readonly text: string;
  /** How much it speaks against it; null: it is no signal. */
  readonly weight: number | null;
}

/** Why a referral stands as it does, in English, the heaviest first. `staff` names a staff member by their id. */
export function referralReasons(reasons: readonly ReferralReason[], currency: string, staff: (userId: string) => string): Told[] {
  const money = (amountMinor: number) => formatMoney({ minor: minor(amountMinor), currency });
  return reasons
    .flatMap((reason): Told[] => {
      if (reason.code === 'suspicious') return reason.signals.map(({ code, weight }) => ({ text: signals[code], weight }));
      return [{ text: plain(reason, money, staff), weight: null }];
    })
    .toSorted((a, b) => (b.weight ?? 0) - (a.weight ?? 0));
}

function plain(
  reason: Exclude<ReferralReason, { code: 'suspicious' }>,
  money: (amountMinor: number) => string,
  staff: (userId: string) => string,
): string {
  switch (reason.code) {
    case 'code-used':
      return 'The friend came by the member’s code';
    case 'same-person':
      return 'Member and friend are one customer';
    case 'brought-before':
      return 'Somebody else brought this friend before';
    case 'blocked':
      return 'The member may not bring friends any more';
    case 'not-new':
      return 'The friend had bought here before';
    case 'limit-reached':
      return `The member was thanked for ${reason.times} friends in this period; the friend alone is thanked`;
    case 'cancelled':
      return 'The friend’s first order was cancelled';
    case 'below-minimum':
      return `The friend’s first order comes to ${money(reason.minor)}; it takes ${money(reason.minimumMinor)}`;
    case 'order-counts':
      return `The friend’s first order comes to ${money(reason.minor)}`;
    case 'by-staff': {
      const done = { approved: 'approved it', refused: 'refused it', reopened: 'had it wait again' }[reason.act];
      const who = staff(reason.staffId);
      return `${who.charAt(0).toUpperCase()}${who.slice(1)} ${done}: ${reason.note}`;
    }
    case 'window-over':
      return 'The return window is over';
  }
}
