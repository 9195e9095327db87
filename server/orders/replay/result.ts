import { currencyDigits } from '../../core/money.ts';
import {
  comparePoints,
  liabilityMinor,
  pointValue,
  typicalOrderMajor,
  worthMinor,
  type ByExpiry,
  type Compared,
  type Definition,
  type MonthOfPoints,
} from '../../program/index.ts';
import type { PointsHistory } from './history.ts';
import { tierNames, type Sample, type Side, type Tally } from './tally.ts';

export interface ResultOf {
  readonly tally: Tally;
  readonly history: PointsHistory;
  readonly published: Definition;
  readonly draft: Definition;
  readonly months: number;
  /** The first and the last that are shown: "2026-03". */
  readonly firstMonth: string;
  readonly lastMonth: string;
}

const nothing: ByExpiry = new Map();

/** What trying a draft came to, as it is kept and shown. Members' names are added when somebody reads it. */
export function resultOf({ tally, history, published, draft, months, firstMonth, lastMonth }: ResultOf) {
  const books = comparePoints(monthsOfPoints(tally, history, firstMonth, lastMonth));
  const typicalOrderMinor = typicalOf(tally, draft.currency);
  const values = { before: pointValue(published, typicalOrderMinor), after: pointValue(draft, typicalOrderMinor) };
  const minorPerMajor = 10 ** currencyDigits(draft.currency);
  const owed = (open: number, micros: number) => liabilityMinor(open, micros, minorPerMajor, books.breakage);
  const shown = books.months.filter(({ month }) => month >= firstMonth);
  const redeemed = { before: sum(shown.map((one) => one.redeemed.before)), after: sum(shown.map((one) => one.redeemed.after)) };
  const nameOf = tierNames(published, draft);
  return {
    months,
    orders: tally.ordersTried,
    members: tally.members,
    points: tally.points,
    liveDifference: tally.points.replayed - tally.points.live,
    byMonth: shown.map(({ month, issued, redeemed: used, openPoints }) => ({
      month,
      orders: tally.months.get(month)?.orders ?? 0,
      issued,
      redeemed: used,
      openPoints,
      liabilityMinor: { before: owed(openPoints.before, values.before.micros), after: owed(openPoints.after, values.after.micros) },
    })),
    byTier: tiersOf(tally, published, draft).map((tierId) => ({
      tierId,
      name: nameOf(tierId),
      ...(tally.tiers.get(tierId) ?? { before: 0, after: 0 }),
    })),
    moves: [...tally.moves.values()]
      .map(({ from, to, members }) => ({ from: nameOf(from), to: nameOf(to), members }))
      .toSorted((a, b) => b.members - a.members),
    costMinor: {
      before: worthMinor(redeemed.before, values.before.micros, published.currency),
      after: worthMinor(redeemed.after, values.after.micros, draft.currency),
    },
    winners: sideOf(tally.winners, nameOf),
    losers: sideOf(tally.losers, nameOf),
    assumptions: assumptionsOf(values, books),
  };
}

/** Every month from the first with anything in it to the last, also those in which nothing happened. */
function monthsOfPoints(tally: Tally, { used, gifts }: PointsHistory, firstMonth: string, lastMonth: string): MonthOfPoints[] {
  const all = [...tally.months.keys(), ...used.keys(), ...gifts.keys(), firstMonth].filter((month) => month <= lastMonth).toSorted();
  const months: MonthOfPoints[] = [];
  for (let month = all[0] ?? lastMonth; month <= lastMonth; month = following(month)) {
    const tallied = tally.months.get(month);
    const given = gifts.get(month);
    months.push({
      month,
      issued: { before: together(tallied?.before, given), after: together(tallied?.after, given) },
      used: used.get(month) ?? 0,
    });
  }
  return months;
}

function together(earned: ByExpiry = nothing, given: ByExpiry = nothing): ByExpiry {
  if (given.size === 0) return earned;
  const all = new Map(earned);
  for (const [expiry, points] of given) all.set(expiry, (all.get(expiry) ?? 0) + points);
  return all;
}

function following(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return number === 12 ? `${(year ?? 0) + 1}-01` : `${year}-${String((number ?? 0) + 1).padStart(2, '0')}`;
}

function typicalOf({ spending }: Tally, currency: string): number {
  return spending.orders === 0 ? typicalOrderMajor * 10 ** currencyDigits(currency) : Math.round(spending.minor / spending.orders);
}

/** The draft's from the lowest to the highest, then those it no longer has. */
function tiersOf(tally: Tally, published: Definition, draft: Definition): string[] {
  return [...new Set([...draft.tiers.map(({ id }) => id), ...published.tiers.map(({ id }) => id), ...tally.tiers.keys()])];
}

function sideOf({ members, points, samples }: Side, nameOf: (id: string) => string) {
  return {
    members,
    points,
    samples: samples.map((sample) => ({
      memberId: sample.memberId,
      name: null,
      before: sample.before,
      after: sample.after,
      fromTier: nameOf(sample.fromTier),
      toTier: nameOf(sample.toTier),
      reasons: reasonsOf(sample, nameOf),
    })),
  };
}

function reasonsOf({ fromTier, toTier, orders }: Sample, nameOf: (id: string) => string): string[] {
  const moved = fromTier === toTier ? [] : [`Stands in ${nameOf(toTier)} instead of ${nameOf(fromTier)}.`];
  return [...moved, ...orders.map(({ name, before, after }) => `Order ${name}: ${count(after)} instead of ${count(before)} points.`)];
}

function assumptionsOf(values: Record<'before' | 'after', ReturnType<typeof pointValue>>, { breakage }: Compared): string[] {
  const value = ({ micros, byReward }: ReturnType<typeof pointValue>) =>
    byReward === undefined ? `${count(micros)} millionths` : `${count(micros)} millionths, by “${byReward}”`;
  const broken = breakage.ended === 0 ? 0 : Math.round((1000 * breakage.expired) / breakage.ended) / 10;
  return [
    'Members would have bought the same things on the same days.',
    'Of the points they could have used in a month they would have used the same share as they did.',
    `A used point costs ${value(values.before)} of a unit of the currency now, and ${value(values.after)} under the draft.`,
    `${broken} % of the points that ended so far have expired; the same share of the open ones is not owed.`,
    'Points for anything but orders are the same under both.',
    'Points that expire by inactivity last as long as if nothing else happened after they were earned.',
  ];
}

function count(number: number): string {
  return number.toLocaleString('en');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
