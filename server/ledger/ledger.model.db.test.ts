import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MemberId } from '../core/id.ts';
import { addDays } from '../core/time.ts';
import { openLots, postDue, type Operation, type Outcome } from './index.ts';
import { SecondBook } from './second-book.ts';
import { instant, openLedger, type Said, type TestLedger } from './testing.ts';

/**
 * Random histories against the second book: any acts, on two members, alone and in batches, with days passing, the nightly job
 * coming or not, requests repeated and keys misused. fast-check shrinks a failure to the shortest history that still fails.
 * LEDGER_HISTORIES=10000 runs more of them; LEDGER_SEED repeats a run.
 */
const histories = Number(process.env['LEDGER_HISTORIES'] ?? 60);
const seed = process.env['LEDGER_SEED'] === undefined ? {} : { seed: Number(process.env['LEDGER_SEED']) };

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(() => ledger.close());

const start = '2026-11-01';
const few = fc.integer({ min: 1, max: 60 });
const order = fc.integer({ min: 1, max: 3 }).map((n) => `order/${n}`);
const hold = fc.integer({ min: 1, max: 4 });
const days = fc.option(fc.integer({ min: -2, max: 20 }), { nil: undefined });
const who = fc.integer({ min: 0, max: 1 });
const policy = fc.constantFrom('never', 'pending-only', 'within-balance', 'unlimited');

const act = fc.oneof(
  { weight: 5, arbitrary: fc.record({ does: fc.constant('earn'), who, points: few, order, waits: days, lasts: days }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('hold'), who, points: few, hold }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('capture'), who, hold, points: fc.option(few, { nil: undefined }) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('release'), who, hold }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('give-back'), who, hold, points: few }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('spend'), who, points: few, partial: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('claw-back'), who, points: few, order, policy }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('adjust-down'), who, points: few }) },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

const step = fc.oneof(
  { weight: 6, arbitrary: fc.array(act, { minLength: 1, maxLength: 5 }).map((acts) => ({ is: 'acts' as const, acts })) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 9 }).map((count) => ({ is: 'days' as const, count })) },
  { weight: 1, arbitrary: fc.constant({ is: 'nightly job' as const }) },
  { weight: 1, arbitrary: fc.nat({ max: 99 }).map((nth) => ({ is: 'again' as const, nth })) },
  { weight: 1, arbitrary: fc.nat({ max: 99 }).map((nth) => ({ is: 'other input' as const, nth })) },
);

it('any history gives what the second book says, at every step, and verify finds nothing', { timeout: 3_600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      await live(steps);
    }),
    { numRuns: histories, ...seed, endOnFailure: false },
  );
  await ledger.audit();
});

async function live(steps: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[]): Promise<void> {
  const members = [await ledger.member(), await ledger.member()] as const;
  const books = [new SecondBook(), new SecondBook()] as const;
  const posted: { operation: Operation; outcome: Outcome }[] = [];
  let today = start;
  for (const one of steps) {
    if (one.is === 'acts') {
      const acts = one.acts.map((each) => ({ each, operation: operationOf(each, members[each.who] as MemberId, today) }));
      const outcomes = await ledger.post(
        today,
        acts.map(({ operation }) => operation),
      );
      for (const [i, { each, operation }] of acts.entries()) {
        const outcome = outcomes[i] as Outcome;
        compare(words(outcome), tell(books[each.who] as SecondBook, each, members[each.who] as MemberId, today));
        if (outcome.outcome === 'posted') posted.push({ operation, outcome });
      }
    } else if (one.is === 'days') {
      today = addDays(today, one.count);
    } else if (one.is === 'nightly job') {
      await postDue(ledger.test.db, ledger.shop, instant(today), { limit: 1 });
      for (const book of books) book.dawn(today);
    } else {
      await repeat(posted[one.nth % Math.max(1, posted.length)], one.is, today);
    }
    for (const [i, member] of members.entries()) {
      const { pending, available, held, debt } = await ledger.balance(member, today);
      expect([pending, available, held, debt]).toEqual((books[i] as SecondBook).standing(today));
    }
  }
  for (const member of members) await lotsMakeTheBalance(member, today);
}

/** The ledger's answer and the second book's, in the same words. */
function compare(answer: string | number, expected: string | number): void {
  expect(answer).toEqual(expected);
}

async function repeat(
  before: { operation: Operation; outcome: Outcome } | undefined,
  how: 'again' | 'other input',
  today: string,
): Promise<void> {
  if (!before) return;
  const changed = how === 'again' ? before.operation : { ...before.operation, cause: { ...before.operation.cause, ref: 'another' } };
  const [outcome] = await ledger.post(today, [changed]);
  const expected = how === 'again' ? { ...before.outcome, outcome: 'replayed' } : { outcome: 'refused', refusal: { code: 'key-reused' } };
  expect(outcome).toEqual(expected);
}

async function lotsMakeTheBalance(member: MemberId, today: string): Promise<void> {
  const lots = await ledger.test.db.read(ledger.shop.id, (tx) => openLots(tx, ledger.shop, member, instant(today)));
  const balance = await ledger.balance(member, today);
  const sum = (part: 'pending' | 'available' | 'held' | 'debt') => lots.reduce((total, lot) => total + lot[part], 0);
  expect({ pending: sum('pending'), available: sum('available'), held: sum('held'), debt: sum('debt') }).toEqual(balance);
}

function operationOf(one: Act, member: MemberId, today: string): Operation {
  return ledger.operation(member, saidOf(one, member, today), today);
}

function saidOf(one: Act, member: MemberId, today: string): Said {
  switch (one.does) {
    case 'earn': {
      const { ripeOn, goneOn } = datesOf(one, today);
      const dates = { ...(ripeOn !== undefined && { vestsOn: ripeOn }), ...(goneOn !== undefined && { expiresOn: goneOn }) };
      return {
        kind: 'issue',
        points: one.points,
        into: ripeOn === undefined ? 'available' : 'pending',
        source: 'purchase',
        origin: `${one.order}/${member}`,
        ...dates,
      };
    }
    case 'hold':
      return { kind: 'hold', points: one.points, holdKey: `${member}/${one.hold}`, until: instant(addDays(today, 1)) };
    case 'capture':
      return { kind: 'capture', holdKey: `${member}/${one.hold}`, ...(one.points !== undefined && { points: one.points }) };
    case 'release':
      return { kind: 'release', holdKey: `${member}/${one.hold}` };
    case 'give-back':
      return { kind: 'give-back', holdKey: `${member}/${one.hold}`, points: one.points };
    case 'spend':
      return { kind: 'spend', points: one.points, partial: one.partial };
    case 'claw-back':
      return { kind: 'claw-back', points: one.points, origin: `${one.order}/${member}`, policy: one.policy as 'never' };
    default:
      return { kind: 'adjust-down', points: (one as { points: number }).points };
  }
}

function datesOf(one: { waits: number | undefined; lasts: number | undefined }, today: string) {
  return {
    ripeOn: one.waits === undefined ? undefined : addDays(today, one.waits),
    goneOn: one.lasts === undefined ? undefined : addDays(today, one.lasts + 5),
  };
}

function tell(book: SecondBook, one: Act, member: MemberId, today: string): number | string {
  switch (one.does) {
    case 'earn': {
      const { ripeOn, goneOn } = datesOf(one, today);
      return book.earn(one.points, ripeOn === undefined ? 'available' : 'pending', `${one.order}/${member}`, ripeOn, goneOn, today);
    }
    case 'hold':
      return book.reserve(one.points, String(one.hold), today);
    case 'capture':
      return book.useUp(String(one.hold), one.points, today);
    case 'release':
      return book.letOff(String(one.hold), today);
    case 'give-back':
      return book.giveBack(String(one.hold), one.points, today);
    case 'spend':
      return book.spend(one.points, one.partial, today);
    case 'claw-back':
      return book.takeBack(one.points, `${one.order}/${member}`, one.policy, today);
    default:
      return book.spend((one as { points: number }).points, false, today);
  }
}

function words(outcome: Outcome): number | string {
  return outcome.outcome === 'refused' ? Object.values(outcome.refusal).join(' ') : outcome.points;
}
