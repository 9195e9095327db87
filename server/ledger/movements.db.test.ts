import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { assert } from '../core/assert.ts';
import type { MemberId } from '../core/id.ts';
import { unknownDay } from '../core/time.ts';
import { postDue, transfer } from './index.ts';
import { instant, openLedger, type Said, type TestLedger } from './testing.ts';

/** The README's table of what happens and which entries it makes, done and compared. */
let ledger: TestLedger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(() => ledger.close());

const readme = fs.readFileSync(path.join(import.meta.dirname, 'README.md'), 'utf8');
const table = readme.split('| before | then | entries |')[1]?.split('\n\n')[0] ?? '';
const rows = table
  .split('\n')
  .slice(2)
  .map(
    (line) =>
      line
        .split('|')
        .slice(1, 4)
        .map((cell) => cell.trim()) as [string, string, string],
  );

it('has a row for every kind of movement', () => {
  const kinds = ['earn', 'vest', 'hold', 'capture', 'release', 'give back', 'spend', 'expire', 'adjust up', 'adjust down', 'claw back'];
  kinds.push('entry gift', 'referral', 'campaign', 'transfer', 'its event comes');
  expect(kinds.filter((kind) => !rows.some(([, then]) => then.startsWith(kind)))).toEqual([]);
});

it.each(rows)('%s, then %s: %s', async (before, then, entries) => {
  const memberId = await ledger.member();
  const otherId = await ledger.member();
  const acts = before === '–' ? [] : before.split(', ');
  let day = '2026-01-10';
  for (const act of acts) day = await perform(memberId, otherId, act, day);
  const [known, knownOfOther] = [await lastEntry(memberId), await lastEntry(otherId)];
  await perform(memberId, otherId, then, day);
  const ofOther = (await entriesAfter(otherId, knownOfOther)).map((line) => `other’s ${line}`);
  expect([...(await entriesAfter(memberId, known)), ...ofOther].join('; ')).toBe(entries);
  await ledger.audit();
});

async function perform(memberId: MemberId, otherId: MemberId, act: string, day: string): Promise<string> {
  if (act === 'June comes' || act === 'vest' || act === 'expire') {
    await postDue(ledger.test.db, ledger.shop, instant('2026-06-01'));
    return '2026-06-01';
  }
  if (act === 'transfer') {
    await giveAll(memberId, otherId, day);
    return day;
  }
  if (act.startsWith('other earns')) return perform(otherId, memberId, act.replace('other earns', 'earn'), day);
  const [outcome] = await ledger.post(day, [ledger.operation(memberId, saidOf(act, memberId), day)]);
  expect([act, outcome?.outcome]).toEqual([act, 'posted']);
  return day;
}

async function giveAll(from: MemberId, to: MemberId, day: string): Promise<void> {
  const cause = { kind: 'merge', ref: to } as const;
  const asked = { from, to, key: `merge/${from}`, at: instant(day), cause, causeThere: cause };
  const { outcome } = await ledger.test.db.transaction(ledger.shop.id, (tx) => transfer(tx, ledger.shop, instant(day), asked));
  expect(outcome).toBe('posted');
}

/** The first thing a member earns comes from the order that is clawed back, everything later from another. */
const earnedBefore = new Set<MemberId>();
function originOf(memberId: MemberId): string {
  if (earnedBefore.has(memberId)) return `order/later/${memberId}`;
  earnedBefore.add(memberId);
  return `order/first/${memberId}`;
}

function saidOf(act: string, memberId: MemberId): Said {
  const [, verb, number, rest] = /^(\D+?)(?: (\d+))?(?: (pending|waiting|until .*))?$/.exec(act) ?? [];
  const points = Number(number);
  const holdKey = `readme/${memberId}`;
  switch (verb) {
    case 'earn': {
      const dates = {
        ...(rest === 'pending' && { vestsOn: '2026-02-01' }),
        ...(rest === 'waiting' && { vestsOn: unknownDay }),
        ...(rest?.startsWith('until') && { expiresOn: rest.endsWith('May') ? '2026-05-01' : '2026-03-01' }),
      };
      return {
        kind: 'issue',
        points,
        into: rest === 'pending' || rest === 'waiting' ? 'pending' : 'available',
        source: 'purchase',
        origin: originOf(memberId),
        ...dates,
      };
    }
    case 'its event comes':
      return { kind: 'schedule', origin: `order/first/${memberId}`, vestsOn: '2026-01-10' };
    case 'hold':
      return { kind: 'hold', points, holdKey, until: instant('2026-12-01') };
    case 'capture':
      return { kind: 'capture', holdKey, ...(number !== undefined && { points }) };
    case 'release':
      return { kind: 'release', holdKey };
    case 'give back':
      return { kind: 'give-back', holdKey, points };
    case 'spend':
      return { kind: 'spend', points, partial: false };
    case 'adjust up':
    case 'entry gift':
    case 'referral':
    case 'campaign': {
      const source = verb === 'adjust up' ? 'adjustment' : verb.replace(' ', '-');
      return { kind: 'issue', points, into: 'available', source: source as 'campaign', origin: `${source}/${memberId}` };
    }
    case 'adjust down':
      return { kind: 'adjust-down', points };
    default:
      assert(verb === 'claw back', `the README says something this test understands, not "${act}"`);
      return { kind: 'claw-back', points, origin: `order/first/${memberId}`, policy: 'unlimited' };
  }
}

async function lastEntry(memberId: MemberId): Promise<number> {
  const { rows: known } = await ledger.test.owner.query<{ last: number }>(
    'select coalesce(max(seq), 0) as last from entry where member_id = $1',
    [memberId],
  );
  return known[0]?.last ?? 0;
}

async function entriesAfter(memberId: MemberId, seq: number): Promise<string[]> {
  const { rows: entries } = await ledger.test.owner.query<{ line: string }>(
    `select format('lot %s: %s → %s %s', (select count(distinct lot_no) from entry o where o.member_id = e.member_id and o.lot_no <= e.lot_no), from_account, to_account, points) as line
     from entry e where member_id = $1 and seq > $2 order by seq`,
    [memberId, seq],
  );
  return entries.map(({ line }) => line);
}
