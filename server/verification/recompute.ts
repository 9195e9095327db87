import type { Cause } from '../ledger/index.ts';
import type { Definition } from '../program/index.ts';
import { wrongBonuses } from './recompute-bonuses.ts';
import { wrongCaps } from './recompute-caps.ts';
import { wrongBases, wrongShares, wrongTerms } from './recompute-lines.ts';
import { whole, type Discrepancy, type Reason } from './recompute-numbers.ts';

export type { Discrepancy } from './recompute-numbers.ts';

/** What the causes of an order's posting come to. Points are signed: below zero, they are to be taken back. */
export interface Recomputed {
  /** What the posting is about, before any policy. */
  readonly about: number;
  /** What the order had before, as the cause says. */
  readonly before: number;
}

/** Rules by which an order earns. */
const earning = new Set([
  'purchase',
  'shipping',
  'duties',
  'line-factor',
  'channel-factor',
  'subscription-factor',
  'campaign-factor',
  'line-points',
  'first-order',
  'order-milestone',
  'spend-milestone',
  'campaign-bonus',
]);

/** Rules that take away. */
const taking = new Set(['cap', 'given-before', 'left-before']);

/** Rules that explain and move nothing; where the programme has to say so, how. */
const explaining: Readonly<Record<string, (earning: Definition['earning'], reason: Reason) => boolean>> = {
  'gift-card': ({ include }) => include?.giftCards !== true,
  tip: ({ include }) => include?.tips !== true,
  'nothing-paid': () => true,
  'on-sale': ({ exclude }) => exclude?.saleLines === true,
  'by-code': ({ exclude }) => exclude?.codeLines === true,
  'excluded-line': ({ exclude }) => exclude?.lines !== undefined,
  'excluded-customer': ({ exclude }, { tag }) => named(exclude?.customerTags, tag),
  'excluded-channel': ({ exclude }, { channel }) => named(exclude?.channels, channel),
  'below-minimum': ({ minimumOrderMinor = 0 }, { minimumMinor, baseMinor }) =>
    minimumMinor === minimumOrderMinor && whole(baseMinor) < minimumOrderMinor,
  'refunded-by-hand': () => true,
  rounding: () => true,
  'other-currency': () => true,
  'nothing-counts': () => true,
  cancelled: () => true,
  'test-order': () => true,
  'not-paid': () => true,
  'before-programme': () => true,
  policy: ({ clawback }, { policy }) => policy === clawback,
  'moved-to-another-customer': () => true,
};

/**
 * Computes an order's posting again from its cause and the programme version it names: each line's base × rate, what every factor adds
 * to it, fixed points and caps, less what was given before. Written apart from what grants points, and sharing nothing with it.
 */
export function recomputeOrder(cause: Cause, definition: Definition | undefined): Recomputed | Discrepancy {
  const reasons = cause.reasons ?? [];
  if (definition === undefined)
    return { why: 'its cause names no version of the programme that was published', stated: cause.programVersion ?? 0, derived: 0 };
  const wrong =
    reasons.map((reason) => wrongShape(reason, definition)).find((one) => one !== undefined) ??
    wrongTerms(cause, definition) ??
    wrongBases(reasons) ??
    wrongShares(reasons) ??
    wrongBonuses(cause, definition) ??
    wrongCaps(reasons, definition.earning.caps ?? {}, (rule) => earning.has(rule));
  if (wrong) return wrong;
  const sum = (counts: (rule: string) => boolean) =>
    reasons.filter((reason) => counts(String(reason['rule']))).reduce((total, reason) => total + whole(reason['points']), 0);
  const before = 0 - sum((rule) => rule === 'given-before' || rule === 'left-before');
  return { about: sum((rule) => earning.has(rule) || rule === 'cap') - before, before };
}

function wrongShape(reason: Reason, { earning: promised }: Definition): Discrepancy | undefined {
  const rule = String(reason['rule']);
  const points = reason['points'];
  const stated = Number.isSafeInteger(points) ? Number(points) : 0;
  const wrong = (why: string) => ({ why, stated, derived: 0 });
  if (!Number.isSafeInteger(points)) return wrong(`“${rule}” in its cause says no whole number of points`);
  if (earning.has(rule)) return stated < 0 ? wrong(`“${rule}” in its cause earns less than nothing`) : undefined;
  if (taking.has(rule)) return stated > 0 ? wrong(`“${rule}” in its cause adds points`) : undefined;
  const holds = Object.hasOwn(explaining, rule) ? explaining[rule] : undefined;
  if (holds === undefined) return wrong(`“${rule}” in its cause cannot be computed again`);
  if (stated !== 0) return wrong(`“${rule}” in its cause should move no points`);
  return holds(promised, reason) ? undefined : wrong(`the programme does not say “${rule}”`);
}

function named(words: readonly string[] | undefined, word: unknown): boolean {
  return words?.some((one) => one.trim().toLowerCase() === String(word).trim().toLowerCase()) === true;
}
