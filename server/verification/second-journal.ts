import type { Journal, JournalEntry } from '../ledger/index.ts';

interface Pot {
  readonly origin: string;
  readonly vestsOn: string | undefined;
  readonly expiresOn: string | undefined;
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
  private available = 0;

  constructor({ lots }: Journal) {
    for (const { no, origin, vestsOn, expiresOn } of lots)
      this.pots.set(no, { origin, vestsOn, expiresOn, pending: 0, available: 0, expired: 0 });
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
      const on = what === 'vest' ? pot.vestsOn : pot.expiresOn;
      if (on !== undefined && on <= day) points += what === 'vest' ? pot.pending : pot.available;
    }
    return points;
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

  post(entries: readonly JournalEntry[]): void {
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
