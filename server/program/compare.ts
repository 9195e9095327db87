/**
 * What the draft would have come to beside what is published, month by month, for the shop as a whole. Pure.
 *
 * Issued is what orders earn. What was used in a month is known for the published rules; divided by what could have been used (open at
 * the beginning, plus issued) it is that month's habit, and the draft is used by the same habit. Points are used soonest to expire
 * first, and what is left of them at the end of the month in which they expire is gone.
 *
 *     used(draft, month)  = used(month) × (open + issued)(draft) ÷ (open + issued)(published)
 *     open(month)         = open(month before) + issued − used − expired
 *     liability           = open × value of a point × (1 − breakage)
 *     breakage            = expired ÷ (expired + used), of the published rules over all of history
 */

/** Of the published rules, and of the draft. */
export interface BeforeAfter<T = number> {
  readonly before: T;
  readonly after: T;
}

/** Points by the month in which they expire ("2027-03"), `never` for those that do not. */
export type ByExpiry = ReadonlyMap<string, number>;

export interface MonthOfPoints {
  /** "2026-03"; no month between the first and the last is left out. */
  readonly month: string;
  readonly issued: BeforeAfter<ByExpiry>;
  /** What members really used, less what was given back. */
  readonly used: number;
}

export interface MonthCompared {
  readonly month: string;
  readonly issued: BeforeAfter;
  readonly redeemed: BeforeAfter;
  readonly expired: BeforeAfter;
  /** At the end of the month. */
  readonly openPoints: BeforeAfter;
}

export interface Compared {
  readonly months: readonly MonthCompared[];
  /** The share of points that ended by expiring, as a fraction; 0/1 when none has ended yet. */
  readonly breakage: { readonly expired: number; readonly ended: number };
}

export const never = 'never';

/** Follows the points of both programmes through all months of the shop's history, the first first. */
export function comparePoints(months: readonly MonthOfPoints[]): Compared {
  const books = { before: new Cohorts(), after: new Cohorts() };
  const compared = months.map(({ month, issued, used }) => {
    const could = { before: books.before.add(issued.before), after: books.after.add(issued.after) };
    const redeemed = { before: Math.max(0, used), after: habit(Math.max(0, used), could) };
    books.before.use(redeemed.before);
    books.after.use(redeemed.after);
    const expired = { before: books.before.expire(month), after: books.after.expire(month) };
    return {
      month,
      issued: { before: total(issued.before), after: total(issued.after) },
      redeemed,
      expired,
      openPoints: { before: books.before.open, after: books.after.open },
    };
  });
  const expired = compared.reduce((sum, one) => sum + one.expired.before, 0);
  const used = compared.reduce((sum, one) => sum + one.redeemed.before, 0);
  return { months: compared, breakage: { expired, ended: expired + used } };
}

/** What is owed for open points, in minor units, when a point costs so many millionths of a major unit of `minorPerMajor`. */
export function liabilityMinor(open: number, micros: number, minorPerMajor: number, { expired, ended }: Compared['breakage']): number {
  const [kept, of] = ended === 0 ? [1n, 1n] : [BigInt(ended - expired), BigInt(ended)];
  return Number(divided(BigInt(open) * BigInt(micros) * BigInt(minorPerMajor) * kept, 1_000_000n * of));
}

/** In proportion to what could be used; nobody uses more than there is. */
function habit(used: number, could: BeforeAfter): number {
  if (could.before <= 0) return Math.min(used, could.after);
  return Math.min(could.after, Number(divided(BigInt(used) * BigInt(could.after), BigInt(could.before))));
}

function divided(product: bigint, by: bigint): bigint {
  return (2n * product + by) / (2n * by);
}

function total(points: ByExpiry): number {
  let sum = 0;
  for (const one of points.values()) sum += one;
  return sum;
}

/** Open points by the month in which they expire. */
class Cohorts {
  private readonly byExpiry = new Map<string, number>();
  open = 0;

  /** Adds points, and answers all that are open then. */
  add(points: ByExpiry): number {
    for (const [expiry, count] of points) {
      this.byExpiry.set(expiry, (this.byExpiry.get(expiry) ?? 0) + count);
      this.open += count;
    }
    return this.open;
  }

  /** Soonest to expire first; more than there is leaves none. `never` sorts after every year. */
  use(count: number): void {
    let left = Math.min(count, this.open);
    this.open -= left;
    for (const expiry of [...this.byExpiry.keys()].toSorted()) {
      if (left === 0) return;
      const taken = Math.min(left, this.byExpiry.get(expiry) ?? 0);
      this.byExpiry.set(expiry, (this.byExpiry.get(expiry) ?? 0) - taken);
      left -= taken;
    }
  }

  /** What of that month, or an earlier one, is still there is gone. */
  expire(month: string): number {
    let gone = 0;
    for (const [expiry, count] of this.byExpiry) {
      if (expiry > month) continue;
      gone += count;
      this.byExpiry.delete(expiry);
    }
    this.open -= gone;
    return gone;
  }
}
