import type { SimulationResult } from '@laurel/server/api';
import { money, number, percent } from '../words/numbers.ts';

/** Numbers of a simulation, summed up and said. */

export interface BeforeAfter {
  readonly before: number;
  readonly after: number;
}

/** "The draft would have issued 12,400 points instead of 10,000: 24% more." */
export function issuedSentence({ points }: Pick<SimulationResult, 'points'>): string {
  const { replayed, draft } = points;
  if (draft === replayed) return `The draft would have issued ${number(draft)} points, as many as the published rules.`;
  const more = draft > replayed;
  const share = replayed === 0 ? '' : `: ${percent(Math.abs(draft - replayed), replayed)} ${more ? 'more' : 'less'}`;
  return `The draft would have issued ${number(draft)} points instead of ${number(replayed)}${share}.`;
}

export function redeemedOf({ byMonth }: Pick<SimulationResult, 'byMonth'>): BeforeAfter {
  return {
    before: byMonth.reduce((sum, { redeemed }) => sum + redeemed.before, 0),
    after: byMonth.reduce((sum, { redeemed }) => sum + redeemed.after, 0),
  };
}

/** What open points are worth when the last month ends, in minor units. */
export function liabilityOf({ byMonth }: Pick<SimulationResult, 'byMonth'>): BeforeAfter {
  return byMonth.at(-1)?.liabilityMinor ?? { before: 0, after: 0 };
}

/** "+$12.00", "−$3.50", "no change" */
export function moneyChange({ before, after }: BeforeAfter, currency: string): string {
  if (after === before) return 'no change';
  return `${after > before ? '+' : '−'}${money(Math.abs(after - before), currency)}`;
}

/** "2026-03" as "Mar 2026", whatever the reader's time zone. */
export function monthWords(month: string): string {
  return new Intl.DateTimeFormat('en', { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`));
}

/** When a version starts: null for now; undefined while day and time do not make an instant. Read in the reader's time zone. */
export function startsAt(when: 'now' | 'later', day: string, time: string): string | null | undefined {
  if (when === 'now') return null;
  const parts = /^\d{4}-\d{2}-\d{2}$/.test(day) && /^\d{2}:\d{2}$/.test(time);
  const instant = new Date(parts ? `${day}T${time}:00` : Number.NaN);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}

/** Members who would stand in a lower tier; tiers are from the lowest to the highest. */
export function droppers({ moves, byTier }: Pick<SimulationResult, 'moves' | 'byTier'>): number {
  const rank = (name: string) => byTier.findIndex((tier) => tier.name === name);
  return moves.filter(({ from, to }) => rank(to) < rank(from)).reduce((sum, { members }) => sum + members, 0);
}
