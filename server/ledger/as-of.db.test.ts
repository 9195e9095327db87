import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, addMonths, dayIn, startOfDay, unknownDay } from '../core/time.ts';
import { asOf, postDue } from './index.ts';
import { SecondBook } from './second-book.ts';
import { openLedger, type Said, type TestLedger } from './testing.ts';

/**
 * A balance at a past instant is what a book would have said then that heard of nothing later. The second book is told the acts up to
 * the instant and stands on its day; the ledger is asked long afterwards, with nightly jobs that came in time, late or never.
 */
let ledger: TestLedger;
beforeAll(async () => {
  ledger = await openLedger({ timeZone: 'America/New_York' });
});
afterAll(() => ledger.close());

const zone = 'America/New_York';
const hour = 3_600_000;

const few = fc.integer({ min: 1, max: 60 });
const days = fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined });
const order = fc.integer({ min: 1, max: 3 });
const waits = fc.oneof({ weight: 4, arbitrary: days }, { weight: 1, arbitrary: fc.constant('event' as const) });
const lasts = fc.oneof({ weight: 3, arbitrary: days }, { weight: 1, arbitrary: fc.constant('idle' as const) });
const act = fc.oneof(
  { weight: 5, arbitrary: fc.record({ does: fc.constant('earn' as const), points: few, order, waits, lasts }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('schedule' as const), order, waits }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('hold' as const), points: few, hold: order }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('capture' as const), hold: order }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('release' as const), hold: order }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('spend' as const), points: few }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('claw-back' as const), points: few, order }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('nightly job' as const) }) },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** Mostly some hours later, now and then a moment before or after midnight there. */
const pause = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 80 * 3_600 }).map((seconds) => ({ seconds })) },
  { weight: 3, arbitrary: fc.constantFrom(-1, 0, 1).map((atMidnight) => ({ atMidnight })) },
  // Long enough that points of idle members are gone after some.
  { weight: 1, arbitrary: fc.integer({ min: 12 * 24 * 3_600, max: 33 * 24 * 3_600 }).map((seconds) => ({ seconds })) },
);

function later(now: Date, how: { seconds: number } | { atMidnight: number }): Date {
  if ('seconds' in how) return new Date(now.getTime() + how.seconds * 1_000);
  // Twice a year a day has 23 or 25 hours there; the story goes past one of them.
  const midnight = startOfDay(zone, addDays(dayIn(zone, now), 1)).getTime();
  return new Date(midnight + how.atMidnight > now.getTime() ? midnight + how.atMidnight : midnight + 24 * hour);
}

it('equals a second book that heard of nothing later, at any instant', { timeout: 300_000 }, async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ act, pause }), { minLength: 3, maxLength: 16 }),
      fc.array(fc.record({ nth: fc.nat(), shift: fc.oneof(fc.constantFrom(-1, 0, 1), fc.integer({ min: -40 * hour, max: 40 * hour })) }), {
        minLength: 4,
        maxLength: 8,
      }),
      async (steps, questions) => {
        const memberId = await ledger.member();
        const done: { at: Date; act: Act }[] = [];
        let now = new Date('2026-10-28T16:00:00Z');
        for (const { act: one, pause: how } of steps) {
          now = later(now, how);
          if (one.does === 'nightly job') await postDue(ledger.test.db, ledger.shop, now);
          else await ledger.post(now.toISOString(), [ledger.operation(memberId, said(one, memberId, dayIn(zone, now)), now.toISOString())]);
          if (one.does !== 'nightly job') done.push({ at: now, act: one });
        }
        const marks = [...done.map(({ at }) => at), ...done.map(({ at }) => startOfDay(zone, addDays(dayIn(zone, at), 1)))];
        for (const { nth, shift } of questions) {
          const instant = new Date((marks[nth % Math.max(1, marks.length)] ?? now).getTime() + shift);
          const book = new SecondBook();
          for (const { at, act: one } of done) if (at <= instant) tell(book, one, dayIn(zone, at));
          const { pending, available, held, debt } = await ledger.test.db.read(ledger.shop.id, (tx) =>
            asOf(tx, ledger.shop, memberId, instant),
          );
          expect([pending, available, held, debt]).toEqual(book.standing(dayIn(zone, instant)));
          compared += 1;
        }
      },
    ),
    { numRuns: 60, endOnFailure: false },
  );
  expect(compared).toBeGreaterThan(200);
  await ledger.audit();
});

function said(one: Exclude<Act, { does: 'nightly job' }>, memberId: string, today: string): Said {
  switch (one.does) {
    case 'earn': {
      const vestsOn = one.waits === undefined ? undefined : dayOf(one.waits, today);
      const { expiresOn, idleMonths } = expiryOf(one.lasts, today);
      const dates = {
        ...(vestsOn !== undefined && { vestsOn }),
        ...(expiresOn !== undefined && { expiresOn }),
        ...(idleMonths !== undefined && { idleMonths }),
      };
      const into = vestsOn === undefined ? 'available' : 'pending';
      return { kind: 'issue', points: one.points, into, source: 'purchase', origin: `order/${one.order}/${memberId}`, ...dates };
    }
    case 'hold':
      return { kind: 'hold', points: one.points, holdKey: `${memberId}/${one.hold}`, until: new Date('2027-12-01T00:00:00Z') };
    case 'capture':
    case 'release':
      return { kind: one.does, holdKey: `${memberId}/${one.hold}` };
    case 'spend':
      return { kind: 'spend', points: one.points, partial: true };
    case 'schedule':
      return { kind: 'schedule', origin: `order/${one.order}/${memberId}`, vestsOn: dayOf(one.waits ?? -1, today) };
    default:
      return { kind: 'claw-back', points: one.points, origin: `order/${one.order}/${memberId}`, policy: 'unlimited' };
  }
}

function dayOf(waits: number | 'event', today: string): string {
  return waits === 'event' ? unknownDay : addDays(today, waits + 1);
}

function expiryOf(lasts: number | 'idle' | undefined, today: string): { expiresOn?: string; idleMonths?: number } {
  if (lasts === undefined) return {};
  return lasts === 'idle' ? { expiresOn: addMonths(today, 1), idleMonths: 1 } : { expiresOn: addDays(today, lasts + 5) };
}

function tell(book: SecondBook, one: Act, today: string): void {
  switch (one.does) {
    case 'earn': {
      const ripeOn = one.waits === undefined ? undefined : dayOf(one.waits, today);
      const { expiresOn, idleMonths } = expiryOf(one.lasts, today);
      book.earn(one.points, ripeOn === undefined ? 'available' : 'pending', `order/${one.order}`, ripeOn, expiresOn, today, idleMonths);
      break;
    }
    case 'hold':
      book.reserve(one.points, String(one.hold), today);
      break;
    case 'capture':
      book.useUp(String(one.hold), undefined, today);
      break;
    case 'release':
      book.letOff(String(one.hold), today);
      break;
    case 'spend':
      book.spend(one.points, true, today);
      break;
    case 'schedule':
      book.reschedule(`order/${one.order}`, dayOf(one.waits ?? -1, today), today);
      break;
    case 'claw-back':
      book.takeBack(one.points, `order/${one.order}`, 'unlimited', today);
      break;
    default:
  }
}
