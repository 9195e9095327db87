/**
 * A second set of books for the model test: the same promises kept in another way, sharing no code with the ledger. Points are
 * piles that lie somewhere; an act carries piles from place to place. Slow, plain, and easy to check by reading.
 */

interface Pile {
  readonly batch: number;
  /** pending, available, held/<key>, used/<key>, spent, expired, taken */
  place: string;
  count: number;
}

interface Batch {
  readonly nr: number;
  readonly about: string;
  readonly size: number;
  ripeOn: string | undefined;
  /** At the soonest, if it keeps as long as its owner is busy. */
  readonly goneOn: string | undefined;
  readonly idle: number | undefined;
  /** Taken back so far, whether or not it was still there. */
  takenBack: number;
  owed: number;
}

interface Reservation {
  readonly size: number;
  state: 'open' | 'captured' | 'released';
  usedUp: number;
  returned: number;
}

/** What one act came to: how many points it was about, or the word for no. */
export type Verdict = number | string;

export class SecondBook {
  private readonly batches: Batch[] = [];
  private piles: Pile[] = [];
  /** Days on which something was earned, reserved or used. */
  private readonly busy: string[] = [];
  private readonly reservations = new Map<string, Reservation>();
  /** Of all reservations made here, whosever they are now. */
  private readonly names = new Set<string>();

  earn(
    count: number,
    to: 'pending' | 'available',
    about: string,
    ripeOn: string | undefined,
    goneOn: string | undefined,
    today: string,
    idle?: number,
    /** When the owner did what earned them. */
    on = today,
  ): Verdict {
    if (this.owing() > 0) this.dawn(today);
    this.busy.push(on);
    const batch = { nr: this.batches.length, about, size: count, ripeOn, goneOn, idle, takenBack: 0, owed: 0 };
    this.batches.push(batch);
    this.piles.push({ batch: batch.nr, place: to, count });
    this.payDebts();
    return count;
  }

  reserve(count: number, key: string, today: string): Verdict {
    if (this.names.has(key)) return 'key-reused';
    this.dawn(today);
    if (this.count('available') < count) return `not-enough-points ${count - this.count('available')}`;
    this.carry(count, 'available', `held/${key}`);
    this.reservations.set(key, { size: count, state: 'open', usedUp: 0, returned: 0 });
    this.names.add(key);
    this.busy.push(today);
    return count;
  }

  /** What still ripens of these batches does so on another day. */
  reschedule(about: string, ripeOn: string, today: string): Verdict {
    this.dawn(today);
    let ripe = 0;
    for (const pile of this.piles) {
      const batch = this.batches[pile.batch] as Batch;
      if (batch.about !== about || pile.place !== 'pending') continue;
      batch.ripeOn = ripeOn;
      if (ripeOn > today) continue;
      pile.place = 'available';
      ripe += pile.count;
    }
    this.payDebts();
    return ripe;
  }

  /** `count` undefined: all of it. */
  useUp(key: string, count: number | undefined, today: string): Verdict {
    this.dawn(today);
    const reservation = this.reservations.get(key);
    if (!reservation) return 'unknown-hold';
    if (reservation.state !== 'open') return `hold-closed ${reservation.state}`;
    const used = count ?? reservation.size;
    if (used > reservation.size) return 'more-than-held';
    this.carry(used, `held/${key}`, `used/${key}`);
    reservation.state = 'captured';
    reservation.usedUp = used;
    this.letGo(key, today);
    this.busy.push(today);
    return used;
  }

  letOff(key: string, today: string): Verdict {
    this.dawn(today);
    const reservation = this.reservations.get(key);
    if (!reservation) return 'unknown-hold';
    if (reservation.state !== 'open') return `hold-closed ${reservation.state}`;
    reservation.state = 'released';
    this.letGo(key, today);
    return reservation.size;
  }

  giveBack(key: string, count: number, today: string): Verdict {
    this.dawn(today);
    const reservation = this.reservations.get(key);
    if (!reservation) return 'unknown-hold';
    if (reservation.state === 'released') return 'hold-closed released';
    if (count > reservation.usedUp - reservation.returned) return 'more-than-held';
    reservation.returned += count;
    this.carry(count, `used/${key}`, 'back', 'last first');
    this.welcomeBack(today);
    return count;
  }

  spend(count: number, asFarAsItGoes: boolean, today: string): Verdict {
    const spent = this.takeAway(count, asFarAsItGoes, today);
    if (typeof spent === 'number' && spent > 0) this.busy.push(today);
    return spent;
  }

  takeAway(count: number, asFarAsItGoes: boolean, today: string): Verdict {
    this.dawn(today);
    const there = this.count('available');
    if (!asFarAsItGoes && there < count) return `not-enough-points ${count - there}`;
    this.carry(Math.min(count, there), 'available', 'spent');
    return Math.min(count, there);
  }

  takeBack(count: number, about: string, policy: string, today: string): Verdict {
    this.dawn(today);
    const own = this.batches.filter((batch) => batch.about === about).toReversed();
    if (count > own.reduce((sum, batch) => sum + batch.size - batch.takenBack, 0)) return 'more-than-granted';
    let left = count;
    const from = (place: string) => {
      for (const batch of own) {
        const most = Math.min(left, batch.size - batch.takenBack);
        const got = this.carryFrom(batch.nr, Math.min(most, this.countIn(batch.nr, place)), place, 'taken');
        batch.takenBack += got;
        left -= got;
      }
    };
    if (policy !== 'never') from('pending');
    if (policy === 'within-balance' || policy === 'unlimited') {
      from('available');
      from('expired');
      const owed = policy === 'unlimited' ? left : Math.min(left, this.count('available'));
      let toOwe = owed;
      for (const batch of own) {
        const part = Math.min(toOwe, batch.size - batch.takenBack);
        batch.takenBack += part;
        batch.owed += part;
        toOwe -= part;
      }
      left -= owed;
      this.payDebts();
    }
    return count - left;
  }

  /** Everything goes to another person; answers how many more points they have by it, or fewer, not counting what is reserved. */
  moveTo(other: SecondBook, today: string): Verdict {
    this.dawn(today);
    other.dawn(today);
    const worth = Math.abs(this.count('pending') + this.count('available') - this.owing());
    const moved = new Map<number, number>();
    const move = (nr: number) => {
      if (moved.has(nr)) return;
      moved.set(nr, other.batches.length);
      const batch = this.batches[nr] as Batch;
      other.batches.push({ ...batch, goneOn: this.lastDay(batch), nr: other.batches.length });
    };
    // What is reserved or used goes first, reservation by reservation, of each what is gone soonest; then all else by age.
    for (const [key, reservation] of [...this.reservations].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const left = reservation.state === 'open' ? reservation.size : reservation.usedUp - reservation.returned;
      if (reservation.state === 'released' || left === 0) continue;
      const used = reservation.state === 'open' ? 0 : left;
      other.reservations.set(key, { ...reservation, size: left, usedUp: used, returned: 0 });
      this.reservations.delete(key);
      const place = `${reservation.state === 'open' ? 'held' : 'used'}/${key}`;
      const age = (pile: Pile) => moved.get(pile.batch) ?? 1_000_000 + pile.batch;
      const piles = this.piles.filter((pile) => pile.place === place);
      for (const pile of piles.sort((a, b) => this.order(a).localeCompare(this.order(b)) || age(a) - age(b))) move(pile.batch);
    }
    for (const batch of this.batches) move(batch.nr);
    other.piles.push(...this.piles.map((pile) => ({ ...pile, batch: moved.get(pile.batch) as number })));
    this.piles = [];
    this.batches.length = 0;
    other.payDebts();
    return worth;
  }

  /** Pending, available, held, owed at the beginning of the day, and after all that was posted. */
  standing(today: string): [number, number, number, number] {
    const copy = this.copy();
    copy.dawn(today);
    return [
      copy.count('pending'),
      copy.count('available'),
      copy.piles.filter((pile) => pile.place.startsWith('held/')).reduce((sum, pile) => sum + pile.count, 0),
      copy.owing(),
    ];
  }

  /** Of every batch, in the order in which they came: pending, available, held, owed, expired, taken back. */
  lots(): [number, number, number, number, number, number][] {
    return this.batches.map(({ nr, owed, takenBack }) => [
      this.countIn(nr, 'pending'),
      this.countIn(nr, 'available'),
      this.piles.filter((pile) => pile.batch === nr && pile.place.startsWith('held/')).reduce((sum, pile) => sum + pile.count, 0),
      owed,
      this.countIn(nr, 'expired'),
      takenBack,
    ]);
  }

  /** Everything whose day has come happens, day by day. */
  dawn(today: string): void {
    for (;;) {
      const days = this.piles.flatMap((pile) => {
        const batch = this.batches[pile.batch] as Batch;
        return pile.place === 'pending' ? [batch.ripeOn] : pile.place === 'available' ? [this.lastDay(batch)] : [];
      });
      const day = days.filter((one): one is string => one !== undefined && one <= today).toSorted((a, b) => (a < b ? -1 : 1))[0];
      if (day === undefined) return;
      for (const pile of this.piles) {
        const { ripeOn } = this.batches[pile.batch] as Batch;
        if (pile.place === 'pending' && ripeOn !== undefined && ripeOn <= day) pile.place = 'available';
      }
      this.payDebts();
      this.perish(day);
    }
  }

  private letGo(key: string, today: string): void {
    this.carry(Infinity, `held/${key}`, 'back');
    this.welcomeBack(today);
  }

  /** What comes back to a batch whose day has passed is gone; the rest pays what is owed before it can be spent. */
  private welcomeBack(today: string): void {
    for (const pile of this.piles) {
      if (pile.place !== 'back') continue;
      const goneOn = this.lastDay(this.batches[pile.batch] as Batch);
      pile.place = goneOn !== undefined && goneOn <= today ? 'expired' : 'available';
    }
    this.payDebts();
  }

  private perish(day: string): void {
    for (const pile of this.piles) {
      const goneOn = this.lastDay(this.batches[pile.batch] as Batch);
      if (pile.place === 'available' && goneOn !== undefined && goneOn <= day) pile.place = 'expired';
    }
  }

  private payDebts(): void {
    for (const batch of this.batches) {
      const paid = Math.min(batch.owed, this.count('available'));
      this.carry(paid, 'available', 'spent');
      batch.owed -= paid;
    }
  }

  /** Carries points between places, soonest gone first, then the older batch; answers nothing, takes what is there. */
  private carry(count: number, from: string, to: string, order: 'first first' | 'last first' = 'first first'): void {
    const sources = this.piles
      .filter((pile) => pile.place === from)
      .sort((a, b) => this.order(a).localeCompare(this.order(b)) || a.batch - b.batch);
    if (order === 'last first') sources.reverse();
    let left = count;
    for (const source of sources) left -= this.split(source, Math.min(left, source.count), to);
    this.piles = this.piles.filter((pile) => pile.count > 0);
  }

  private carryFrom(batch: number, count: number, from: string, to: string): number {
    let left = count;
    for (const source of this.piles.filter((pile) => pile.batch === batch && pile.place === from))
      left -= this.split(source, Math.min(left, source.count), to);
    this.piles = this.piles.filter((pile) => pile.count > 0);
    return count - left;
  }

  private split(source: Pile, count: number, to: string): number {
    source.count -= count;
    if (count > 0) this.piles.push({ batch: source.batch, place: to, count });
    return count;
  }

  /** What keeps while its owner is busy is used last. */
  private order(pile: Pile): string {
    const { goneOn, idle } = this.batches[pile.batch] as Batch;
    return `${idle === undefined ? 'fixed' : 'keeps'} ${goneOn ?? 'never'}`;
  }

  /** The first day, of those on which it could be, from which the owner had not been busy for too long. */
  private lastDay({ goneOn, idle }: Batch): string | undefined {
    if (goneOn === undefined || idle === undefined) return goneOn;
    const days = [goneOn, ...this.busy.map((day) => monthsOn(day, idle)).filter((day) => day > goneOn)].toSorted();
    return days.find((day) => !this.busy.some((busy) => busy < day && monthsOn(busy, idle) > day));
  }

  private count(place: string): number {
    return this.piles.filter((pile) => pile.place === place).reduce((sum, pile) => sum + pile.count, 0);
  }

  private countIn(batch: number, place: string): number {
    return this.piles.filter((pile) => pile.batch === batch && pile.place === place).reduce((sum, pile) => sum + pile.count, 0);
  }

  private owing(): number {
    return this.batches.reduce((sum, batch) => sum + batch.owed, 0);
  }

  private copy(): SecondBook {
    const copy = new SecondBook();
    copy.batches.push(...this.batches.map((batch) => ({ ...batch })));
    copy.piles = this.piles.map((pile) => ({ ...pile }));
    copy.busy.push(...this.busy);
    return copy;
  }
}

/** The same day of a later month, or that month's last. */
function monthsOn(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const days = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return `${first.toISOString().slice(0, 8)}${String(Math.min(date, days)).padStart(2, '0')}`;
}
