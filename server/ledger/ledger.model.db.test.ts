import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MemberId } from '../core/id.ts';
import { addDays, addMonths, unknownDay } from '../core/time.ts';
import { openLots, postDue, transfer, type Operation, type Outcome } from './index.ts';
import { SecondBook } from './second-book.ts';
import { instant, openLedger, type Said, type TestLedger } from './testing.ts';

/**
 * Random histories against the second book: any acts, on two members, alone and in batches, one giving all to the other, with days passing, the nightly job
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
/** Points wait so many days, not at all, or for an event; and last so many days, for ever, or while their member is active. */
const waits = fc.oneof({ weight: 4, arbitrary: days }, { weight: 1, arbitrary: fc.constant('event' as const) });
const lasts = fc.oneof({ weight: 2, arbitrary: days }, { weight: 1, arbitrary: fc.constant('idle' as const) });
const who = fc.integer({ min: 0, max: 1 });
const policy = fc.constantFrom('never', 'pending-only', 'within-balance', 'unlimited');

const act = fc.oneof(
  { weight: 5, arbitrary: fc.record({ does: fc.constant('earn'), who, points: few, order, waits, lasts }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('hold'), who, points: few, hold }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('capture'), who, whose: who, hold, points: fc.option(few, { nil: undefined }) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('release'), who, whose: who, hold }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('give-back'), who, whose: who, hold, points: few }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('spend'), who, points: few, partial: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('claw-back'), who, whose: who, points: few, order, policy }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('adjust-down'), who, points: few }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('schedule'), who, whose: who, order, waits }) },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

const step = fc.oneof(
  { weight: 6, arbitrary: fc.array(act, { minLength: 1, maxLength: 5 }).map((acts) => ({ is: 'acts' as const, acts })) },
  // Leaps after some of which idle points are gone, if nothing happened in between.
  { weight: 2, arbitrary: fc.integer({ min: 12, max: 33 }).map((count) => ({ is: 'days' as const, count })) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 9 }).map((count) => ({ is: 'days' as const, count })) },
  { weight: 1, arbitrary: fc.constant({ is: 'nightly job' as const }) },
  { weight: 1, arbitrary: who.map((from) => ({ is: 'transfer' as const, from })) },
  { weight: 1, arbitrary: fc.nat({ max: 99 }).map((nth) => ({ is: 'again' as const, nth })) },
  { weight: 1, arbitrary: fc.nat({ max: 99 }).map((nth) => ({ is: 'other input' as const, nth })) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

it('any history gives what the second book says, at every step, and verify finds nothing', { timeout: 3_600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      await live(steps);
    }),
    { numRuns: histories, ...seed, endOnFailure: false },
  );
  await ledger.audit();
});

it('what was transferred goes on at the taker as it would have at the giver', { timeout: 3_600_000 }, async () => {
  const some = fc.array(step, { minLength: 2, maxLength: 8, size: 'max' });
  await fc.assert(
    fc.asyncProperty(some, some, async (before, after) => {
      await live([...before.map((one) => by(one, 0, 0)), { is: 'transfer', from: 0 }, ...after.map((one) => by(one, 1, 0))]);
    }),
    { numRuns: histories, ...seed, endOnFailure: false },
  );
  await ledger.audit();
});

/** The same acts by one person, on holds and orders of one person, with few enough points that they meet what is there. */
function by(one: Step, who: number, whose: number): Step {
  if (one.is !== 'acts') return one;
  const fewer = (each: Act) =>
    each.does === 'earn' || !('points' in each) || each.points === undefined ? {} : { points: Math.ceil(each.points / 4) };
  return { ...one, acts: one.acts.map((each) => ({ ...each, ...fewer(each), who, ...('whose' in each && { whose }) })) };
}

async function live(steps: readonly Step[]): Promise<void> {
  const members = [await ledger.member(), await ledger.member()] as const;
  const books = [new SecondBook(), new SecondBook()] as const;
  const posted: { operation: Operation; outcome: Outcome }[] = [];
  let today = start;
  for (const one of steps) {
    if (one.is === 'acts') {
      const acts = one.acts.map((each) => ({ each, operation: operationOf(each, members, today) }));
      const outcomes = await ledger.post(
        today,
        acts.map(({ operation }) => operation),
      );
      for (const [i, { each, operation }] of acts.entries()) {
        const outcome = outcomes[i] as Outcome;
        compare(words(outcome), tell(books[each.who] as SecondBook, each, members, today));
        if (outcome.outcome === 'posted') posted.push({ operation, outcome });
      }
    } else if (one.is === 'days') {
      today = addDays(today, one.count);
    } else if (one.is === 'transfer') {
      const [from, to] = one.from === 0 ? ([0, 1] as const) : ([1, 0] as const);
      compare(await giveAll(members[from], members[to], today), books[from].moveTo(books[to], today));
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

let transfers = 0;
/** Twice, because the second time nothing more may happen. */
async function giveAll(from: MemberId, to: MemberId, today: string): Promise<number | string> {
  const cause = { kind: 'merge', ref: to } as const;
  const asked = { from, to, key: `transfer/${transfers++}`, at: instant(today), cause, causeThere: cause };
  const ask = () => ledger.test.db.transaction(ledger.shop.id, (tx) => transfer(tx, ledger.shop, instant(today), asked));
  const first = await ask();
  expect(await ask()).toEqual({ ...first, outcome: 'replayed' });
  return first.outcome === 'refused' ? first.refusal.code : first.points;
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

type Members = readonly [MemberId, MemberId];

function operationOf(one: Act, members: Members, today: string): Operation {
  return ledger.operation(members[one.who as 0], saidOf(one, members, today), today);
}

/** Whose holds and orders an act is about: somebody's own, or those of the other, which a transfer may have brought. */
function ownerOf(one: Act, members: Members): MemberId {
  return members[('whose' in one ? one.whose : one.who) as 0];
}

function saidOf(one: Act, members: Members, today: string): Said {
  const owner = ownerOf(one, members);
  switch (one.does) {
    case 'earn': {
      const { ripeOn, goneOn, idle } = datesOf(one, today);
      const dates = {
        ...(ripeOn !== undefined && { vestsOn: ripeOn }),
        ...(goneOn !== undefined && { expiresOn: goneOn }),
        ...(idle !== undefined && { idleMonths: idle }),
      };
      return {
        kind: 'issue',
        points: one.points,
        into: ripeOn === undefined ? 'available' : 'pending',
        source: 'purchase',
        origin: `${one.order}/${owner}`,
        ...dates,
      };
    }
    case 'hold':
      return { kind: 'hold', points: one.points, holdKey: `${owner}/${one.hold}`, until: instant(addDays(today, 1)) };
    case 'capture':
      return { kind: 'capture', holdKey: `${owner}/${one.hold}`, ...(one.points !== undefined && { points: one.points }) };
    case 'release':
      return { kind: 'release', holdKey: `${owner}/${one.hold}` };
    case 'give-back':
      return { kind: 'give-back', holdKey: `${owner}/${one.hold}`, points: one.points };
    case 'spend':
      return { kind: 'spend', points: one.points, partial: one.partial };
    case 'claw-back':
      return { kind: 'claw-back', points: one.points, origin: `${one.order}/${owner}`, policy: one.policy as 'never' };
    case 'schedule':
      return { kind: 'schedule', origin: `${one.order}/${owner}`, vestsOn: dayOf(one.waits, today) };
    default:
      return { kind: 'adjust-down', points: (one as { points: number }).points };
  }
}

type Waits = number | 'event' | undefined;

function datesOf(one: { waits: Waits; lasts: number | 'idle' | undefined }, today: string) {
  return {
    ripeOn: one.waits === undefined ? undefined : dayOf(one.waits, today),
    goneOn: one.lasts === undefined ? undefined : one.lasts === 'idle' ? addMonths(today, 1) : addDays(today, one.lasts + 5),
    idle: one.lasts === 'idle' ? 1 : undefined,
  };
}

function dayOf(waits: Waits, today: string): string {
  return waits === 'event' ? unknownDay : addDays(today, waits ?? 0);
}

function tell(book: SecondBook, one: Act, members: Members, today: string): number | string {
  const owner = ownerOf(one, members);
  switch (one.does) {
    case 'earn': {
      const { ripeOn, goneOn, idle } = datesOf(one, today);
      return book.earn(one.points, ripeOn === undefined ? 'available' : 'pending', `${one.order}/${owner}`, ripeOn, goneOn, today, idle);
    }
    case 'hold':
      return book.reserve(one.points, `${owner}/${one.hold}`, today);
    case 'capture':
      return book.useUp(`${owner}/${one.hold}`, one.points, today);
    case 'release':
      return book.letOff(`${owner}/${one.hold}`, today);
    case 'give-back':
      return book.giveBack(`${owner}/${one.hold}`, one.points, today);
    case 'spend':
      return book.spend(one.points, one.partial, today);
    case 'claw-back':
      return book.takeBack(one.points, `${one.order}/${owner}`, one.policy, today);
    case 'schedule':
      return book.reschedule(`${one.order}/${owner}`, dayOf(one.waits, today), today);
    default:
      return book.takeAway((one as { points: number }).points, false, today);
  }
}

function words(outcome: Outcome): number | string {
  return outcome.outcome === 'refused' ? Object.values(outcome.refusal).join(' ') : outcome.points;
}
