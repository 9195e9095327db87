import type { SecondBook } from '../../ledger/second-book.ts';
import { dayOf, monthsLater } from '../auditor-days.ts';
import type { Lasting, Promised, Rounding, Setting } from './setting.ts';
import { updatedAt, type Seen } from './tiny-shop.ts';

interface Receipt {
  newest: Seen;
  granted: { readonly promise: Promised; readonly rate: number } | undefined;
  /** What the member has of this order, and what the order last said it was worth. */
  given: number;
  worth: number;
  counts: number;
  /** Something was posted about it: from then on what is posted happens when the order changes. */
  told: boolean;
}

/**
 * What orders must come to, worked out from the states the server has heard of and the merchant's promises in plain numbers; moved on
 * a second book. Shares no code with earning, settling or the ledger.
 */
export class SecondCalculation {
  private readonly receipts = new Map<number, Receipt>();
  private readonly setting: Setting;

  constructor(setting: Setting) {
    this.setting = setting;
  }

  /** The server hears of states, all at once, on its day `today`. */
  hear(all: readonly Seen[], book: SecondBook, today: string): void {
    const heard = new Set<Receipt>();
    for (const seen of all) {
      const receipt = this.receipts.get(seen.order);
      if (receipt && receipt.newest.change > seen.change) continue;
      const current = receipt ?? { newest: seen, granted: undefined, given: 0, worth: 0, counts: 0, told: false };
      current.newest = seen;
      this.receipts.set(seen.order, current);
      heard.add(current);
    }
    for (const receipt of [...heard].sort(byPlace)) this.reckon(receipt, book, today);
  }

  /** What the member has of an order in the end; undefined: the server never heard of it. */
  given(order: number): number | undefined {
    return this.receipts.get(order)?.given;
  }

  /** Laws that need no book: what an order brings in the end, by its final state alone. */
  broken(): string[] {
    return [...this.receipts.values()].flatMap((receipt) => {
      const due = worthOf(receipt, this.setting.minorPerMajor);
      const policy = receipt.granted?.promise.policy ?? 'unlimited';
      if (policy === 'unlimited' ? receipt.given === due : receipt.given >= due) return [];
      return [`order ${receipt.newest.order} has ${receipt.given} points, its final state alone brings ${due}`];
    });
  }

  /** The place of the tier, counted from 0, on a day under a promise. */
  tier(promise: Promised, day: string): number {
    return this.reached(promise, day, [...this.receipts.values()]);
  }

  private reckon(receipt: Receipt, book: SecondBook, today: string): void {
    const { newest } = receipt;
    if (newest.paid && !newest.cancelled) receipt.granted ??= this.grant(receipt);
    const worth = worthOf(receipt, this.setting.minorPerMajor);
    const about = `order/${newest.order}`;
    if (receipt.granted && worth > receipt.given) {
      const { promise } = receipt.granted;
      const day = this.day(newest.placedAt);
      const ripeOn = promise.vestingDays === undefined ? undefined : daysLater(day, promise.vestingDays);
      const goneOn = promise.lasting && goneOnOf(promise.lasting, day);
      const idle = promise.lasting?.kind === 'idle' ? promise.lasting.months : undefined;
      const waits = ripeOn !== undefined && ripeOn > today;
      const more = worth - receipt.given;
      const on = this.day(receipt.told ? updatedAt(newest) : newest.placedAt);
      receipt.given += Number(book.earn(more, waits ? 'pending' : 'available', about, waits ? ripeOn : undefined, goneOn, today, idle, on));
      receipt.told = true;
    } else if (receipt.granted && worth < receipt.worth) {
      receipt.given -= Number(book.takeBack(receipt.worth - worth, about, receipt.granted.promise.policy, today));
      receipt.told = true;
    }
    receipt.worth = worth;
    receipt.counts = receipt.granted ? countedBase(newest) : 0;
  }

  private grant(receipt: Receipt): Receipt['granted'] {
    const at = receipt.newest.placedAt;
    const publishing = this.setting.rounds.find(({ publishes }) => publishes);
    const promise = this.setting.promises[publishing && publishing.serverAt <= at ? 1 : 0];
    const earlier = [...this.receipts.values()].filter((one) => one !== receipt && byPlace(one, receipt) < 0);
    return { promise, rate: promise.rates[this.reached(promise, this.day(at), earlier)] as number };
  }

  private reached(promise: Promised, day: string, receipts: readonly Receipt[]): number {
    const since = monthsLater(day, -promise.windowMonths);
    const spent = receipts.filter(({ newest }) => this.day(newest.placedAt) > since).reduce((sum, { counts }) => sum + counts, 0);
    return promise.thresholds.findLastIndex((threshold) => threshold <= spent);
  }

  private day(at: Date): string {
    return dayOf(this.setting.zone, at.toISOString());
  }
}

function byPlace(a: Receipt, b: Receipt): number {
  return a.newest.placedAt.getTime() - b.newest.placedAt.getTime() || a.newest.order - b.newest.order;
}

function worthOf({ newest, granted }: Receipt, minorPerMajor: number): number {
  return granted ? rounded(countedBase(newest) * granted.rate, minorPerMajor, granted.promise.rounding) : 0;
}

function countedBase({ byHand, cancelled, lines, paid }: Seen): number {
  if (!paid || cancelled) return 0;
  const goods = lines.filter(({ kind }) => kind === 'goods').reduce((sum, { unit, count }) => sum + unit * count, 0);
  return Math.max(0, goods - byHand);
}

function rounded(product: number, by: number, rounding: Rounding): number {
  const over = product % by;
  const whole = (product - over) / by;
  const up = rounding === 'up' ? over > 0 : rounding === 'half-up' && over * 2 >= by;
  return up ? whole + 1 : whole;
}

/** Looked for day by day: the first such day of the year that is late enough; the last of a month that is shorter. */
function goneOnOf(lasting: Lasting, earned: string): string {
  if (lasting.kind !== 'date') return monthsLater(earned, lasting.months);
  const notBefore = monthsLater(earned, lasting.atLeastMonths);
  for (let day = daysLater(earned, 1); ; day = daysLater(day, 1)) {
    const [, month, date] = day.split('-').map(Number);
    const isLast = daysLater(day, 1).slice(5, 7) !== day.slice(5, 7);
    const isIt = date === lasting.day || (isLast && (date ?? 0) < lasting.day);
    if (day >= notBefore && month === lasting.month && isIt) return day;
  }
}

export function daysLater(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}
