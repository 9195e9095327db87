import { assert } from '../core/assert.ts';
import type { Calendar } from '../core/calendar.ts';
import type { Day } from '../core/time.ts';
import type { Definition, Tier } from './definition.ts';
import { reachedWith, thresholdsOf, TierWalk, type Deed, type Holding, type Measures } from './tier-walk.ts';

/**
 * What a person said about a member's tier. *Pinned*: exactly this tier. *Kept*: not lower than this, because new rules would have taken
 * it. *Invited*: may stand in a tier that is reached by invitation only.
 */
export interface Keep {
  readonly kind: 'pinned' | 'kept' | 'invited';
  readonly tierId: string;
  readonly since: Date;
  /** The last day of the shop on which it holds; undefined: until it is ended. */
  readonly until: Day | undefined;
  readonly endedAt: Date | undefined;
}

/** All that decides where a member stands. */
export interface Life {
  readonly joinedAt: Date;
  /** In the order of time. */
  readonly deeds: readonly Deed[];
  /** In the order in which they were said. */
  readonly keeps: readonly Keep[];
}

/** Where a member stands, and why. */
export interface Standing {
  readonly tier: Tier;
  /** What counts in the period. */
  readonly measured: Measures;
  /** The tier that comes next by what members do, with what is missing of each measure it asks for, and how much of the way is done; undefined at the top. */
  readonly next: { readonly tier: Tier; readonly missing: Partial<Measures>; readonly percent: number } | undefined;
  readonly heldBy: 'activity' | Holding | Keep['kind'];
  /** The last day on which time alone leaves the tier as it is, and the tier after it; undefined: time alone never changes it. */
  readonly safe: { readonly until: Day; readonly after: Tier } | undefined;
  /** The next day on which time alone may change anything of this. */
  readonly rejudgeOn: Day | undefined;
}

type Rules = Pick<Definition, 'tiers' | 'qualification'>;

/** Where a member with such a life stands at an instant, had these rules always been in force. What happened later is not looked at. */
export function standingAt(rules: Rules, calendar: Calendar, life: Life, at: Date): Standing {
  const walk = new TierWalk(rules, calendar, calendar.dayOf(life.joinedAt));
  for (const deed of life.deeds) if (deed.at <= at) walk.take(deed);
  const today = calendar.dayOf(at);
  walk.passTo(today);
  const keeps = life.keeps.filter((keep) => holdsAt(keep, at, today));
  const { place, keep } = placeWith(rules, walk.place, keeps, today);
  const ahead = lookAhead(rules, walk, keeps, place, today);
  return {
    tier: tierAt(rules, place),
    measured: walk.measured,
    next: nextTier(rules, place, walk.measured),
    heldBy: keep?.kind ?? walk.holdingOn(today) ?? 'activity',
    ...ahead,
  };
}

/** The same without looking ahead: the tier alone. */
export function tierReached(rules: Rules, calendar: Calendar, life: Life, at: Date): Tier {
  const walk = new TierWalk(rules, calendar, calendar.dayOf(life.joinedAt));
  for (const deed of life.deeds) if (deed.at <= at) walk.take(deed);
  const today = calendar.dayOf(at);
  walk.passTo(today);
  const keeps = life.keeps.filter((keep) => holdsAt(keep, at, today));
  return tierAt(rules, placeWith(rules, walk.place, keeps, today).place);
}

/** The highest tier that so much spend reaches by itself. */
export function judge(rules: Rules, spendMinor: number): { readonly tier: Tier } {
  return { tier: tierAt(rules, reachedWith(rules, { spendMinor, points: 0, orders: 0 })) };
}

/** The tier everybody begins in. */
export function firstTier(rules: Pick<Definition, 'tiers'>): Tier {
  return tierAt(rules, 0);
}

function holdsAt(keep: Keep, at: Date, today: Day): boolean {
  return keep.since <= at && (keep.endedAt === undefined || keep.endedAt > at) && holdsOn(keep, today);
}

function holdsOn({ until }: Keep, day: Day): boolean {
  return until === undefined || day <= until;
}

/** Where activity and keeps together leave a member on a day; the newest pin decides. Keeps of tiers that are gone are none. */
function placeWith({ tiers }: Rules, byActivity: number, keeps: readonly Keep[], day: Day): { place: number; keep: Keep | undefined } {
  let place = byActivity;
  let held: Keep | undefined;
  let pin: { place: number; keep: Keep } | undefined;
  for (const keep of keeps) {
    const of = holdsOn(keep, day) ? tiers.findIndex(({ id }) => id === keep.tierId) : -1;
    if (of < 0) continue;
    if (keep.kind === 'pinned') pin = { place: of, keep };
    else if (of > place) [place, held] = [of, keep];
  }
  return pin ?? { place, keep: held };
}

/** Days go by and nothing happens: when does that change anything, and when the tier? */
function lookAhead(rules: Rules, walk: TierWalk, keeps: readonly Keep[], place: number, today: Day): Pick<Standing, 'safe' | 'rejudgeOn'> {
  const { daysAfter } = walk.calendar;
  const ends = keeps.flatMap(({ until }) => (until === undefined ? [] : [daysAfter(until, 1)]));
  const ahead = walk.copy();
  let rejudgeOn: Day | undefined;
  for (let day: Day = today; ;) {
    const days = [ahead.nextDay(), ...ends].filter((one): one is Day => one !== undefined && one > day);
    const next = days.reduce<Day | undefined>((first, one) => (first === undefined || one < first ? one : first), undefined);
    if (next === undefined) return { safe: undefined, rejudgeOn };
    day = next;
    rejudgeOn ??= day;
    ahead.passTo(day);
    const then = placeWith(rules, ahead.place, keeps, day).place;
    if (then !== place) return { safe: { until: daysAfter(day, -1), after: tierAt(rules, then) }, rejudgeOn };
  }
}

function nextTier(rules: Rules, place: number, measured: Measures): Standing['next'] {
  const tier = rules.tiers.find((candidate, at) => at > place && !candidate.inviteOnly);
  if (!tier) return undefined;
  const asked = thresholdsOf(tier, measured);
  const shares = asked.map(({ threshold, has }) => Math.min(100, Math.floor((has * 100) / threshold)));
  const missing = asked.map(({ measure, threshold, has }) => [measure, Math.max(0, threshold - has)] as const);
  const percent = rules.qualification.need === 'any' ? Math.max(0, ...shares) : Math.min(100, ...shares);
  return { tier, missing: Object.fromEntries(missing), percent };
}

function tierAt({ tiers }: Pick<Definition, 'tiers'>, place: number): Tier {
  const tier = tiers[place];
  assert(tier, 'a programme has a tier');
  return tier;
}
