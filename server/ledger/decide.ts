import { assert, unreachable } from '../core/assert.ts';
import { pointsBalance } from '../core/points.ts';
import type { Day } from '../core/time.ts';
import type { LedgerAccount, Move, Movement, NewDay } from './accounts.ts';
import { emptyLot, move, type Book, type HoldPage, type LotPage } from './book.ts';
import { bySpending, goneOn, isDue } from './lots.ts';
import type { Operation, Refusal } from './operations.ts';

/** What an operation would move, or why it may not. */
export type Decision =
  { readonly points: number; readonly moves: readonly Move[]; readonly days?: readonly NewDay[] } | { readonly refused: Refusal };

type Of<K extends Operation['kind']> = Extract<Operation, { kind: K }>;

/** Decides one operation on a member's book; changes nothing. What is due by `today` must be posted before. */
export function decide(book: Book, operation: Operation, today: Day): Decision {
  switch (operation.kind) {
    case 'issue':
      return issue(book, operation);
    case 'hold':
      return take(book, operation.points, 'hold', 'held');
    case 'spend':
      return take(book, operation.partial ? Math.min(operation.points, book.available) : operation.points, 'spend', 'redeemed');
    case 'adjust-down':
      return take(book, operation.points, 'adjust-down', 'adjusted');
    case 'capture':
    case 'release':
      return close(book, operation, today);
    case 'give-back':
      return giveBack(book, operation, today);
    case 'claw-back':
      return clawBack(book, operation);
    case 'schedule':
      return schedule(book, operation, today);
    default:
      return unreachable(operation);
  }
}

/** What vests on a day, and what is owed is paid by it. */
export function vest(book: Book, day: Day): Decision {
  const draft = draftOf(book);
  const due = draft.lots().filter((lot) => lot.pending > 0 && isDue(lot.vestsOn, day));
  for (const lot of due.sort(bySpending)) draft.move(lot.no, 'vest', 'pending', 'available', lot.pending);
  const points = draft.total();
  recover(draft);
  return { points, moves: draft.moves };
}

/** What is gone on a day. */
export function expire(book: Book, day: Day): Decision {
  const draft = draftOf(book);
  const due = draft.lots().filter((lot) => lot.available > 0 && isDue(goneOn(lot, book.active), day));
  for (const lot of due.sort(bySpending)) draft.move(lot.no, 'expire', 'available', 'expired', lot.available);
  return { points: draft.total(), moves: draft.moves };
}

/** What is pending of this origin gets another day; if that has come, it vests with the same posting. */
function schedule(book: Book, { origin, vestsOn }: Of<'schedule'>, today: Day): Decision {
  const draft = draftOf(book);
  const days = draft
    .lots()
    .filter((lot) => lot.origin === origin && lot.pending > 0 && lot.vestsOn !== vestsOn)
    .sort(bySpending)
    .map(({ no, vestsOn: before }): NewDay => {
      assert(before, 'pending points have a day, or one that is still to be known');
      return { lotNo: no, before, vestsOn };
    });
  for (const { lotNo } of isDue(vestsOn, today) ? days : []) draft.move(lotNo, 'vest', 'pending', 'available', draft.lot(lotNo).pending);
  const points = draft.total();
  recover(draft);
  return { points, moves: draft.moves, days };
}

function issue(book: Book, operation: Of<'issue'>): Decision {
  const draft = draftOf(book);
  const no = book.lastSeq + 1;
  draft.add(emptyLot(no, operation));
  draft.move(no, 'issue', 'issued', operation.into, operation.points);
  recover(draft);
  return { points: operation.points, moves: draft.moves };
}

/** Available points, soonest expiry first. */
function take(book: Book, wanted: number, movement: Movement, to: LedgerAccount): Decision {
  if (wanted > book.available) return { refused: { code: 'not-enough-points', missing: pointsBalance(wanted - book.available) } };
  const draft = draftOf(book);
  let rest: number = wanted;
  for (const lot of draft.lots().sort(bySpending)) {
    const points = Math.min(rest, lot.available);
    draft.move(lot.no, movement, 'available', to, points);
    rest -= points;
  }
  assert(rest === 0, 'the lots cover the balance');
  return { points: wanted, moves: draft.moves };
}

/** A capture uses the held points that expire soonest; the rest of the hold goes back to its lots. */
function close(book: Book, operation: Of<'capture' | 'release'>, today: Day): Decision {
  const hold = book.holds.get(operation.holdKey);
  if (hold === undefined) return { refused: { code: 'unknown-hold' } };
  if (hold.state !== 'open') return { refused: { code: 'hold-closed', state: hold.state } };
  const wanted = operation.kind === 'capture' ? (operation.points ?? hold.points) : 0;
  if (wanted > hold.points) return { refused: { code: 'more-than-held' } };
  const draft = draftOf(book);
  let rest: number = wanted;
  for (const part of hold.parts) {
    const points = Math.min(rest, part.points);
    draft.move(part.lotNo, 'capture', 'held', 'redeemed', points);
    draft.move(part.lotNo, 'release', 'held', 'available', part.points - points);
    rest -= points;
  }
  settle(draft, book.active, today);
  return { points: operation.kind === 'capture' ? wanted : hold.points, moves: draft.moves };
}

/** To the lots the hold captured from, the one that expires last first. */
function giveBack(book: Book, operation: Of<'give-back'>, today: Day): Decision {
  const hold = book.holds.get(operation.holdKey);
  if (hold === undefined) return { refused: { code: 'unknown-hold' } };
  if (hold.state === 'released') return { refused: { code: 'hold-closed', state: hold.state } };
  if (operation.points > hold.captured - hold.givenBack) return { refused: { code: 'more-than-held' } };
  const draft = draftOf(book);
  for (const { lotNo, points } of stillCaptured(hold, operation.points)) draft.move(lotNo, 'give-back', 'redeemed', 'available', points);
  settle(draft, book.active, today);
  return { points: operation.points, moves: draft.moves };
}

/** The parts from which so much more would be given back, the one that expires last first. */
export function stillCaptured(hold: HoldPage, wanted: number): { lotNo: number; points: number }[] {
  let skip = hold.givenBack;
  let rest: number = wanted;
  return hold.parts.toReversed().map((part) => {
    const skipped = Math.min(skip, part.points);
    const points = Math.min(rest, part.points - skipped);
    skip -= skipped;
    rest -= points;
    return { lotNo: part.lotNo, points };
  });
}

/**
 * This origin's lots, newest first: what is pending, then what is available, then what had expired unused, which nobody owes.
 * What was spent is owed as far as the policy allows; other available lots pay it at once.
 */
function clawBack(book: Book, { origin, points: wanted, policy }: Of<'claw-back'>): Decision {
  const draft = draftOf(book);
  const own = draft
    .lots()
    .filter((lot) => lot.origin === origin)
    .sort((a, b) => b.no - a.no);
  if (wanted > own.reduce((room, lot) => room + lot.issued - lot.reversed, 0)) return { refused: { code: 'more-than-granted' } };
  let rest: number = wanted;
  const takeBack = (from: 'pending' | 'available' | 'expired' | 'debt', room: (lot: LotPage) => number) => {
    for (const { no } of own) {
      const lot = draft.lot(no);
      // Released points of other lots may have paid what this one owed: then it holds more than it still counts as given.
      const points = Math.min(rest, room(lot), lot.issued - lot.reversed);
      draft.move(no, 'claw-back', from, 'reversed', points);
      rest -= points;
    }
  };
  if (policy !== 'never') takeBack('pending', (lot) => lot.pending);
  if (policy === 'within-balance' || policy === 'unlimited') {
    takeBack('available', (lot) => lot.available);
    takeBack('expired', (lot) => lot.expired);
    const forgiven = policy === 'unlimited' ? 0 : Math.max(0, rest - draft.available());
    rest -= forgiven;
    takeBack('debt', (lot) => lot.issued - lot.reversed);
    rest += forgiven;
  }
  recover(draft);
  return { points: wanted - rest, moves: draft.moves };
}

/** Points that came back to their lots: what is past its date expires, what is owed is paid. */
function settle(draft: Draft, active: readonly Day[], today: Day): void {
  const back = new Set(draft.moves.filter(({ to }) => to === 'available').map(({ lotNo }) => lotNo));
  for (const lotNo of back) {
    const lot = draft.lot(lotNo);
    if (isDue(goneOn(lot, active), today)) draft.move(lotNo, 'expire', 'available', 'expired', lot.available);
  }
  recover(draft);
}

/** Available points pay what is owed: soonest expiry first, the oldest debt first. */
export function recover(draft: Draft): void {
  const paid = Math.min(draft.available(), draft.debt());
  if (paid === 0) return;
  let rest = paid;
  for (const lot of draft.lots().sort(bySpending)) {
    const points = Math.min(rest, lot.available);
    draft.move(lot.no, 'recover', 'available', 'recovered', points);
    rest -= points;
  }
  rest = paid;
  for (const lot of draft.lots().sort((a, b) => a.no - b.no)) {
    const points = Math.min(rest, lot.debt);
    draft.move(lot.no, 'recover', 'recovered', 'debt', points);
    rest -= points;
  }
}

/** Moves tried out on copies, so that each sees the ones before. */
export interface Draft {
  readonly moves: readonly Move[];
  lot(no: number): LotPage;
  lots(): LotPage[];
  add(lot: LotPage): void;
  move(lotNo: number, movement: Movement, from: LedgerAccount, to: LedgerAccount, points: number): void;
  available(): number;
  debt(): number;
  /** Points of all moves so far. */
  total(): number;
}

export function draftOf(book: Book): Draft {
  const touched = new Map<number, LotPage>();
  const totals = { pending: book.pending, available: book.available, held: book.held, debt: book.debt };
  const moves: Move[] = [];
  const lot = (no: number): LotPage => {
    const known = touched.get(no);
    if (known) return known;
    const copy = { ...lotOf(book, no) };
    touched.set(no, copy);
    return copy;
  };
  return {
    moves,
    lot,
    lots: () => [...new Map([...book.lots, ...touched]).values()],
    add: (fresh) => touched.set(fresh.no, fresh),
    move: (lotNo, movement, from, to, points) => {
      if (points === 0) return;
      const one: Move = { lotNo, movement, from, to, points };
      move(totals, lot(lotNo), one);
      moves.push(one);
    },
    available: () => totals.available,
    debt: () => totals.debt,
    total: () => moves.reduce((sum, one) => sum + one.points, 0),
  };
}

function lotOf(book: Book, no: number): LotPage {
  const lot = book.lots.get(no);
  assert(lot, `lot ${no} of member ${book.memberId} was loaded`);
  return lot;
}
