import { assert, unreachable } from '../core/assert.ts';
import type { LineFacts, OrderFacts } from '../core/facts.ts';
import { currencyDigits, formatMoney, minor, type Minor } from '../core/money.ts';
import { pointsBalance, type Points } from '../core/points.ts';
import type { Definition, Tier } from './definition.ts';
import { largestRemainder } from './shares.ts';

/** Under which promise an order is counted: pinned to the order when its points are granted. */
export interface EarnTerms {
  readonly currency: string;
  /** Whole points per major unit of the currency. */
  readonly pointsPerMajorUnit: number;
  readonly rounding: Definition['earning']['rounding'];
}

/** The part of an order that earning looks at. */
export type EarnFacts = Pick<OrderFacts, 'currency' | 'lines' | 'unexplainedRefundMinor'>;

export interface AwardLine {
  readonly lineId: string;
  readonly title: string;
  /** What of the line counts, in minor units. */
  readonly baseMinor: Minor;
  /** The line's share; the shares of all lines sum to the award exactly. */
  readonly points: Points;
  /** Why, in words. */
  readonly text: string;
}

/** One step behind the number, stored with the posting. The `points` of all reasons sum to the award. */
export interface EarnReason extends Readonly<Record<string, unknown>> {
  readonly rule: 'purchase' | 'gift-card' | 'tip' | 'nothing-paid' | 'refunded-by-hand' | 'rounding' | 'other-currency';
  readonly text: string;
  readonly points: number;
}

export interface Award {
  readonly points: Points;
  /** Net merchandise that counts, in minor units: no tax, shipping, gift cards or tips. */
  readonly baseMinor: Minor;
  readonly lines: readonly AwardLine[];
  readonly reasons: readonly EarnReason[];
}

/** The terms of a tier of the programme. */
export function termsOf(definition: Definition, tier: Tier): EarnTerms {
  return { currency: definition.currency, pointsPerMajorUnit: tier.pointsPerMajorUnit, rounding: definition.earning.rounding };
}

/**
 * What an order earns under the given terms: base × rate, rounded once for the whole order, split over the lines by largest
 * remainder. Whole numbers only. Never throws for what a shop can send: what does not count is named among the reasons.
 */
export function earn(order: EarnFacts, terms: EarnTerms): Award {
  if (order.currency !== terms.currency) return nothing(otherCurrency(order.currency, terms.currency));
  const counted = order.lines.filter((line) => whyNotCounted(line) === undefined);
  const gross = counted.reduce((sum, line) => sum + line.netMinor, 0);
  const byHand = Math.min(gross, Math.max(0, order.unexplainedRefundMinor));
  const bases = largestRemainder(
    minor(gross - byHand),
    counted.map((line) => line.netMinor),
  );
  const total = awardPoints(gross - byHand, terms);
  const shares = largestRemainder(total, bases);
  const awards = new Map(counted.map((line, i) => [line, awardLine(line, bases[i] ?? 0, shares[i] ?? 0, terms)]));
  const shared = byHand > 0;
  return {
    points: pointsBalance(total),
    baseMinor: minor(gross - byHand),
    lines: [...awards.values()],
    reasons: [...order.lines.flatMap((line) => lineReason(line, awards.get(line), terms, shared)), ...orderReasons(gross, byHand, terms)],
  };
}

/** Points for an amount: the exact product of base and rate, rounded once. */
export function awardPoints(baseMinor: number, terms: EarnTerms): number {
  const divisor = 10n ** BigInt(currencyDigits(terms.currency));
  const rounded = Number(divided(BigInt(baseMinor) * BigInt(terms.pointsPerMajorUnit), divisor, terms.rounding));
  assert(Number.isSafeInteger(rounded), 'an award is a safe whole number');
  return rounded;
}

function divided(product: bigint, divisor: bigint, rounding: EarnTerms['rounding']): bigint {
  switch (rounding) {
    case 'down':
      return product / divisor;
    case 'half-up':
      return (2n * product + divisor) / (2n * divisor);
    case 'up':
      return (product + divisor - 1n) / divisor;
    default:
      return unreachable(rounding);
  }
}

function whyNotCounted(line: LineFacts): EarnReason | undefined {
  if (line.giftCard) return { rule: 'gift-card', text: `${line.title}: gift cards earn no points`, points: 0 };
  if (line.tip) return { rule: 'tip', text: `${line.title}: tips earn no points`, points: 0 };
  if (line.netMinor <= 0) return { rule: 'nothing-paid', text: `${line.title}: nothing was paid for it`, points: 0 };
  return undefined;
}

function awardLine(line: LineFacts, baseMinor: number, points: number, terms: EarnTerms): AwardLine {
  const text = `${line.title}: ${money(baseMinor, terms)} × ${rateText(terms)}`;
  return { lineId: line.lineId, title: line.title, baseMinor: minor(baseMinor), points: pointsBalance(points), text };
}

/** All that the line's points can be computed from again, the unit of the currency included: 100 minor units to the dollar, 1 to the yen. */
function lineReason(line: LineFacts, award: AwardLine | undefined, terms: EarnTerms, shared: boolean): EarnReason[] {
  const reason = whyNotCounted(line);
  if (reason) return [{ ...reason, lineId: line.lineId }];
  if (!award) return [];
  const { lineId, baseMinor, points, text } = award;
  const { pointsPerMajorUnit, rounding } = terms;
  const minorPerMajor = 10 ** currencyDigits(terms.currency);
  // What it cost before its part of a refund by hand was taken off, by which that refund was shared.
  const net = shared ? { netMinor: line.netMinor } : {};
  return [{ rule: 'purchase', lineId, ...net, baseMinor, pointsPerMajorUnit, minorPerMajor, rounding, points, text }];
}

function orderReasons(gross: number, byHand: number, terms: EarnTerms): EarnReason[] {
  const reasons: EarnReason[] = [];
  if (byHand > 0) {
    const text = `${money(byHand, terms)} were refunded without naming an item and are shared over all items`;
    reasons.push({ rule: 'refunded-by-hand', text, points: 0, refundedMinor: byHand });
  }
  const exact = BigInt(gross - byHand) * BigInt(terms.pointsPerMajorUnit);
  const divisor = 10n ** BigInt(currencyDigits(terms.currency));
  if (exact % divisor !== 0n) {
    const places = currencyDigits(terms.currency);
    const text = `Rounded ${terms.rounding === 'half-up' ? 'to the nearest point' : terms.rounding} from ${decimal(exact, places)}, once for the whole order`;
    reasons.push({ rule: 'rounding', rounding: terms.rounding, text, points: 0 });
  }
  return reasons;
}

function nothing(reason: EarnReason): Award {
  return { points: pointsBalance(0), baseMinor: minor(0), lines: [], reasons: [reason] };
}

function otherCurrency(currency: string, expected: string): EarnReason {
  return { rule: 'other-currency', text: `The order is in ${currency}; points are counted in ${expected}`, points: 0 };
}

function rateText(terms: EarnTerms): string {
  const { pointsPerMajorUnit: rate } = terms;
  const one = formatMoney({ minor: minor(10 ** currencyDigits(terms.currency)), currency: terms.currency }).replace(/[.,]0+$/, '');
  return `${rate} ${rate === 1 ? 'point' : 'points'} per ${one}`;
}

function money(amountMinor: number, terms: EarnTerms): string {
  return formatMoney({ minor: minor(amountMinor), currency: terms.currency });
}

function decimal(scaled: bigint, places: number): string {
  const digits = scaled.toString().padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
