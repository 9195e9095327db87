import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { verifyExport } from './verify.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'laurel-export-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const file = (text: string | Buffer): string => {
  const name = path.join(folder, `${++files}.csv`);
  writeFileSync(name, text);
  return name;
};
const table = (...rows: string[]): string => `${rows.join('\n')}\n`;

async function check(lines: string | Buffer, balances?: string, asOf = '2026-01-01') {
  const found: string[] = [];
  const result = await verifyExport(
    { lines: file(lines), balances: balances === undefined ? undefined : file(balances) },
    asOf,
    ({ problem, line, customer, text }) => void found.push(`${problem}: ${line ?? '–'} ${customer} ${text}`),
  );
  return { found, counts: [result.lines, result.customers, result.points] };
}

const head = 'customer,when,points,kind,balance_after,expires';
const right = table(
  head,
  'ann@example.com,2025-01-01,100,earned,100,2025-12-31',
  'bob,2025-01-02T09:00:00Z,50,earned,50,',
  'ann@example.com,2025-02-01,-40,used,60,',
  'ann@example.com,2026-01-01,-60,expired,0,',
  'bob,2025-03-01 10:00:00 +0100,"7",bonus,57,',
);

describe('an export that agrees', () => {
  it('is derived line by line, to the balances stated', async () => {
    expect(await check(right, table('customer,balance', 'bob,57', 'ann@example.com,0'))).toEqual({ found: [], counts: [5, 2, 57] });
  });

  test.each<[title: string, text: string | Buffer]>([
    ['with a byte order mark', `\uFEFF${right}`],
    ['with semicolons', right.replaceAll(',', ';')],
    ['with tabs', right.replaceAll(',', '\t')],
    ['with bars', right.replaceAll(',', '|')],
    ['with the line ends of Windows', right.replaceAll('\n', '\r\n')],
    ['without a last line end', right.trimEnd()],
    ['with empty lines', right.replaceAll('\n', '\n\n')],
    ['with other words for its columns', right.replace(head, 'Customer Email,Created At,Points Change,Event,Running Balance,Expiry Date')],
    ['with columns nobody needs', right.replaceAll('\n', ',x\n')],
  ])('%s', async (_title, text) => {
    expect((await check(text)).found).toEqual([]);
    expect((await check(text)).counts).toEqual([5, 2, 57]);
  });

  it('whose customers have commas, quotes, line ends and the names of built-in things', async () => {
    const names = ['"Smith, Ann"', '"Ann ""the"" Smith"', '"two\nlines"', '__proto__', 'constructor'];
    const lines = table('customer,when,points', ...names.map((name) => `${name},2025-01-01,5`));
    expect(await check(lines, table('customer,balance', ...names.map((name) => `${name},5`)))).toEqual({ found: [], counts: [5, 5, 25] });
  });
});

const line = (rest: string) => table(head, 'ann,2025-01-01,100,earned,100,', rest);

describe('what does not agree is told with its line', () => {
  test.each<[title: string, lines: string, found: string[]]>([
    [
      'a running balance',
      line('ann,2025-01-02,10,earned,111,'),
      ['running-balance: 3 ann states a balance of 111; the lines until here sum to 110'],
    ],
    [
      'once, until it jumps again',
      table(head, 'ann,2025-01-01,10,,12,', 'ann,2025-01-02,10,,22,', 'ann,2025-01-03,10,,30,'),
      [
        'running-balance: 2 ann states a balance of 12; the lines until here sum to 10',
        'running-balance: 4 ann states a balance of 30; the lines until here sum to 30',
      ],
    ],
    [
      'a line that stands there twice',
      line('ann,2025-01-01,100,earned,100,'),
      ['duplicate: 3 ann is the same as line 2', 'running-balance: 3 ann states a balance of 100; the lines until here sum to 200'],
    ],
    [
      'a date that goes backwards',
      line('ann,2024-12-31,1,earned,101,'),
      ['backwards: 3 ann is dated before a line of this customer above it (line 2)'],
    ],
    [
      'a balance below zero, once each time',
      table(head, 'ann,2025-01-01,-5,used,,', 'ann,2025-01-02,-1,used,,', 'ann,2025-01-03,9,,,', 'ann,2025-01-04,-4,,,'),
      ['below-zero: 2 ann takes the balance below zero, to -5', 'below-zero: 5 ann takes the balance below zero, to -1'],
    ],
    [
      'points in parts',
      line('ann,2025-01-02,1.5,earned,,'),
      ['unreadable: 3 ann has points that are no whole number, or absurdly many: “1.5”'],
    ],
    [
      'points with a comma in quotes',
      line('ann,2025-01-02,"1,000",earned,,'),
      ['unreadable: 3 ann has points that are no whole number, or absurdly many: “1,000”'],
    ],
    [
      'points as a computer writes them',
      line('ann,2025-01-02,1e3,earned,,'),
      ['unreadable: 3 ann has points that are no whole number, or absurdly many: “1e3”'],
    ],
    ['no points', line('ann,2025-01-02,,earned,,'), ['unreadable: 3 ann has points that are no whole number, or absurdly many: “”']],
    [
      'more points than anybody has',
      line('ann,2025-01-02,99999999999999999999,earned,,'),
      ['unreadable: 3 ann has points that are no whole number, or absurdly many: “99999999999999999999”'],
    ],
    [
      'more points than one act may move',
      line('ann,2025-01-02,1000000001,earned,1000000101,'),
      ['too-many-points: 3 ann moves more than 1,000,000,000 points at once'],
    ],
    ['nobody', line(' ,2025-01-02,1,earned,,'), ['unreadable: 3  names no customer']],
    ['a day that is in no calendar', line('ann,2025-02-30,1,earned,,'), ['unreadable: 3 ann has a date that cannot be read: “2025-02-30”']],
    ['a date of another country', line('ann,02/01/2025,1,earned,,'), ['unreadable: 3 ann has a date that cannot be read: “02/01/2025”']],
    ['an expiry that is none', line('ann,2025-01-02,1,earned,,soon'), ['unreadable: 3 ann has an expiry that cannot be read: “soon”']],
    ['a balance that is none', line('ann,2025-01-02,1,earned,many,'), ['unreadable: 3 ann has a balance that is no whole number: “many”']],
    [
      'expired points that still count',
      table(head, 'ann,2025-01-01,100,earned,,2025-06-30', 'ann,2025-02-01,-30,used,,'),
      ['expired-still-counted: 2 ann gave points of which 70 expired on 2025-06-30, and still counts them'],
    ],
    ['not before their day', table(head, 'ann,2025-01-01,100,earned,,2026-01-01'), []],
    [
      'expired points that are used',
      table(
        head,
        'ann,2025-01-01,100,earned,,2025-06-30',
        'ann,2025-07-01,20,earned,,',
        'ann,2025-07-02,-50,used,,',
        'ann,2025-07-03,-70,expired,,',
      ),
      ['used-after-expiry: 4 ann uses 30 points that had expired before 2025-07-02'],
    ],
    ['a line longer than its header', line('ann,2025-01-02,1,earned,101,,more,and more'), []],
    ['quotes that never close', line('ann,2025-01-02,"1,earned,101,'), ['unreadable: 3  is not CSV: check its quotes']],
  ])('%s', async (_title, lines, found) => {
    expect((await check(lines)).found).toEqual(found);
  });

  it('the balances stated, and who is missing on either side', async () => {
    const lines = table('customer,when,points,balance_after', 'ann,2025-01-01,10,11', 'bob,2025-01-01,5,5', 'eve,2025-01-01,0,0');
    const { found } = await check(lines, table('customer,balance', 'ann,12', 'carl,7', 'dan,0', 'carl,8', ',3', 'fay,1.5'));
    expect(found).toEqual([
      'unreadable: – carl names a customer who stands in line 3 of the balances already (line 5 of the balances)',
      'unreadable: –  names no customer (line 6 of the balances)',
      'unreadable: – fay has a balance that is no whole number: “1.5” (line 7 of the balances)',
      'running-balance: 2 ann states a balance of 11; the lines until here sum to 10',
      'balance: 2 ann has a balance of 12 (line 2 of the balances); its lines sum to 10; first wrong in line 2',
      'no-stated-balance: 3 bob has 5 points by its lines, and stands nowhere among the balances',
      'no-lines: – carl has a balance of 7 (line 3 of the balances), and no line says where it came from',
    ]);
  });

  it('lines with the same id are one, and with other ids are not', async () => {
    const lines = table('id,customer,when,points', '1,ann,2025-01-01,10', '2,ann,2025-01-01,10', '1,ann,2025-01-05,10');
    expect((await check(lines)).found).toEqual(['duplicate: 4 ann is the same as line 2']);
  });
});

describe('a file that is none', () => {
  test.each<[title: string, text: string, message: RegExp]>([
    ['empty', '', /is empty/],
    ['only empty lines', '\n\n', /is empty/],
    ['without the columns', 'a,b\n1,2\n', /missing: customer \(or .*\); when \(or .*\); points \(or /],
    ['a picture', '\x89PNG\r\n\x1a\n', /missing: customer/],
  ])('%s: said in a sentence', async (_title, text, message) => {
    await expect(check(text)).rejects.toMatchObject({ code: 'invalid_request', publicMessage: expect.stringMatching(message) });
  });

  it('a header alone is an export of nobody', async () => {
    expect(await check(`${head}\n`)).toEqual({ found: [], counts: [0, 0, 0] });
  });
});

const run = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    const script = path.join(import.meta.dirname, '../../verify-export.ts');
    const child = execFile(process.execPath, [script, ...args], (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }));
  });

describe('the command', () => {
  it('ends with 0 and one sentence when everything agrees', async () => {
    const { code, out } = await run(file(right), '--balances', file(table('customer,balance', 'bob,57')), '--as-of', '2026-01-01');
    expect(out).toContain('5 lines, 2 customers, 57 points in all, as of 2026-01-01');
    expect(out).toContain('Everything agrees, and every stated balance is the sum of its lines.');
    expect(code).toBe(0);
  });

  it('ends with 1, counts what differs, shows the first and reports all', async () => {
    const rows = Array.from({ length: 3_000 }, (_, i) => `=cmd(${i}),2025-01-01,-1`);
    const report = path.join(folder, 'report.csv');
    const { code, out } = await run(file(table('customer,when,points', ...rows)), '--report', report);
    expect(code).toBe(1);
    expect(out).toContain('3,000  balances below zero');
    expect(out).toContain('line 2, =cmd(0) takes the balance below zero, to -1');
    expect(out).toContain('… and 2,980 more');
    const lines = readFileSync(report, 'utf8').trimEnd().split('\n');
    expect(lines.slice(0, 2)).toEqual([
      'line,customer,problem,text,stated,derived',
      `2,'=cmd(0),below-zero,"takes the balance below zero, to -1",,-1`,
    ]);
    expect(lines).toHaveLength(3_001);
  });

  test.each([
    [['nowhere.csv'], 'There is no file nowhere.csv.'],
    [['a.csv', 'b.csv'], 'Name one file of lines'],
    [['a.csv', '--as-of', 'today'], '--as-of takes a day such as 2026-03-01, not today.'],
    [['a.csv', '--loud'], 'npm run verify:export -- --help says more.'],
  ])('ends with 2 and a sentence: %j', async (args, sentence) => {
    const { code, err } = await run(...args);
    expect([code, err]).toEqual([2, expect.stringContaining(sentence)]);
  });

  it('says so when the report cannot be written', async () => {
    const { code, err } = await run(file(right), '--report', path.join(folder, 'no', 'where.csv'));
    expect([code, err]).toEqual([2, expect.stringContaining('cannot be written (ENOENT)')]);
  });
});
