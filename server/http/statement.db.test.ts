import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { points } from '../core/points.ts';
import { post, type Operation } from '../ledger/index.ts';
import { enroll } from '../members/index.ts';
import { openStage, type Stage } from '../testing/stage.ts';
import { customerToken } from '../testing/tokens.ts';

let stage: Stage;
let customerId: string;

/** Earned 120, another 50 still pending, a reward of 100 set aside and taken back, all of the 120 clawed back while 100 are set aside. */
beforeAll(async () => {
  stage = await openStage();
  ({ customerId } = await stage.control<{ customerId: string }>('customers', { firstName: 'Mia', email: 'mia@example.com' }));
  const ctx = stage.context();
  const memberId = (await enroll(ctx, [{ customerId }])).memberOf(customerId);
  const base = { memberId, at: ctx.now, cause: { kind: 'staff', ref: '1', note: 'for the story' } } as const;
  const issue = { ...base, kind: 'issue', source: 'bonus' } as const;
  const until = new Date('2026-12-01T00:00:00Z');
  const story: Operation[] = [
    { ...issue, key: 's/1', origin: 'order/1', into: 'available', points: points(120) },
    { ...issue, key: 's/2', origin: 'order/2', into: 'pending', vestsOn: '2026-12-24', points: points(50) },
    { ...base, kind: 'hold', key: 's/3', holdKey: 'h/1', until, points: points(100) },
    { ...base, kind: 'release', key: 's/4', holdKey: 'h/1' },
    { ...base, kind: 'hold', key: 's/5', holdKey: 'h/2', until, points: points(100) },
    { ...base, kind: 'claw-back', key: 's/6', origin: 'order/1', policy: 'unlimited', points: points(120) },
  ];
  await ctx.db.transaction(ctx.shop.id, (tx) => post(tx, ctx.shop, ctx.now, story));
});
afterAll(() => stage.close());

const asMember = async (path: string, method = 'GET', headers: Record<string, string> = {}) =>
  fetch(`${stage.appUrl}/rpc/member${path}`, {
    method,
    headers: { authorization: `Bearer ${await customerToken(stage, customerId)}`, ...headers },
  });

describe('the statement', () => {
  it('says of all points and of those to spend how they changed and what there was then, and both add up', async () => {
    const rows = parse(await (await asMember('/statement.csv')).text(), { bom: true });
    const [columns, ...lines] = rows;
    expect(columns).toEqual(['Date', 'What', 'Points', 'Total afterwards', 'Change of available', 'Available afterwards']);
    expect(lines.map(([, , ...numbers]) => numbers.map(Number))).toEqual([
      [120, 120, 120, 120],
      [50, 170, 0, 120],
      [0, 170, -100, 20],
      [0, 170, 100, 120],
      [0, 170, -100, 20],
      [-120, 50, -20, 0],
    ]);
    const book = [0, 0];
    for (const [, , change, total, spent, spendable] of lines) {
      book[0] = (book[0] ?? 0) + Number(change);
      book[1] = (book[1] ?? 0) + Number(spent);
      expect(book).toEqual([Number(total), Number(spendable)]);
    }
  });

  it('opens by a link without a token, in the language it was asked for in, until it has run out', async () => {
    const answer = await asMember('/statement-links', 'POST', { 'accept-language': 'de' });
    const { path } = (await answer.json()) as { path: string };
    const opened = await fetch(stage.appUrl + path);
    expect([opened.status, opened.headers.get('content-disposition')]).toEqual([200, 'attachment; filename="points.csv"']);
    expect(await opened.text()).toContain('Datum,Was,Punkte,Danach insgesamt,Änderung verfügbar,Danach verfügbar');
    stage.advance(11 * 60_000);
    expect((await fetch(stage.appUrl + path)).status).toBe(401);
  });
});
