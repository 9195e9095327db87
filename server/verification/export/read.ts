import { createHash } from 'node:crypto';
import { delimiterOf, firstLine, records, unreadable } from '../../orders/index.ts';
import type { ExportLine, Finding, StatedBalance } from './fold.ts';

/** Other systems' words for the same column; the first of the header that is known counts. */
const lineColumns: Readonly<Record<string, readonly string[]>> = {
  id: ['id', 'transaction_id', 'event_id'],
  customer: ['customer', 'customer_id', 'customer_email', 'email', 'member', 'member_id'],
  when: ['when', 'date', 'created_at', 'timestamp', 'occurred_at', 'time'],
  points: ['points', 'points_change', 'change', 'delta', 'amount'],
  kind: ['kind', 'type', 'reason', 'event', 'action'],
  balance_after: ['balance_after', 'balance', 'running_balance', 'points_balance'],
  expires: ['expires', 'expires_at', 'expires_on', 'expiry', 'expiry_date', 'expiration_date'],
};
const balanceColumns: Readonly<Record<string, readonly string[]>> = {
  customer: lineColumns['customer'] ?? [],
  balance: ['balance', 'points', 'points_balance', 'current_balance'],
};

/** Reads the lines of an export one by one: each as it says, or as a finding when it cannot be read. Throws `invalid_request`, with a sentence, for a file that is none. */
export async function* readLines(file: string): AsyncGenerator<ExportLine | Finding> {
  const header = await firstLine(file);
  const columns = renamed(lineColumns, ['customer', 'when', 'points']);
  for await (const { line, record } of records<Row>(file, { delimiter: delimiterOf(header), columns })) {
    yield record === undefined ? refused(line, undefined, 'is not CSV: check its quotes') : toLine(line, record);
  }
}

/** The balances another system states, by customer, and those of its lines that cannot be read or name a customer twice. */
export async function readBalances(file: string): Promise<{ balances: Map<string, StatedBalance>; findings: Finding[] }> {
  const header = await firstLine(file);
  const columns = renamed(balanceColumns, ['customer', 'balance']);
  const balances = new Map<string, StatedBalance>();
  const findings: Finding[] = [];
  for await (const { line, record } of records<Row>(file, { delimiter: delimiterOf(header), columns })) {
    const customer = record?.customer?.trim() ?? '';
    const points = wholePoints(record?.balance);
    const first = balances.get(customer);
    if (record === undefined) findings.push(ofBalances(line, undefined, 'is not CSV: check its quotes'));
    else if (customer === '') findings.push(ofBalances(line, undefined, 'names no customer'));
    else if (points === undefined)
      findings.push(ofBalances(line, customer, `has a balance that is no whole number: ${quoted(record.balance)}`));
    else if (first) findings.push(ofBalances(line, customer, `names a customer who stands in line ${first.line} of the balances already`));
    else balances.set(customer, { line, points });
  }
  return { balances, findings };
}

interface Row {
  readonly id?: string;
  readonly customer?: string;
  readonly when?: string;
  readonly points?: string;
  readonly kind?: string;
  readonly balance_after?: string;
  readonly expires?: string;
  readonly balance?: string;
}

function renamed(known: Readonly<Record<string, readonly string[]>>, needed: readonly string[]): (names: string[]) => string[] {
  return (names) => {
    const plain = names.map((name) =>
      name
        .trim()
        .toLowerCase()
        .replaceAll(/[\s-]+/g, '_'),
    );
    const places = new Map(
      Object.entries(known).map(([column, words]) => [plain.indexOf(words.find((word) => plain.includes(word)) ?? ''), column]),
    );
    const columns = plain.map((name, i) => places.get(i) ?? `other_${i}_${name}`);
    const missing = needed.filter((column) => !columns.includes(column));
    if (missing.length === 0) return columns;
    const words = missing.map((column) => `${column} (or ${(known[column] ?? []).filter((word) => word !== column).join(', ')})`);
    throw unreadable(`The first line has to name the columns; missing: ${words.join('; ')}.`);
  };
}

function toLine(line: number, row: Row): ExportLine | Finding {
  const customer = row.customer?.trim() ?? '';
  if (customer === '') return refused(line, undefined, 'names no customer');
  const at = instantOf(row.when);
  if (at === undefined) return refused(line, customer, `has a date that cannot be read: ${quoted(row.when)}`);
  const points = wholePoints(row.points);
  if (points === undefined) return refused(line, customer, `has points that are no whole number, or absurdly many: ${quoted(row.points)}`);
  const balanceAfter = row.balance_after?.trim() ? wholePoints(row.balance_after) : undefined;
  if (row.balance_after?.trim() && balanceAfter === undefined)
    return refused(line, customer, `has a balance that is no whole number: ${quoted(row.balance_after)}`);
  const expiresAt = row.expires?.trim() ? instantOf(row.expires) : undefined;
  if (row.expires?.trim() && expiresAt === undefined)
    return refused(line, customer, `has an expiry that cannot be read: ${quoted(row.expires)}`);
  return {
    line,
    customer,
    at,
    day: dayOf(at),
    points,
    kind: row.kind,
    balanceAfter,
    expiresOn: expiresAt === undefined ? undefined : dayOf(expiresAt),
    fingerprint: fingerprint(row, customer),
  };
}

const instantPattern = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(Z|UTC|[+-]\d\d:?\d\d)?)?$/i;

/** A day, or an instant, in milliseconds. Without a zone it is taken for universal time, since only the order of the lines counts. */
function instantOf(text: string | undefined): number | undefined {
  const [, day, time = '00:00', zone = 'Z'] = instantPattern.exec(text?.trim() ?? '') ?? [];
  if (day === undefined) return undefined;
  const midnight = Date.parse(`${day}T00:00Z`);
  // A day that is in no calendar becomes one of the next month.
  if (Number.isNaN(midnight) || dayOf(midnight) !== day) return undefined;
  const at = Date.parse(
    `${day}T${time}${zone
      .toUpperCase()
      .replace('UTC', 'Z')
      .replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`,
  );
  return Number.isNaN(at) ? undefined : at;
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Beyond it, sums of millions of lines would no longer be exact; no customer ever had as many. */
const absurd = 1_000_000_000_000;

/** "1200", "+5", "-40" and "12.0"; nothing that would have to be rounded or guessed. */
function wholePoints(text: string | undefined): number | undefined {
  const value = text?.trim() ?? '';
  if (!/^[+-]?\d+(\.0+)?$/.test(value)) return undefined;
  const points = Number(value);
  return Math.abs(points) <= absurd ? points : undefined;
}

/** 52 bits: two different lines of a million are taken for the same once in ten thousand files. */
function fingerprint(row: Row, customer: string): number {
  const said = row.id?.trim() ? ['id', row.id.trim()] : [customer, row.when, row.points, row.kind, row.balance_after, row.expires];
  return Number(`0x${createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 13)}`);
}

function refused(line: number, customer: string | undefined, text: string): Finding {
  return { problem: 'unreadable', line, customer: customer ?? '', text, stated: undefined, derived: undefined };
}

function ofBalances(line: number, customer: string | undefined, text: string): Finding {
  return { ...refused(line, customer, `${text} (line ${line} of the balances)`), line: undefined };
}

function quoted(text: string | undefined): string {
  return `“${(text ?? '').slice(0, 40)}”`;
}
