import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context, Shop } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import { post, type Operation } from '../ledger/index.ts';
import { instant, openLedger, type Said, type TestLedger } from '../ledger/testing.ts';
import { defaultDefinition, type Definition } from '../program/index.ts';
import { queueNotices } from './index.ts';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(() => ledger.close());

interface Told {
  readonly shop: Shop;
  member(): Promise<MemberId>;
  at(day: string, memberId: MemberId, said: Said): Promise<void>;
  night(day: string): Promise<number>;
  /** "day/days before: points, state" */
  list(): Promise<string[]>;
}

/** A shop that tells its members so many days before. */
async function telling(expiryNoticeDays: number[]): Promise<Told> {
  const usual = defaultDefinition('USD');
  const definition: Definition = { ...usual, earning: { ...usual.earning, ...(expiryNoticeDays.length > 0 && { expiryNoticeDays }) } };
  const shop = await ledger.test.shop({ definition });
  let seed = 1;
  const context = (day: string): Context => ({
    shop,
    actor: { kind: 'system', job: 'test' },
    now: instant(day),
    wallClock: () => instant(day),
    random: () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647,
    db: ledger.test.db,
    log: pino({ level: 'silent' }),
  });
  return {
    shop,
    member: () => ledger.member(shop),
    at: async (day, memberId, said) => {
      const operation: Operation = ledger.operation(memberId, said, day);
      const [outcome] = await ledger.test.db.transaction(shop.id, (tx) => post(tx, shop, instant(day), [operation]));
      expect(outcome?.outcome).toBe('posted');
    },
    night: (day) => queueNotices(context(day), day),
    list: async () => {
      const { rows } = await ledger.test.owner.query<{ line: string }>(
        `select occasion || ': ' || (payload ->> 'points') || ', ' || state as line from notice where shop_id = $1 order by queued_at, occasion`,
        [shop.id],
      );
      return rows.map(({ line }) => line);
    },
  };
}

const earn = (points: number, expiresOn: string, idleMonths?: number): Said => ({
  kind: 'issue',
  points,
  into: 'available',
  source: 'bonus',
  origin: `gift/${expiresOn}`,
  expiresOn,
  ...(idleMonths !== undefined && { idleMonths }),
});
const spend = (points: number): Said => ({ kind: 'spend', points, partial: false });

describe('a member whose points expire', () => {
  it('is told of each day once for each notice, however often the job runs', async () => {
    const told = await telling([30, 7]);
    const memberId = await told.member();
    await told.at('2026-01-10', memberId, earn(200, '2026-12-31'));
    await told.at('2026-01-10', memberId, earn(50, '2027-01-03'));
    expect(await told.night('2026-11-30')).toBe(0);
    expect(await told.night('2026-12-01')).toBe(1);
    expect(await told.night('2026-12-01')).toBe(0);
    expect(await told.night('2026-12-02')).toBe(0);
    expect(await told.night('2026-12-04')).toBe(1);
    expect(await told.night('2026-12-24')).toBe(1);
    expect(await told.list()).toEqual(['2026-12-31/30: 200, queued', '2027-01-03/30: 50, queued', '2026-12-31/7: 200, queued']);
  });

  it('is told when the job comes late, but not on the day itself', async () => {
    const told = await telling([7]);
    const memberId = await told.member();
    await told.at('2026-01-10', memberId, earn(200, '2026-12-31'));
    await told.at('2026-01-10', memberId, earn(50, '2026-12-29'));
    expect(await told.night('2026-12-29')).toBe(1);
    expect(await told.list()).toEqual(['2026-12-31/7: 200, queued']);
  });

  it('is not told of points that were spent meanwhile, are held, or were taken back', async () => {
    const told = await telling([7]);
    const [spent, held, kept] = [await told.member(), await told.member(), await told.member()];
    for (const memberId of [spent, held, kept]) await told.at('2026-01-10', memberId, earn(200, '2026-12-31'));
    await told.at('2026-12-01', spent, spend(200));
    await told.at('2026-12-01', held, { kind: 'hold', points: 200, holdKey: `hold/${held}`, until: instant('2027-02-01') });
    await told.at('2026-12-01', kept, spend(150));
    expect(await told.night('2026-12-24')).toBe(1);
    expect(await told.list()).toEqual(['2026-12-31/7: 50, queued']);
  });

  it('what is on the list is skipped once the points are gone, or the day has come', async () => {
    const told = await telling([7]);
    const [spends, sleeps] = [await told.member(), await told.member()];
    await told.at('2026-01-10', spends, earn(200, '2026-12-31'));
    await told.at('2026-01-10', sleeps, earn(10, '2026-12-31'));
    expect(await told.night('2026-12-24')).toBe(2);
    await told.at('2026-12-25', spends, spend(200));
    await told.night('2026-12-25');
    expect((await told.list()).toSorted()).toEqual(['2026-12-31/7: 10, queued', '2026-12-31/7: 200, skipped']);
    await told.night('2026-12-31');
    expect((await told.list()).toSorted()).toEqual(['2026-12-31/7: 10, skipped', '2026-12-31/7: 200, skipped']);
  });

  it('is told anew when the day moved because they did something', async () => {
    const told = await telling([7]);
    const memberId = await told.member();
    await told.at('2026-01-10', memberId, earn(200, '2026-04-10', 3));
    expect(await told.night('2026-04-03')).toBe(1);
    await told.at('2026-04-05', memberId, spend(20));
    expect(await told.night('2026-04-06')).toBe(0);
    expect(await told.night('2026-06-28')).toBe(1);
    expect(await told.list()).toEqual(['2026-04-10/7: 200, skipped', '2026-07-05/7: 180, queued']);
  });

  it('is not told by a programme that promises no notices', async () => {
    const told = await telling([]);
    await told.at('2026-01-10', await told.member(), earn(200, '2026-12-31'));
    expect(await told.night('2026-12-30')).toBe(0);
    expect(await told.list()).toEqual([]);
  });
});

describe('a notice in the database', () => {
  const prepared = async () => {
    const told = await telling([7]);
    await told.at('2026-01-10', await told.member(), earn(200, '2026-12-31'));
    await told.night('2026-12-24');
    return told;
  };
  it.each([
    [`update notice set payload = '{"points": 1}' where shop_id = $1`, '23L19'],
    [`update notice set day = '2027-01-01' where shop_id = $1`, '23L19'],
    [`update notice set state = 'sent' where shop_id = $1`, '23514'],
    [`delete from notice where shop_id = $1`, '23L01'],
    [
      `insert into notice (shop_id, id, member_id, kind, occasion, day, payload, queued_at)
       select shop_id, gen_random_uuid(), member_id, kind, occasion, day, payload, queued_at from notice where shop_id = $1`,
      '23505',
    ],
  ])('%s: refused', async (sql, code) => {
    const { shop } = await prepared();
    await expect(ledger.test.owner.query(sql, [shop.id])).rejects.toMatchObject({ code });
  });

  it('closes once', async () => {
    const { shop } = await prepared();
    const close = () => ledger.test.owner.query(`update notice set state = 'sent', closed_at = now() where shop_id = $1`, [shop.id]);
    await close();
    await expect(close()).rejects.toMatchObject({ code: '23L19' });
  });

  it('is seen by its shop alone', async () => {
    await prepared();
    const other = await ledger.test.shop();
    expect(await ledger.test.db.read(other.id, (tx) => tx.rows('select from notice'))).toEqual([]);
  });
});
