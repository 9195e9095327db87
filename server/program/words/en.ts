import type { FactorReason, ReasonOf } from '../earn-reasons.ts';
import { plural } from './plural.ts';
import type { Sentences } from './reason-text.ts';
import type { Say } from './say.ts';

const item = (say: Say, lineId: string) => say.title(lineId) ?? 'An item';
const points = (say: Say, count: number) => `${say.number(count)} ${plural('en', count, 'point', 'points')}`;

function priced({ baseMinor, currency, rate, unitMinor }: ReasonOf<'purchase' | 'shipping' | 'duties'>, say: Say): string {
  return `${say.money(baseMinor, currency)} × ${points(say, rate)} per ${say.unit(unitMinor, currency)}`;
}

function factor({ factor: hundredths, baseMinor, currency, lineIds = [] }: FactorReason, say: Say): string {
  const on = (lineIds.length > 0 ? say.titles(lineIds) : undefined) ?? say.money(baseMinor, currency);
  return `${say.factor(hundredths)} on ${on}`;
}

function capped({ uncapped, capPerMember, givenBefore }: ReasonOf<'campaign-bonus' | 'campaign-factor'>, say: Say): string {
  if (uncapped === undefined) return '';
  return `; each member gets at most ${points(say, capPerMember ?? 0)} of it and had ${say.number(givenBefore ?? 0)} before`;
}

const ways = { down: 'down', 'half-up': 'to the nearest point', up: 'up' } as const;

/** The reasons in English. */
export const english: Sentences = {
  purchase: (reason, say) => `${item(say, reason.lineId)}: ${priced(reason, say)}`,
  shipping: (reason, say) => `Shipping: ${priced(reason, say)}`,
  duties: (reason, say) => `Duties: ${priced(reason, say)}`,
  'gift-card': ({ lineId }, say) => `${item(say, lineId)}: gift cards earn no points`,
  tip: ({ lineId }, say) => `${item(say, lineId)}: tips earn no points`,
  'nothing-paid': ({ lineId }, say) => `${item(say, lineId)}: nothing was paid for it`,
  'on-sale': ({ lineId }, say) => `${item(say, lineId)}: items on sale earn no points`,
  'by-code': ({ lineId }, say) => `${item(say, lineId)}: items that a discount code made cheaper earn no points`,
  'excluded-line': ({ lineId }, say) => `${item(say, lineId)}: the programme gives no points for it`,
  'refunded-by-hand': ({ refundedMinor, currency }, say) =>
    `${say.money(refundedMinor, currency)} were refunded without naming an item and are shared over all items`,
  'other-currency': ({ currency }, say) => `The order is in ${currency}; points are counted in ${say.currency}`,
  'excluded-customer': ({ tag }) => `Customers with the tag “${tag}” earn no points`,
  'excluded-channel': ({ channel }) => `Orders from “${channel}” earn no points`,
  'below-minimum': ({ baseMinor, minimumMinor }, say) =>
    `Orders earn points from ${say.money(minimumMinor)} on; ${say.money(baseMinor)} of this one counts`,
  rounding: (reason, say) =>
    'per' in reason
      ? `Rounded ${ways[reason.rounding]}, item by item`
      : `Rounded ${ways[reason.rounding]} from ${say.number(reason.whole + reason.rest / reason.of)}, once for the whole order`,
  'line-factor': (reason, say) => `${say.rule(reason.id) ?? 'More points for these items'}: ${factor(reason, say)}`,
  'channel-factor': (reason, say) => `${say.rule(reason.id) ?? 'More points where it was bought'}: ${factor(reason, say)}`,
  'subscription-factor': (reason, say) => `${say.rule(reason.id) ?? 'More points for subscriptions'}: ${factor(reason, say)}`,
  'campaign-factor': (reason, say) => `${say.campaign(reason.id) ?? 'Campaign'}: ${factor(reason, say)}${capped(reason, say)}`,
  'line-points': ({ id, lineId, quantity, each }, say) =>
    `${say.rule(id) ?? 'Extra points'}: ${say.number(quantity)} × ${points(say, each)} for ${say.title(lineId) ?? 'an item'}`,
  'first-order': ({ id }, say) => `${say.rule(id) ?? 'First order'}: for the first order`,
  'order-milestone': ({ id, orderNumber }, say) => `${say.rule(id) ?? 'Orders'}: for order number ${say.number(orderNumber)}`,
  'spend-milestone': ({ id, reachedMinor }, say) => `${say.rule(id) ?? 'Spend'}: for reaching ${say.money(reachedMinor)} in all`,
  'campaign-bonus': (reason, say) =>
    `${say.campaign(reason.id) ?? 'Campaign'}: for an order of ${say.money(reason.minimumMinor)} or more${capped(reason, say)}`,
  'nothing-counts': () => 'Nothing on the order counts, so there are no extra points either',
  cap: (reason, say) => capText(reason, say),
};

function capText({ cap, most, earnedBefore }: ReasonOf<'cap'>, say: Say): string {
  const before = `${say.number(earnedBefore ?? 0)} were earned before`;
  switch (cap) {
    case 'order':
      return `No more than ${points(say, most)} for one order`;
    case 'day':
      return `No more than ${points(say, most)} a day; ${before}`;
    case 'month':
      return `No more than ${points(say, most)} a month; ${before}`;
    case 'posting':
      return `No more than ${points(say, most)} at once`;
  }
}
