import { DateTime } from 'luxon';
import type { Journal, JournalPosting } from '../ledger/index.ts';

interface Pot {
  readonly origin: string;
  vestsOn: string | undefined;
  readonly expiresOn: string | undefined;
  readonly idleMonths: number | undefined;
  pending: number;
  available: number;
  expired: number;
}

/** A member's points as a fold of the entries so far: what the next posting finds. Reads nothing that the ledger has summed up itself. */
export class SecondJournal {
  private readonly pots = new Map<number, Pot>();
  /** Came in and was not taken back, by origin. */
  private readonly granted = new Map<string, number>();
  /** Origins of which a policy may have left something. */
  readonly limited = new Set<string>();
  /** The days on which the member earned or spent. */
  private readonly active = new Set<string>();
  private available = 0;

  constructor({ lots }: Journal) {
    for (const { no, ...promised } of lots) this.pots.set(no, { ...promised, pending: 0, available: 0, expired: 0 });
  }

  /** Net points of an origin: issued, or brought by a transfer, less reversed. */
  of(origin: string): number {
    return this.granted.get(origin) ?? 0;
  }

  originOf(lotNo: number): string | undefined {
    return this.pots.get(lotNo)?.origin;
  }

  /** What is pending and vests by that day, or is available and expires by it. */
  due(what: 'vest' | 'expire', day: string): number {
    let points = 0;
    for (const pot of this.pots.values()) {
      if (what === 'vest' && pot.vestsOn !== undefined && pot.vestsOn <= day) points += pot.pending;
      if (what === 'expire' && this.isGone(pot, day)) points += pot.available;
    }
    return points;
  }

  /** What is pending of the lots a posting sets a day for, if that day has come when it is posted. */
  vestingBy({ day, days }: Pick<JournalPosting, 'day' | 'days'>): number {
    return days.reduce((points, { lotNo, vestsOn }) => points + (vestsOn <= day ? (this.pots.get(lotNo)?.pending ?? 0) : 0), 0);
  }

  /** Past its day; of what goes when its member is idle, if on any day from the first possible one on the last activity was too long ago. */
  private isGone({ expiresOn, idleMonths }: Pot, day: string): boolean {
    if (expiresOn === undefined || expiresOn > day) return false;
    if (idleMonths === undefined) return true;
    const reaches = [...this.active].map((from) => ({ from, to: DateTime.fromISO(from).plus({ months: idleMonths }).toISODate() ?? '' }));
    const ends = [expiresOn, ...reaches.map(({ to }) => to)].filter((end) => end >= expiresOn && end <= day);
    return ends.some((end) => reaches.every(({ from, to }) => from >= end || to <= end));
  }

  /** How much of what is asked back the policy lets go: nothing, what is pending, what is there, or all. */
  takeable(origin: string, asked: number, policy: string): number {
    if (policy === 'unlimited') return asked;
    if (policy === 'never') return 0;
    const own = { pending: 0, available: 0, expired: 0 };
    for (const pot of this.pots.values()) {
      if (pot.origin !== origin) continue;
      own.pending += pot.pending;
      own.available += pot.available;
      own.expired += pot.expired;
    }
    const pending = Math.min(asked, own.pending);
    if (policy === 'pending-only') return pending;
    const mine = Math.min(asked - pending, own.available);
    const gone = Math.min(asked - pending - mine, own.expired);
    return pending + mine + gone + Math.min(asked - pending - mine - gone, this.available - mine);
  }

  post({ kind, points: about, day, entries, days }: JournalPosting): void {
    if (about > 0 && (kind === 'issue' || kind === 'hold' || kind === 'capture' || kind === 'spend')) this.active.add(day);
    for (const { lotNo, vestsOn } of days) {
      const pot = this.pots.get(lotNo);
      if (pot) pot.vestsOn = vestsOn;
    }
    for (const { lotNo, from, to, points } of entries) {
      this.gain(lotNo, from, -points);
      this.gain(lotNo, to, points);
    }
  }

  private gain(lotNo: number, account: string, points: number): void {
    const pot = this.pots.get(lotNo);
    if (account === 'available') this.available += points;
    if (!pot) return;
    if (account === 'pending' || account === 'available' || account === 'expired') pot[account] += points;
    if (account === 'issued' || account === 'transferred' || account === 'reversed')
      this.granted.set(pot.origin, this.of(pot.origin) - points);
  }
}
