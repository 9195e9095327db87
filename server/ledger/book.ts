import { assert } from '../core/assert.ts';
import type { MemberId } from '../core/id.ts';
import type { Day } from '../core/time.ts';
import type { LedgerAccount, Move } from './accounts.ts';

/** A lot while its member's page is open. */
export interface LotPage {
  readonly no: number;
  /** What came in: issued, or transferred from another member; less what was transferred away. */
  issued: number;
  pending: number;
  available: number;
  held: number;
  debt: number;
  redeemed: number;
  expired: number;
  reversed: number;
  /** How many entries moved it. */
  entries: number;
  readonly origin: string;
  vestsOn: Day | undefined;
  readonly expiresOn: Day | undefined;
  readonly idleMonths: number | undefined;
}

export interface HoldPage {
  readonly holdKey: string;
  readonly points: number;
  state: 'open' | 'captured' | 'released';
  captured: number;
  givenBack: number;
  readonly postingNo: number;
  closingPostingNo: number | undefined;
  /** While open: what it holds of which lot, soonest expiry first. Once captured: what it captured. */
  parts: readonly { readonly lotNo: number; readonly points: number }[];
}

/** A member's page of the ledger, locked: the numbers now, and the lots and holds that what is to be posted may touch. */
export interface Book {
  readonly memberId: MemberId;
  pending: number;
  available: number;
  held: number;
  debt: number;
  lastPostingNo: number;
  lastSeq: number;
  /** No lot vests or expires before it; may be early, is never late. */
  nextDue: Day | undefined;
  /** `nextDue` when the page was opened: lots that were not read have nothing due before it. */
  readonly nextDueBefore: Day | undefined;
  /** The days on which the member earned or spent, in order, as far as a lot's last day may hang on them. */
  active: readonly Day[];
  readonly lots: Map<number, LotPage>;
  readonly holds: Map<string, HoldPage>;
}

/** What stays with a lot wherever it goes. */
export interface LotPromise {
  readonly origin: string;
  /** Shop-local day on which its pending points become available; `unknownDay` until that is known. */
  readonly vestsOn?: Day | undefined;
  /** First shop-local day on which its available points are gone, with `idleMonths` the first possible one. */
  readonly expiresOn?: Day | undefined;
  /** Its available points go when the member has neither earned nor spent for so many months. */
  readonly idleMonths?: number | undefined;
}

/** A lot before its first entry. */
export function emptyLot(no: number, { origin, vestsOn, expiresOn, idleMonths }: LotPromise): LotPage {
  const nothing = { issued: 0, pending: 0, available: 0, held: 0, debt: 0, redeemed: 0, expired: 0, reversed: 0, entries: 0 };
  return { no, ...nothing, origin, vestsOn, expiresOn, idleMonths };
}

/** Moves points inside a lot, and with it what the member has. A part below zero is a broken law. */
export function move(totals: Pick<Book, 'pending' | 'available' | 'held' | 'debt'>, lot: LotPage, { from, to, points }: Move): void {
  gain(totals, lot, from, -points);
  gain(totals, lot, to, points);
  assert(
    Math.min(lot.pending, lot.available, lot.held, lot.debt, lot.redeemed, lot.expired, lot.issued - lot.reversed) >= 0,
    `lot ${lot.no} keeps every part at zero or above`,
  );
}

function gain(totals: Pick<Book, 'pending' | 'available' | 'held' | 'debt'>, lot: LotPage, account: LedgerAccount, points: number): void {
  switch (account) {
    case 'pending':
    case 'available':
    case 'held':
      lot[account] += points;
      totals[account] += points;
      break;
    case 'debt':
      lot.debt -= points;
      totals.debt -= points;
      break;
    case 'redeemed':
    case 'expired':
    case 'reversed':
      lot[account] += points;
      break;
    case 'issued':
    case 'transferred':
      lot.issued -= points;
      break;
    default:
    // The other accounts are the shop's only.
  }
}
