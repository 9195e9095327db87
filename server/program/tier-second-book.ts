import type { Definition } from './definition.ts';

/*
 * The second calculation of tiers: day by day, from nothing but the rules in plain words. It notes every day what holds which tier and
 * looks back instead of ahead. Shares no code with the walk. For tests and for the check of the books.
 */

export interface SecondDeed {
  /** The shop's day. */
  readonly day: string;
  readonly spendMinor: number;
  readonly points: number;
  readonly orders: number;
}

type Rules = Pick<Definition, 'tiers' | 'qualification'>;

interface Promised {
  readonly place: number;
  readonly last: string;
}

/**
 * The places of the tiers that activity gives on each day of a range: at its end, with all deeds of the day. Deeds are in order, and
 * none is before the range.
 */
export function placesByDay(rules: Rules, joined: string, deeds: readonly SecondDeed[], from: string, to: string): Map<string, number> {
  const { drop, graceDays, period } = rules.qualification;
  const places = new Map<string, number>();
  const promises: Promised[] = [];
  /** For each tier the last day on which something held it. */
  const heldOn = rules.tiers.map(() => '');
  let stands = 0;
  const note = (day: string, sums: readonly number[]) => {
    const most = Math.max(reach(rules, sums), ...promises.filter(({ last }) => day <= last).map(({ place }) => place));
    for (let place = 0; place <= most; place++) heldOn[place] = day;
  };
  for (let day = from; day <= to; day = plusDays(day, 1)) {
    const since = firstCounted(period, joined, day);
    const before = deeds.filter((deed) => deed.day >= since && deed.day < day);
    const today = deeds.filter((deed) => deed.day === day);
    note(day, summed(before));
    const kept = (place: number) => (heldOn[place] ?? '') >= (graceDays === 0 ? day : plusDays(day, -graceDays));
    if (!kept(stands)) {
      const below = rules.tiers.map((tier, place) => ({ tier, place })).filter(({ tier, place }) => place < stands && !tier.inviteOnly);
      if (drop === 'one-step') {
        stands = below.at(-1)?.place ?? 0;
        promises.push({ place: stands, last: anotherEnds(period, joined, day) });
      } else {
        stands = below.findLast(({ place }) => kept(place))?.place ?? 0;
      }
    }
    const sums = summed([...before, ...today]);
    const reached = reach(rules, sums);
    if ('lasts' in period && period.lasts === 'next-year' && today.length > 0)
      promises.push({ place: reached, last: yearEnd(period.kind, joined, plusDays(yearEnd(period.kind, joined, day), 1)) });
    stands = Math.max(stands, reached);
    note(day, sums);
    places.set(day, stands);
  }
  return places;
}

function reach({ tiers, qualification: { need } }: Rules, [spend = 0, points = 0, orders = 0]: readonly number[]): number {
  let reached = 0;
  for (const [place, tier] of tiers.entries()) {
    if (place === 0 || tier.inviteOnly) continue;
    const asked = [
      [tier.thresholdMinor, spend],
      [tier.thresholdPoints ?? 0, points],
      [tier.thresholdOrders ?? 0, orders],
    ].filter(([threshold]) => threshold !== 0);
    const met = asked.filter(([threshold = 0, has = 0]) => has >= threshold);
    if (met.length > 0 && (need === 'any' || met.length === asked.length)) reached = place;
  }
  return reached;
}

function summed(deeds: readonly SecondDeed[]): number[] {
  return deeds.reduce(
    ([spend = 0, points = 0, orders = 0], deed) => [spend + deed.spendMinor, points + deed.points, orders + deed.orders],
    [0, 0, 0],
  );
}

/** The first day whose deeds count on a day. */
function firstCounted(period: Rules['qualification']['period'], joined: string, day: string): string {
  if (period.kind === 'lifetime') return '';
  if (period.kind === 'rolling-months') return plusDays(plusMonths(day, -period.months), 1);
  return period.kind === 'calendar-year' ? `${day.slice(0, 4)}-01-01` : plusMonths(joined, 12 * (yearsTo(joined, day) - 1));
}

function anotherEnds(period: Rules['qualification']['period'], joined: string, day: string): string {
  if (period.kind === 'rolling-months') return plusDays(plusMonths(day, period.months), -1);
  return period.kind === 'lifetime' ? '9999-12-31' : yearEnd(period.kind, joined, day);
}

/** The last day of the year that a day is in. */
function yearEnd(kind: 'calendar-year' | 'membership-year', joined: string, day: string): string {
  if (kind === 'calendar-year') return `${day.slice(0, 4)}-12-31`;
  return plusDays(plusMonths(joined, 12 * yearsTo(joined, day)), -1);
}

/** How many years after joining the first anniversary is that comes after a day. */
function yearsTo(joined: string, day: string): number {
  let years = Number(day.slice(0, 4)) - Number(joined.slice(0, 4)) - 1;
  while (plusMonths(joined, 12 * years) <= day) years++;
  return years;
}

export function plusDays(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

function plusMonths(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const length = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, length))).toISOString().slice(0, 10);
}
