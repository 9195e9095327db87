import type { Day } from '../../core/time.ts';

/** A line of another system's export: one change of one customer's points. */
export interface ExportLine {
  /** From 1; the header counts. */
  readonly line: number;
  readonly customer: string;
  /** When, comparable with the other lines of the file. */
  readonly at: number;
  /** Signed. */
  readonly points: number;
  /** In that system's words; those for expiry are known. */
  readonly kind: string | undefined;
  readonly balanceAfter: number | undefined;
  /** The day the points expire. */
  readonly expiresOn: Day | undefined;
  /** The day of `at`. */
  readonly day: Day;
  /** What tells it from every other line: its own id, or all that it says. */
  readonly fingerprint: number;
}

export interface StatedBalance {
  readonly line: number;
  readonly points: number;
}

export type Problem =
  | 'unreadable'
  | 'duplicate'
  | 'backwards'
  | 'running-balance'
  | 'below-zero'
  | 'too-many-points'
  | 'used-after-expiry'
  | 'expired-still-counted'
  | 'balance'
  | 'no-stated-balance'
  | 'no-lines';

/** Something in the export that does not agree with the rest of it. */
export interface Finding {
  readonly problem: Problem;
  /** Where it first shows; undefined: nowhere in the lines. */
  readonly line: number | undefined;
  readonly customer: string;
  /** In plain words. */
  readonly text: string;
  readonly stated: number | undefined;
  readonly derived: number | undefined;
}

/** More points than one posting here may move. */
const pointsMax = 1_000_000_000;

interface Lot {
  readonly line: number;
  readonly expiresOn: Day;
  left: number;
}

interface Account {
  points: number;
  lastLine: number;
  lastAt: number;
  /** Stated − derived after the last line: told only when it changes. */
  offset: number;
  firstWrongLine: number | undefined;
  belowZero: boolean;
  /** Only those that expire. */
  lots: Lot[];
}

/** The customers of an export as they come to be, line by line. Keeps a few numbers of each customer, and one of each line. */
export class ExportFold {
  private readonly accounts = new Map<string, Account>();
  private readonly lines = new Map<number, number>();
  points = 0;

  get customers(): number {
    return this.accounts.size;
  }

  /** Takes a line, and says what about it does not agree with those before it. */
  take(line: ExportLine): Finding[] {
    const account = this.accountOf(line.customer);
    const findings = [this.duplicate(line), backwards(line, account), tooMany(line)];
    account.points += line.points;
    this.points += line.points;
    findings.push(running(line, account), belowZero(line, account), this.moveLots(line, account));
    account.lastAt = Math.max(account.lastAt, line.at);
    account.lastLine = line.line;
    return findings.filter((one) => one !== undefined);
  }

  /** What stands at the end: against the balances that are stated, if any are, and against what has expired before `asOf`. */
  *close(stated: ReadonlyMap<string, StatedBalance> | undefined, asOf: Day): Generator<Finding> {
    for (const [customer, account] of this.accounts) {
      const balance = stated?.get(customer);
      if (balance !== undefined && balance.points !== account.points) yield wrongBalance(customer, account, balance);
      if (stated !== undefined && balance === undefined && account.points !== 0) yield noBalance(customer, account);
      for (const lot of account.lots) if (lot.left > 0 && lot.expiresOn < asOf) yield stillCounted(customer, lot);
    }
    for (const [customer, { line, points }] of stated ?? []) {
      if (this.accounts.has(customer) || points === 0) continue;
      const text = `has a balance of ${number(points)} (line ${line} of the balances), and no line says where it came from`;
      yield { problem: 'no-lines', line: undefined, customer, text, stated: points, derived: 0 };
    }
  }

  private accountOf(customer: string): Account {
    let account = this.accounts.get(customer);
    if (account === undefined) {
      account = { points: 0, lastLine: 0, lastAt: -Infinity, offset: 0, firstWrongLine: undefined, belowZero: false, lots: [] };
      this.accounts.set(customer, account);
    }
    return account;
  }

  private duplicate({ line, customer, fingerprint, points }: ExportLine): Finding | undefined {
    const first = this.lines.get(fingerprint);
    if (first === undefined) {
      this.lines.set(fingerprint, line);
      return undefined;
    }
    return { problem: 'duplicate', line, customer, text: `is the same as line ${first}`, stated: points, derived: 0 };
  }

  /** Points are used soonest expiry first; what had expired goes only when that is what the line says, or nothing else is left. */
  private moveLots({ line, customer, points, kind, day, expiresOn }: ExportLine, account: Account): Finding | undefined {
    if (points > 0) {
      if (expiresOn !== undefined) account.lots.push({ line, expiresOn, left: points });
      return undefined;
    }
    if (account.lots.length === 0) return undefined;
    account.lots.sort((a, b) => (a.expiresOn < b.expiresOn ? -1 : a.expiresOn > b.expiresOn ? 1 : a.line - b.line));
    const expired = account.lots.filter((lot) => lot.expiresOn < day);
    const good = account.lots.filter((lot) => lot.expiresOn >= day);
    const isExpiry = kind !== undefined && /expir|lapse|verfall/i.test(kind);
    const neverExpire = account.points - points - account.lots.reduce((sum, lot) => sum + lot.left, 0);
    let rest = -points;
    for (const lot of isExpiry ? [...expired, ...good] : good) rest -= use(lot, rest);
    rest -= Math.min(rest, Math.max(0, neverExpire));
    let late = 0;
    for (const lot of expired) late += use(lot, rest - late);
    account.lots = account.lots.filter((lot) => lot.left > 0);
    if (late === 0) return undefined;
    const text = `uses ${number(late)} points that had expired before ${day}`;
    return { problem: 'used-after-expiry', line, customer, text, stated: late, derived: 0 };
  }
}

function use(lot: Lot, wanted: number): number {
  const used = Math.min(lot.left, wanted);
  lot.left -= used;
  return used;
}

function backwards({ line, customer, at }: ExportLine, { lastAt, lastLine }: Account): Finding | undefined {
  if (at >= lastAt) return undefined;
  return {
    problem: 'backwards',
    line,
    customer,
    text: `is dated before a line of this customer above it (line ${lastLine})`,
    stated: undefined,
    derived: undefined,
  };
}

function tooMany({ line, customer, points }: ExportLine): Finding | undefined {
  if (Math.abs(points) <= pointsMax) return undefined;
  return {
    problem: 'too-many-points',
    line,
    customer,
    text: `moves more than ${number(pointsMax)} points at once`,
    stated: points,
    derived: undefined,
  };
}

function running({ line, customer, balanceAfter }: ExportLine, account: Account): Finding | undefined {
  if (balanceAfter === undefined) return undefined;
  const offset = balanceAfter - account.points;
  if (offset === account.offset) return undefined;
  account.offset = offset;
  account.firstWrongLine ??= line;
  const text = `states a balance of ${number(balanceAfter)}; the lines until here sum to ${number(account.points)}`;
  return { problem: 'running-balance', line, customer, text, stated: balanceAfter, derived: account.points };
}

/** Told once for each time it goes below. */
function belowZero({ line, customer }: ExportLine, account: Account): Finding | undefined {
  const below = account.points < 0;
  const told = account.belowZero;
  account.belowZero = below;
  if (!below || told) return undefined;
  return {
    problem: 'below-zero',
    line,
    customer,
    text: `takes the balance below zero, to ${number(account.points)}`,
    stated: undefined,
    derived: account.points,
  };
}

function wrongBalance(customer: string, account: Account, { line, points }: StatedBalance): Finding {
  const since = account.firstWrongLine === undefined ? '' : `; first wrong in line ${account.firstWrongLine}`;
  const text = `has a balance of ${number(points)} (line ${line} of the balances); its lines sum to ${number(account.points)}${since}`;
  return { problem: 'balance', line: account.firstWrongLine, customer, text, stated: points, derived: account.points };
}

function noBalance(customer: string, { points, lastLine }: Account): Finding {
  const text = `has ${number(points)} points by its lines, and stands nowhere among the balances`;
  return { problem: 'no-stated-balance', line: lastLine, customer, text, stated: undefined, derived: points };
}

function stillCounted(customer: string, { line, left, expiresOn }: Lot): Finding {
  const text = `gave points of which ${number(left)} expired on ${expiresOn}, and still counts them`;
  return { problem: 'expired-still-counted', line, customer, text, stated: left, derived: 0 };
}

function number(value: number): string {
  return value.toLocaleString('en');
}
