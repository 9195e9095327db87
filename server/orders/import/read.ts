import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { delimiterOf, firstLine, records, unreadable, type OnBytes } from './csv.ts';
import type { HistoryRow } from './row.ts';

/** A line of the file, with what it says or why it could not be read. */
export interface HistoryLine {
  /** From 1; the header counts. */
  readonly line: number;
  readonly raw: string;
  readonly row: HistoryRow | undefined;
  readonly problem: string | undefined;
}

const cdnow = /^\s*(customer_id\s+date\s+number_of_cds\s+dollar_value|\d{5}(\s+\d{4})?\s+\d{8}\s+\d+\s+\d+\.\d\d)\s*$/;
const needed = ['order_id', 'processed_at'];
/** Other words for the same column. */
const alias: Readonly<Record<string, string>> = { total: 'net_amount', amount: 'net_amount' };

/**
 * Reads a history file line by line: CSV with a header of the documented columns, or the layout of the CDNOW data set. Throws
 * `invalid_request`, with a sentence, when it is neither or can't be opened.
 */
export async function* readHistory(file: string, onBytes: OnBytes = () => undefined): AsyncGenerator<HistoryLine> {
  const first = await firstLine(file);
  yield* cdnow.test(first) ? readCdnow(file, onBytes) : readColumns(file, first, onBytes);
}

async function* readColumns(file: string, header: string, onBytes: OnBytes): AsyncGenerator<HistoryLine> {
  const columns = (names: string[]): string[] =>
    checkedColumns(names.map((name) => name.trim().toLowerCase()).map((name) => alias[name] ?? name));
  for await (const { line, raw, record } of records<Partial<HistoryRow>>(file, { delimiter: delimiterOf(header), columns }, onBytes)) {
    const { order_id, customer_id, email, processed_at, net_amount, currency } = record ?? {};
    const row = record && { order_id, customer_id, email, processed_at, net_amount, currency };
    yield { line, raw, row, problem: row ? undefined : 'it is not CSV: check its quotes' };
  }
}

function checkedColumns(names: string[]): string[] {
  const missing = needed.filter((name) => !names.includes(name));
  if (!names.includes('net_amount')) missing.push('net_amount (or total)');
  if (!names.includes('customer_id') && !names.includes('email')) missing.push('customer_id (or email)');
  if (missing.length > 0) {
    throw unreadable(
      `The first line has to name the columns; missing: ${missing.join(', ')}. Known are order_id, customer_id, email, processed_at, net_amount and currency.`,
    );
  }
  return names;
}

/** customer, [number in the sample,] date, number of CDs, dollars. A customer's purchases of one day are numbered in the order of the file. */
async function* readCdnow(file: string, onBytes: OnBytes): AsyncGenerator<HistoryLine> {
  const seen = new Map<string, number>();
  const input = createReadStream(file);
  let line = 0;
  for await (const raw of createInterface({ input })) {
    line += 1;
    onBytes(input.bytesRead);
    const fields = raw.trim().split(/\s+/);
    if (fields[0] === 'customer_id' || fields[0] === '') continue;
    const row = cdnowRow(fields, (customerAndDate) => {
      const ordinal = (seen.get(customerAndDate) ?? 0) + 1;
      seen.set(customerAndDate, ordinal);
      return ordinal;
    });
    yield { line, raw, row, problem: row ? undefined : 'it does not have the four columns of the CDNOW layout' };
  }
}

function cdnowRow(fields: readonly string[], ordinalOf: (customerAndDate: string) => number): HistoryRow | undefined {
  const [customer, date, dollars] = [fields[0], fields.at(-3), fields.at(-1)];
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(date ?? '') ?? [];
  if ((fields.length !== 4 && fields.length !== 5) || customer === undefined || year === undefined) return undefined;
  const name = `cdnow-${customer}-${date}`;
  return {
    order_id: `${name}-${String(ordinalOf(name)).padStart(3, '0')}`,
    customer_id: customer,
    email: undefined,
    processed_at: `${year}-${month}-${day}`,
    net_amount: dollars,
    currency: undefined,
  };
}
