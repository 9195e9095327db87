import { assert } from '../core/assert.ts';
import type { LedgerAccount, Move } from './accounts.ts';
import { emptyLot, type Book, type HoldPage, type LotPage } from './book.ts';
import { draftOf, recover, stillCaptured } from './decide.ts';
import { bySpending, isOpen } from './lots.ts';

/** What one posting of a transfer moves. */
export interface Half {
  /** The hold whose points these are. */
  readonly holdKey?: string;
  /** What its hold is about; without one, what the member has more or less by it. */
  readonly points: number;
  readonly moves: readonly Move[];
}

export interface HandOver {
  /** In this order: what is owed goes first, so that no lot ends with less in it than was reversed. */
  readonly out: readonly Half[];
  /** In this order: the first makes the lots, in the last what is owed comes in and is paid. */
  readonly into: readonly Half[];
  /** The giver's lot of each lot the taker gets. */
  readonly lots: ReadonlyMap<number, number>;
}

/**
 * Everything a member has goes to another, whole lots with their story: what is pending, available, held and owed, and also what
 * was redeemed or has expired, so that a later refund or cancellation finds at the taker what it would have found at the giver.
 * Decides only; what is due in both books must be posted before.
 */
export function handOver(giver: Book, taker: Book): HandOver {
  const holds = [...giver.holds.values()].flatMap(remains).sort((a, b) => (a.holdKey < b.holdKey ? -1 : 1));
  const lots = [...giver.lots.values()].sort((a, b) => a.no - b.no);
  const rest = lots.flatMap((lot) => partsOf(lot, holds));

  const numbers = new Map<number, number>();
  let seq = taker.lastSeq;
  const arrive = (part: Part): Move => {
    seq++;
    const lotNo = numbers.get(part.lotNo) ?? seq;
    numbers.set(part.lotNo, lotNo);
    return toMove({ ...part, lotNo }, 'in');
  };
  // The taker's lots have other numbers: what a hold has stays in the order of spending.
  const dated = ({ lotNo }: Part) => {
    const lot = giver.lots.get(lotNo);
    return { no: numbers.get(lotNo) ?? 2 ** 31 + lotNo, expiresOn: lot?.expiresOn, idleMonths: lot?.idleMonths };
  };
  const inOrder = (parts: readonly Part[]) => parts.toSorted((a, b) => bySpending(dated(a), dated(b)));
  const holdsIn = holds.map((hold) => ({ ...halfOf(hold), moves: inOrder(hold.parts).map(arrive) }));
  const restIn = [...rest.filter(isGain), ...rest.filter((part) => !isGain(part))].map(arrive);
  const restOut = [...rest.filter((part) => !isGain(part)), ...rest.filter(isGain)].map((part) => toMove(part, 'out'));
  const points = Math.abs(giver.pending + giver.available - giver.debt);
  const arrived = [...holdsIn.flatMap(({ moves }) => moves), ...restIn];
  return {
    out: [{ points, moves: restOut }, ...holds.map((hold) => ({ ...halfOf(hold), moves: hold.parts.map((part) => toMove(part, 'out')) }))],
    into: [...holdsIn, { points, moves: [...restIn, ...debtsPaid(giver, taker, numbers, arrived)] }],
    lots: new Map([...numbers].map(([before, after]) => [after, before])),
  };
}

/** Points of a lot on an account, counted as the giver has them: below zero is what the lot owes, or what others paid for it. */
interface Part {
  readonly lotNo: number;
  readonly account: LedgerAccount;
  readonly points: number;
}

interface Remains {
  readonly holdKey: string;
  readonly points: number;
  readonly parts: readonly Part[];
}

/** What of a hold can still come back: all of it while it is open, and what was captured and not given back. */
function remains(hold: HoldPage): Remains[] {
  const { holdKey, state, captured, givenBack } = hold;
  const points = state === 'open' ? hold.points : captured - givenBack;
  if (points === 0) return [];
  const account = state === 'open' ? 'held' : 'redeemed';
  const parts = state === 'open' ? hold.parts : stillCaptured(hold, points).toReversed();
  return [{ holdKey, points, parts: parts.filter((part) => part.points > 0).map((part) => ({ ...part, account })) }];
}

/** What a lot has besides the points of those holds. Together with them it is as much as could still be clawed back. */
function partsOf(lot: LotPage, holds: readonly Remains[]): Part[] {
  const ofHolds = (account: LedgerAccount) =>
    holds
      .flatMap(({ parts }) => parts)
      .reduce((sum, part) => sum + (part.lotNo === lot.no && part.account === account ? part.points : 0), 0);
  assert(lot.held === ofHolds('held'), `what lot ${lot.no} holds belongs to open holds`);
  const room = lot.issued - lot.reversed;
  // A lot with nothing left, that nothing can come back to or be clawed back from, is past: it stays where it was.
  if (!isOpen(lot) && room === 0 && ofHolds('redeemed') === 0) return [];
  const elsewhere = room - (lot.pending + lot.available + lot.held + lot.redeemed + lot.expired - lot.debt);
  const parts: [LedgerAccount, number][] = [
    ['pending', lot.pending],
    ['available', lot.available],
    ['redeemed', lot.redeemed - ofHolds('redeemed')],
    ['expired', lot.expired],
    ['debt', -lot.debt],
    // Taken by staff, paid for another lot's debt, or paid by another lot for this one's.
    ['adjusted', elsewhere],
  ];
  return parts.filter(([, points]) => points !== 0).map(([account, points]) => ({ lotNo: lot.no, account, points }));
}

function isGain({ points }: Part): boolean {
  return points > 0;
}

function toMove({ lotNo, account, points }: Part, way: 'out' | 'in'): Move {
  const [from, to]: [LedgerAccount, LedgerAccount] = (way === 'out') === points > 0 ? [account, 'transferred'] : ['transferred', account];
  return { lotNo, movement: 'transfer', from, to, points: Math.abs(points) };
}

function halfOf({ holdKey, points }: Remains): { holdKey: string; points: number } {
  return { holdKey, points };
}

/** At the taker as anywhere, what is available pays what is owed. */
function debtsPaid(giver: Book, taker: Book, numbers: ReadonlyMap<number, number>, arrived: readonly Move[]): Move[] {
  const draft = draftOf(taker);
  for (const [before, after] of numbers) {
    const lot = giver.lots.get(before);
    assert(lot, `lot ${before} was loaded`);
    draft.add(emptyLot(after, lot));
  }
  for (const { lotNo, movement, from, to, points } of arrived) draft.move(lotNo, movement, from, to, points);
  const before = draft.moves.length;
  recover(draft);
  return draft.moves.slice(before);
}
