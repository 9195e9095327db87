import type { Calendar } from '../core/calendar.ts';
import type { Day } from '../core/time.ts';
import type { Action, Definition, Limit, Tier } from '../program/index.ts';

/** One time a member was paid for an action. */
export interface Done {
  readonly actionId: string;
  /** The shop's day, month or year in which it counted, or "ever". */
  readonly period: string;
  readonly n: number;
}

/** Why an action brings nothing now. */
export type WhyNotAction =
  | { readonly code: 'unknown-action' }
  /** What proves it is not the member's click. */
  | { readonly code: 'not-by-click'; readonly kind: Action['kind'] }
  /** Nobody reports it: it is seen by itself. */
  | { readonly code: 'not-by-report'; readonly kind: Action['kind'] }
  | { readonly code: 'unknown-member' }
  /** `again`: the shop's first day on which it counts again; null: never. */
  | { readonly code: 'limit-reached'; readonly times: number; readonly per: Limit['per']; readonly again: Day | null };

/** How often a member has done an action in the period at hand. */
export interface Count {
  readonly period: string;
  readonly limit: Limit;
  readonly done: number;
  readonly left: number;
  /** When nothing is left: the shop's first day on which it counts again; null: never. */
  readonly again: Day | null;
}

/** Kinds whose only proof is that the member says so. */
export const byClick: ReadonlySet<Action['kind']> = new Set(['social-follow', 'profile']);
/** Kinds that are seen by themselves, so that nobody reports them. */
export const bySight: ReadonlySet<Action['kind']> = new Set(['sign-up', 'birthday']);

/** How often an action counts: whoever joins, joins once, and a birthday comes once a year, whatever is written. */
export function limitOf({ kind, limit }: Action): Limit {
  if (kind === 'sign-up') return { times: 1, per: 'ever' };
  if (kind === 'birthday') return { times: 1, per: limit.per === 'ever' ? 'ever' : 'year' };
  return limit;
}

/** The period of a limit that a shop-local day lies in: "2026-03-01", "2026-03", "2026" or "ever". */
export function periodOf(per: Limit['per'], day: Day): string {
  return { day, month: day.slice(0, 7), year: day.slice(0, 4), ever: 'ever' }[per];
}

/** How often the action was done in the period of a shop-local day, by those done at any time. */
export function countOf(action: Action, done: readonly Done[], calendar: Calendar, day: Day): Count {
  const limit = limitOf(action);
  const period = periodOf(limit.per, day);
  const times = done.filter((one) => one.actionId === action.id && one.period === period).length;
  const left = Math.max(0, limit.times - times);
  return { period, limit, done: times, left, again: left === 0 ? nextPeriod(limit.per, calendar, day) : null };
}

/** The points of an action for a member in a tier: what the tier promises for birthdays comes before what the action does. */
export function pointsOf(action: Action, tier: Tier | undefined): { points: number; ofTier: boolean } {
  const birthday = action.kind === 'birthday' ? tier?.birthdayPoints : undefined;
  return { points: birthday ?? action.points, ofTier: birthday !== undefined };
}

export function actionOf({ actions = [] }: Pick<Definition, 'actions'>, actionId: string): Action | undefined {
  return actions.find(({ id }) => id === actionId);
}

export function actionsOfKind({ actions = [] }: Pick<Definition, 'actions'>, kind: Action['kind']): Action[] {
  return actions.filter((action) => action.kind === kind);
}

function nextPeriod(per: Limit['per'], calendar: Calendar, day: Day): Day | null {
  switch (per) {
    case 'day':
      return calendar.daysAfter(day, 1);
    case 'month':
      return calendar.monthsAfter(`${day.slice(0, 7)}-01`, 1);
    case 'year':
      return calendar.monthsAfter(`${day.slice(0, 4)}-01-01`, 12);
    case 'ever':
      return null;
  }
}
