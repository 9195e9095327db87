import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BrokenLaw } from '../core/assert.ts';
import type { Shop } from '../context.ts';
import { testDb, type TestDb } from './testing.ts';

let t: TestDb;
let ours: Shop;
let theirs: Shop;

beforeAll(async () => {
  t = await testDb();
  [ours, theirs] = [await t.shop(), await t.shop()];
});
afterAll(() => t.close());

const audit = (shopId: number, id: string) =>
  [
    `insert into audit_entry (shop_id, id, at, actor, action, subject) values ($1, $2, '2026-01-01', '{}', 'test.try', $2::uuid::text)`,
    [shopId, id],
  ] as const;
const uuid = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

describe('shops are kept apart by the database', () => {
  test('a query that forgets its shop finds only its own', async () => {
    await t.db.transaction(ours.id, (tx) => tx.exec(...audit(ours.id, uuid(1))));
    await t.db.transaction(theirs.id, (tx) => tx.exec(...audit(theirs.id, uuid(2))));
    expect(await t.db.read(ours.id, (tx) => tx.rows('select shop_id, subject from audit_entry'))).toEqual([
      { shop_id: ours.id, subject: uuid(1) },
    ]);
  });

  test('a query outside of any shop finds nothing', async () => {
    expect(await t.db.directory('select * from program_version')).toEqual([]);
    expect((await t.owner.query('select from program_version')).rowCount).toBe(2);
  });

  test('a row for another shop is refused', async () => {
    await expect(t.db.transaction(ours.id, (tx) => tx.exec(...audit(theirs.id, uuid(3))))).rejects.toThrow(/row-level security/);
  });

  test('the shop does not stick to a connection', async () => {
    await t.db.transaction(ours.id, (tx) => tx.rows('select 1'));
    const seen = await Promise.all(Array.from({ length: 10 }, () => t.db.directory('select shop_id from program_version')));
    expect(seen.flat()).toEqual([]);
  });
});

describe('what is said once stays said, also for the owner', () => {
  test.each([
    ['audit_entry', `actor = '{"kind":"system"}'`],
    ['standing', `reason = 'because we say so'`],
    ['program_version', `definition = '{}'`],
  ])('%s is neither changed nor deleted', async (table, change) => {
    const memberId = uuid(10);
    await t.db.transaction(ours.id, (tx) => tx.exec(...audit(ours.id, randomUUID())));
    await t.owner.query(
      `insert into member (shop_id, id, customer_id, enrolled_at, tier_id, judged_at) values ($1, $2, '10', now(), 'fan', now()) on conflict do nothing`,
      [ours.id, memberId],
    );
    await t.owner.query(
      `insert into standing (shop_id, member_id, seq, tier_id, since, reason, program_version, spend_minor, caused_by)
       values ($1, $2, 1, 'fan', now(), 'because you joined', 1, 0, 'enrolment') on conflict do nothing`,
      [ours.id, memberId],
    );
    await expect(t.owner.query(`update ${table} set ${change}`)).rejects.toMatchObject({ code: '23L01' });
    await expect(t.owner.query(`delete from ${table}`)).rejects.toMatchObject({ code: '23L01' });
  });
});

describe('a transaction', () => {
  test('leaves nothing behind when its work throws, and the connection stays good', async () => {
    const work = t.db.transaction(ours.id, async (tx) => {
      await tx.exec(...audit(ours.id, uuid(4)));
      throw new Error('changed our mind');
    });
    await expect(work).rejects.toThrow('changed our mind');
    expect(await t.db.read(ours.id, (tx) => tx.rows('select from audit_entry where id = $1', [uuid(4)]))).toEqual([]);
  });

  test('cannot seem to succeed when a failed statement was caught', async () => {
    const work = t.db.transaction(ours.id, async (tx) => {
      await tx.exec(...audit(ours.id, uuid(5)));
      await tx.exec('select 1 / 0').catch(() => {});
    });
    await expect(work).rejects.toThrow(BrokenLaw);
  });

  test('is begun anew after a deadlock, so that both callers succeed', async () => {
    const lock = (shop: Shop) => ['select pg_advisory_xact_lock($1)', [shop.id]] as const;
    const meeting = gate(2);
    const crossing = async (first: Shop, second: Shop) => {
      let attempts = 0;
      await t.db.transaction(ours.id, async (tx) => {
        attempts++;
        await tx.rows(...lock(first));
        if (attempts === 1) await meeting();
        await tx.rows(...lock(second));
      });
      return attempts;
    };
    const attempts = await Promise.all([crossing(ours, theirs), crossing(theirs, ours)]);
    expect(attempts.toSorted()).toEqual([1, 2]);
  });

  test('that reads may not write', async () => {
    await expect(t.db.read(ours.id, (tx) => tx.exec(...audit(ours.id, uuid(6))))).rejects.toThrow(/read-only transaction/);
  });
});

describe('values', () => {
  test('bigint is a number, date a text, timestamptz a Date', async () => {
    const [row] = await t.db.read(ours.id, (tx) =>
      tx.rows(
        `select 9007199254740991::bigint big, '2026-03-01'::date today, '2026-03-01T00:00:00Z'::timestamptz instant, array[1, null]::bigint[] bigs, array['2026-03-01']::date[] days`,
      ),
    );
    expect(row).toEqual({
      big: 9007199254740991,
      today: '2026-03-01',
      instant: new Date('2026-03-01T00:00:00Z'),
      bigs: [1, null],
      days: ['2026-03-01'],
    });
  });

  test('a bigint that is no safe integer is refused rather than rounded', async () => {
    await expect(t.db.read(ours.id, (tx) => tx.rows('select 9007199254740993::bigint big'))).rejects.toThrow(BrokenLaw);
  });
});

describe('Prisma', () => {
  test('sees its own shop only', async () => {
    const versions = await t.db.prisma(theirs.id).programVersion.findMany();
    expect(versions.map(({ shopId, version }) => ({ shopId, version }))).toEqual([{ shopId: theirs.id, version: 1 }]);
  });

  test('cannot write for another shop', async () => {
    const at = new Date('2026-01-01T00:00:00Z');
    const data = { shopId: theirs.id, id: uuid(7), at, actor: {}, action: 'test.try', subject: 'none' };
    await expect(t.db.prisma(ours.id).auditEntry.create({ data })).rejects.toThrow(/row-level security/);
    await expect(t.db.prisma(theirs.id).auditEntry.create({ data })).resolves.toMatchObject({ id: uuid(7) });
  });

  test('keeps raw queries inside the shop too', async () => {
    expect(await t.db.prisma(ours.id).$queryRaw`select shop_id from program_version`).toEqual([{ shop_id: ours.id }]);
  });
});

describe('a connection that breaks costs one request, never the process', () => {
  const kill = (pid: number | undefined) => t.owner.query('select pg_terminate_backend($1)', [pid]);

  test('while nobody uses it', async () => {
    const [row] = await t.db.directory<{ pid: number }>('select pg_backend_pid() pid');
    await kill(row?.pid);
    await expect.poll(() => t.db.directory('select 1 one').catch(() => 'not yet')).toEqual([{ one: 1 }]);
  });

  test('in the middle of a transaction, which then fails', async () => {
    const work = t.db.transaction(ours.id, async (tx) => {
      const [row] = await tx.rows<{ pid: number }>('select pg_backend_pid() pid');
      await kill(row?.pid);
    });
    await expect(work).rejects.toBeInstanceOf(Error);
    expect(await t.db.directory('select 1 one')).toEqual([{ one: 1 }]);
  });
});

/** Resolves for everybody once `count` have come. */
function gate(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let waiting = 0;
  return () => {
    if (++waiting === count) resolve();
    return promise;
  };
}
