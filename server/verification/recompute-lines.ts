import { currencyDigits } from '../core/money.ts';
import type { Cause } from '../ledger/index.ts';
import type { Definition } from '../program/index.ts';
import { apportion, priced, rounded, total, whole, type Discrepancy, type Reason } from './recompute-numbers.ts';

/** Rate, unit, rounding and what counts are those of the version and tier that the cause names. */
export function wrongTerms(cause: Cause, definition: Definition): Discrepancy | undefined {
  const { rounding, roundingPer, include = {} } = definition.earning;
  const tier = definition.tiers.find(({ id }) => id === cause.tierId);
  const all = priced(cause.reasons ?? []);
  for (const line of all) {
    const currency = line['currency'];
    const due = currency === undefined ? ownRate(definition, tier) : foreignRate(tier, currency);
    const rate = whole(line['rate']);
    if (due === undefined || rate !== due.rate)
      return { why: 'the rate in its cause is not its tier’s', stated: rate, derived: due?.rate ?? 0 };
    if (line['unitMinor'] !== due.unit)
      return { why: 'the unit of money in its cause is not the programme’s', stated: whole(line['unitMinor']), derived: due.unit };
    const sameRounding = line['rounding'] === rounding && (line['per'] === 'line') === (roundingPer === 'line');
    if (!sameRounding) return { why: 'it was not rounded as the programme says', stated: 0, derived: 0 };
    if (currency !== all[0]?.['currency']) return { why: 'it is counted in two currencies', stated: 0, derived: 0 };
    if (whole(line['baseMinor']) < 0) return { why: 'a base in its cause is below nothing', stated: whole(line['baseMinor']), derived: 0 };
    if ((line['rule'] === 'shipping' && !include.shipping) || (line['rule'] === 'duties' && !include.duties))
      return { why: `by the programme, ${line['rule']} should not count`, stated: whole(line['points']), derived: 0 };
  }
  return undefined;
}

function ownRate({ currency, earning }: Definition, tier: Definition['tiers'][number] | undefined) {
  return tier && { rate: tier.pointsPerMajorUnit, unit: 10 ** currencyDigits(currency) * (earning.perMajorUnits ?? 1) };
}

function foreignRate(tier: Definition['tiers'][number] | undefined, currency: unknown) {
  const promised = typeof currency === 'string' ? tier?.rateIn?.[currency] : undefined;
  return promised && { rate: promised.points, unit: 10 ** currencyDigits(String(currency)) * promised.perMajorUnits };
}

/** A refund that named no item is shared by what the lines cost. */
export function wrongBases(reasons: readonly Reason[]): Discrepancy | undefined {
  const refunded = total(reasons.filter(({ rule }) => rule === 'refunded-by-hand').map((reason) => reason['refundedMinor']));
  if (refunded === 0) return undefined;
  const lines = reasons.filter(({ rule }) => rule === 'purchase');
  const nets = lines.map((line) => whole(line['netMinor']));
  return firstWrong(
    lines.map((line) => whole(line['baseMinor'])),
    apportion(BigInt(Math.max(0, total(nets) - refunded)), nets),
    (i) => `the base of line ${i + 1} in its cause is not its part of the refund`,
  );
}

export function wrongShares(reasons: readonly Reason[]): Discrepancy | undefined {
  const lines = priced(reasons);
  const [first] = lines;
  if (first === undefined) return undefined;
  const bases = lines.map((line) => whole(line['baseMinor']));
  const points = (base: number) => rounded(BigInt(base), whole(first['rate']), BigInt(whole(first['unitMinor'])), first['rounding']);
  const due = first['per'] === 'line' ? bases.map((base) => Number(points(base))) : apportion(points(total(bases)), bases);
  return firstWrong(
    lines.map((line) => whole(line['points'])),
    due,
    (i) => `the points of line ${i + 1} in its cause do not follow from base, rate and rounding`,
  );
}

function firstWrong(stated: readonly number[], derived: readonly number[], why: (i: number) => string): Discrepancy | undefined {
  const i = stated.findIndex((one, place) => one !== derived[place]);
  return i === -1 ? undefined : { why: why(i), stated: stated[i] ?? 0, derived: derived[i] ?? 0 };
}
