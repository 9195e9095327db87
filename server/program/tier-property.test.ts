import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarOf } from '../core/calendar.ts';
import type { Definition } from './definition.ts';
import { placesByDay, plusDays } from './tier-second-book.ts';
import { lifeMattersFrom } from './tier-period.ts';
import { standingAt, type Life } from './tier.ts';

/*
 * A random programme, a random life of some three years, and each of its days. What the walk says at once is what days say one after the
 * other; what is stored in steps (when something happens, and on the days that were foretold) is the same; what is foretold comes true;
 * and the part of a life that is loaded says the same as all of it.
 */

const start = '2023-12-01';
const days = 1_100;
const last = plusDays(start, days - 1);

const period = fc.oneof(
  fc.record({ kind: fc.constant('rolling-months' as const), months: fc.integer({ min: 1, max: 14 }) }),
  fc.record({ kind: fc.constant('lifetime' as const) }),
  fc.record({
    kind: fc.constantFrom('calendar-year' as const, 'membership-year' as const),
    lasts: fc.constantFrom('this-year' as const, 'next-year' as const),
  }),
);
const rules: fc.Arbitrary<Pick<Definition, 'tiers' | 'qualification'>> = fc
  .record({
    need: fc.constantFrom('any' as const, 'all' as const),
    period,
    graceDays: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 21, max: 365 })),
    drop: fc.constantFrom('recompute' as const, 'one-step' as const),
    count: fc.integer({ min: 2, max: 5 }),
    invited: fc.integer({ min: 0, max: 6 }),
    measures: fc.integer({ min: 1, max: 7 }),
  })
  .map(({ count, invited, measures, ...qualification }) => ({
    qualification,
    tiers: Array.from({ length: count }, (_, place) => ({
      id: `t${place}`,
      name: `T${place}`,
      thresholdMinor: measures & 1 ? place * 100_00 : 0,
      ...(place > 0 && measures & 2 && { thresholdPoints: place * 150 }),
      ...(place > 0 && measures & 4 && { thresholdOrders: place * 2 }),
      ...(place > 0 && place === invited && { inviteOnly: true as const }),
      pointsPerMajorUnit: 1,
      perks: [],
    })),
  }));
const someDay = fc.oneof(
  fc.integer({ min: 0, max: days - 1 }).map((n) => plusDays(start, n)),
  fc.constantFrom('2024-02-29', '2024-01-31', '2024-12-31', '2025-01-01', '2025-02-28', '2025-03-31', '2024-03-10', '2024-11-03'),
);
const life = fc.record({
  joined: someDay,
  deeds: fc.array(
    fc.record({
      day: someDay,
      spendMinor: fc.integer({ min: 0, max: 250_00 }),
      points: fc.integer({ min: 0, max: 300 }),
      orders: fc.constantFrom(0 as const, 1 as const),
    }),
    { maxLength: 12 },
  ),
});

const zones = fc.constantFrom('America/New_York', 'Asia/Kolkata');
const lives = fc.tuple(rules, life, zones).map(([definition, { joined, deeds }, zone]) => {
  const calendar = calendarOf(zone);
  const sorted = deeds.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const toLife = (): Life => ({
    joinedAt: calendar.startOf(joined),
    deeds: sorted.map(({ day, ...deed }, i) => ({ ...deed, at: new Date(calendar.startOf(day).getTime() + i) })),
    keeps: [],
  });
  return {
    definition,
    calendar,
    joined,
    sorted,
    life: toLife(),
    eveningOf: (day: string) => new Date(calendar.startOf(plusDays(day, 1)).getTime() - 1),
  };
});

const numRuns = 40;
const timeoutMs = 60_000;
const range = Array.from({ length: days }, (_, n) => plusDays(start, n));

test(
  'a life judged at once is a life lived day by day, and nothing is foretold wrongly',
  () => {
    fc.assert(
      fc.property(lives, ({ definition, calendar, joined, sorted, life: told, eveningOf }) => {
        const places = placesByDay(definition, joined, sorted, start, last);
        const standings = range.map((day) => standingAt(definition, calendar, told, eveningOf(day)));
        expect(standings.map(({ tier }) => tier.id)).toEqual(range.map((day) => `t${places.get(day)}`));
        const wrong = standings.flatMap(({ tier, safe }, i) => {
          const happens = range.findIndex((day, later) => later > i && sorted.some((deed) => deed.day === day));
          const changes = standings.findIndex((later, at) => at > i && later.tier.id !== tier.id);
          // What happens on the day itself, or earlier, may undo what was foretold.
          if (changes < 0)
            return safe === undefined ||
              safe.until >= last ||
              (happens >= 0 && range[happens] !== undefined && range[happens] <= plusDays(safe.until, 1))
              ? []
              : [range[i]];
          if (happens >= 0 && happens <= changes) return [];
          return safe && plusDays(safe.until, 1) === range[changes] && safe.after.id === standings[changes]?.tier.id ? [] : [range[i]];
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns },
    );
  },
  timeoutMs,
);

test(
  'stored in steps, with jobs that come late, it ends where it is judged at once',
  () => {
    fc.assert(
      fc.property(
        lives,
        fc.infiniteStream(fc.integer({ min: 0, max: 9 })),
        ({ definition, calendar, sorted, life: told, eveningOf }, chance) => {
          const judge = (day: string) => {
            const at = eveningOf(day);
            const from = lifeMattersFrom(definition, calendar, at);
            // As it is loaded: what cannot matter any more is left away, and what has not happened is not there yet.
            const deeds = told.deeds.filter((deed) => deed.at <= at && (from === undefined || deed.at >= from));
            return standingAt(definition, calendar, { ...told, deeds }, at);
          };
          let stored = judge(start);
          let punctual = stored;
          const seen = { steps: [] as unknown[], late: [] as unknown[] };
          const due = { steps: [] as unknown[], late: [] as unknown[] };
          for (const day of range) {
            const happens = sorted.some((deed) => deed.day === day);
            const jobRuns = chance.next().value === 0;
            if (happens || (punctual.rejudgeOn !== undefined && punctual.rejudgeOn <= day)) punctual = judge(day);
            if (happens || (jobRuns && stored.rejudgeOn !== undefined && stored.rejudgeOn <= day)) stored = judge(day);
            const now = standingAt(definition, calendar, told, eveningOf(day));
            seen.steps.push([day, punctual.tier.id, punctual.measured]);
            due.steps.push([day, now.tier.id, now.measured]);
            if (jobRuns || happens) seen.late.push([day, stored.tier.id]);
            if (jobRuns || happens) due.late.push([day, now.tier.id]);
          }
          expect(seen).toEqual(due);
        },
      ),
      { numRuns },
    );
  },
  timeoutMs,
);
