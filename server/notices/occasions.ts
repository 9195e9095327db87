import type { Day } from '../core/time.ts';

/** Points that will be gone on a day. */
export interface Expiring {
  readonly points: number;
  readonly on: Day;
  readonly unlessActive?: true;
}

/** What a member is to be told: so many points expire on that day. */
export interface Occasion {
  /** Its name: of each a member is told once. */
  readonly occasion: string;
  readonly on: Day;
  readonly points: number;
  readonly daysBefore: number;
  /** None of them would, if the member earned or spent something before. */
  readonly unlessActive: boolean;
}

/**
 * What is to be told today of points that expire, with notices so many days before. Where the time of several has come, as with points
 * that do not live long, the last of them is enough. Pure.
 */
export function occasionsOf(expiring: readonly Expiring[], noticeDays: readonly number[], today: Day): Occasion[] {
  return [...Map.groupBy(expiring, ({ on }) => on)].flatMap(([on, parts]) => {
    const left = daysBetween(today, on);
    const come = noticeDays.filter((days) => left <= days);
    if (left <= 0 || come.length === 0) return [];
    const daysBefore = Math.min(...come);
    const points = parts.reduce((sum, part) => sum + part.points, 0);
    return [{ occasion: `${on}/${daysBefore}`, on, points, daysBefore, unlessActive: parts.every((part) => part.unlessActive === true) }];
  });
}

function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
