import type { LineFacts, OrderFacts } from '../core/facts.ts';
import type { EarnReason, ReasonOf } from './earn-reasons.ts';
import { anyOf, type Rate, type TierTerms } from './earn-terms.ts';
import { proportion } from './rounding.ts';
import { largestRemainder } from './shares.ts';

/** The part of an order that earning looks at. */
export type EarnFacts = Pick<
  OrderFacts,
  'currency' | 'lines' | 'unexplainedRefundMinor' | 'channel' | 'customerTags' | 'shippingMinor' | 'dutiesMinor' | 'paidCurrency'
>;

/** A part of an order that counts: a line, shipping or duties. Money in the currency of the rate. */
export interface Part {
  readonly kind: 'purchase' | 'shipping' | 'duties';
  /** Of a purchase. */
  readonly line: LineFacts | undefined;
  /** Before its part of a refund by hand. */
  readonly grossMinor: number;
  readonly baseMinor: number;
}

/** What of an order counts. */
export interface Counted {
  readonly rate: Rate;
  readonly parts: readonly Part[];
  /** The sum of the parts. */
  readonly baseMinor: number;
  /** The same in the shop's money, by which minimum orders are judged. */
  readonly worthMinor: number;
  /** Net merchandise in the shop's money: what counts towards a tier. */
  readonly spendMinor: number;
  /** Refunded without naming a line, and shared over them, in the currency of the rate. */
  readonly byHandMinor: number;
}

export type WhyNotLine = ReasonOf<'gift-card' | 'tip' | 'nothing-paid' | 'on-sale' | 'by-code' | 'excluded-line'>;

/** More than any line costs; keeps every sum whole. */
const LINE_MINOR_MAX = 1_000_000_000_000;

/** Why nothing on an order counts, whatever it is; undefined: it counts. */
export function whyNotOrder(order: EarnFacts, terms: TierTerms): EarnReason | undefined {
  if (order.currency !== terms.currency) return { rule: 'other-currency', currency: order.currency, points: 0 };
  const tag = terms.excludedTags && anyOf(terms.excludedTags, order.customerTags);
  if (tag !== undefined) return { rule: 'excluded-customer', tag, points: 0 };
  const channel = terms.excludedChannels && order.channel !== undefined ? anyOf(terms.excludedChannels, [order.channel]) : undefined;
  return channel === undefined ? undefined : { rule: 'excluded-channel', channel, points: 0 };
}

/** Why a line does not count; undefined: it does. */
export function whyNotLine(line: LineFacts, terms: TierTerms): WhyNotLine['rule'] | undefined {
  if (line.giftCard && terms.include.giftCards !== true) return 'gift-card';
  if (line.tip && terms.include.tips !== true) return 'tip';
  if (line.netMinor <= 0) return 'nothing-paid';
  if (terms.saleLines && line.onSale === true) return 'on-sale';
  if (terms.codeLines && line.byCode === true) return 'by-code';
  return terms.excludes?.(line) === true ? 'excluded-line' : undefined;
}

/** The parts of an order that count, each with its base. Refunds that name no line lower all lines in proportion; shipping alone counts for nothing. */
export function countParts(order: EarnFacts, terms: TierTerms): Counted {
  const lines = order.lines.filter((line) => whyNotLine(line, terms) === undefined);
  const rate = rateFor(order, lines, terms);
  const worths = lines.map((line) => inShopMoney(line, terms));
  const grosses = rate.foreign === undefined ? worths : lines.map((line) => inPaidMoney(line, terms));
  const worth = sum(worths);
  const gross = rate.foreign === undefined ? worth : sum(grosses);
  const refunded = Math.min(worth, Math.max(0, order.unexplainedRefundMinor));
  const byHandMinor = rate.foreign === undefined ? refunded : Math.min(gross, proportion(refunded, gross, worth));
  const bases = byHandMinor === 0 ? grosses : largestRemainder(gross - byHandMinor, grosses);
  const parts: Part[] = lines.map((line, i) => ({
    kind: 'purchase',
    line,
    grossMinor: grosses[i] ?? 0,
    baseMinor: bases[i] ?? 0,
  }));
  const counted = {
    rate,
    parts,
    baseMinor: gross - byHandMinor,
    worthMinor: worth - refunded,
    spendMinor: Math.max(0, merchandise(lines) - refunded),
    byHandMinor,
  };
  return counted.baseMinor > 0 && (terms.include.shipping === true || terms.include.duties === true)
    ? withSending(counted, order, terms, (minor) => (rate.foreign === undefined ? minor : proportion(minor, gross, worth)))
    : counted;
}

/** The currency the order was paid in, if the tier has a rate for it and every line says what was paid in it; else the shop's. */
function rateFor(order: EarnFacts, lines: readonly LineFacts[], terms: TierTerms): Rate {
  const foreign = order.paidCurrency === undefined ? undefined : terms.rateIn.get(order.paidCurrency);
  return foreign !== undefined && lines.every((line) => line.paidNetMinor !== undefined) ? foreign : terms.rate;
}

function inShopMoney({ netMinor, taxMinor }: LineFacts, { include }: TierTerms): number {
  return bounded(netMinor) + (include.tax === true ? bounded(taxMinor ?? 0) : 0);
}

function inPaidMoney({ paidNetMinor, paidTaxMinor }: LineFacts, { include }: TierTerms): number {
  return bounded(paidNetMinor ?? 0) + (include.tax === true ? bounded(paidTaxMinor ?? 0) : 0);
}

function merchandise(lines: readonly LineFacts[]): number {
  let all = 0;
  for (const line of lines) if (!line.giftCard && !line.tip) all += bounded(line.netMinor);
  return all;
}

function withSending(counted: Counted, order: EarnFacts, { include }: TierTerms, converted: (minor: number) => number): Counted {
  const sent = { shipping: include.shipping && order.shippingMinor, duties: include.duties && order.dutiesMinor };
  const parts = [...counted.parts];
  let { baseMinor, worthMinor } = counted;
  for (const kind of ['shipping', 'duties'] as const) {
    const worth = bounded(sent[kind] ?? 0);
    if (worth === 0) continue;
    const base = converted(worth);
    parts.push({ kind, line: undefined, grossMinor: base, baseMinor: base });
    baseMinor += base;
    worthMinor += worth;
  }
  return { ...counted, parts, baseMinor, worthMinor };
}

function bounded(minor: number): number {
  return Math.min(LINE_MINOR_MAX, Math.max(0, minor));
}

function sum(values: readonly number[]): number {
  let all = 0;
  for (const value of values) all += value;
  return all;
}
