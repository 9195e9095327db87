import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import pino from 'pino';
import type { Context, Shop } from '../context.ts';
import { testDb, type TestDb } from '../db/testing.ts';
import { defaultDefinition, type Definition } from './definition.ts';
import { programInForce } from './in-force.ts';
import { publish } from './publish.ts';

let t: TestDb;
let shop: Shop;

beforeAll(async () => {
  t = await testDb();
});
beforeEach(async () => {
  shop = await t.shop();
});
afterAll(() => t.close());

const at = (now: string, userId = '77'): Context => ({
  shop,
  actor: { kind: 'staff', userId },
  now: new Date(now),
  wallClock: () => new Date(now),
  random: Math.random,
  db: t.db,
  log: pino({ level: 'silent' }),
});
const inForce = async (now: string) => t.db.read(shop.id, (tx) => programInForce(tx, shop.id, new Date(now)));
const named = (name: string): Definition => ({ ...defaultDefinition('USD'), name });

describe('publishing', () => {
  test('adds an immutable version that is in force from then on, and leaves an audit entry', async () => {
    expect(await publish(at('2026-03-01T12:00:00Z'), { basedOnVersion: 1, definition: named('Second') })).toEqual({ version: 2 });
    expect(await inForce('2026-03-01T11:59:59Z')).toMatchObject({ version: 1 });
    expect(await inForce('2026-03-01T12:00:00Z')).toMatchObject({ version: 2, definition: { name: 'Second' }, publishedBy: 'staff 77' });
    const { rows } = await t.owner.query('select action, subject, actor, details from audit_entry where shop_id = $1', [shop.id]);
    expect(rows).toEqual([
      { action: 'program.publish', subject: 'program/2', actor: { kind: 'staff', userId: '77' }, details: { basedOnVersion: 1 } },
    ]);
    await expect(t.owner.query(`update program_version set definition = '{}' where shop_id = $1`, [shop.id])).rejects.toThrow(
      'append-only',
    );
  });

  test('a version follows the one it replaces, also when the clock was set back between them', async () => {
    await publish(at('2026-03-01T12:00:00Z'), { basedOnVersion: 1, definition: named('Second') });
    await publish(at('2026-03-01T11:00:00Z'), { basedOnVersion: 2, definition: named('Third') });
    expect(await inForce('2026-03-01T12:00:00Z')).toMatchObject({ version: 2 });
    expect(await inForce('2026-03-01T12:00:01Z')).toMatchObject({ version: 3 });
  });

  test('before the first version began, by a clock that was set back, the first is in force', async () => {
    expect(await inForce('2019-12-31T23:00:00Z')).toMatchObject({ version: 1 });
  });

  test('refuses problems and stores nothing', async () => {
    const result = await publish(at('2026-03-01T12:00:00Z'), { basedOnVersion: 1, definition: { ...named('x'), currency: 'EUR' } });
    expect(result).toMatchObject({ problems: [{ path: ['currency'] }] });
    expect(await inForce('2026-04-01T00:00:00Z')).toMatchObject({ version: 1 });
  });

  test('of two people who edit the same version one is told, and nothing is overwritten', async () => {
    const both = await Promise.allSettled([
      publish(at('2026-03-01T12:00:00Z', '77'), { basedOnVersion: 1, definition: named('Hers') }),
      publish(at('2026-03-01T12:00:00Z', '78'), { basedOnVersion: 1, definition: named('His') }),
    ]);
    expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'conflict' });
    expect(await inForce('2026-04-01T00:00:00Z')).toMatchObject({ version: 2 });
  });

  test('the same edit sent twice is one version', async () => {
    const edit = { basedOnVersion: 1, definition: named('Once') };
    const twice = await Promise.all([publish(at('2026-03-01T12:00:00Z'), edit), publish(at('2026-03-01T12:00:00Z'), edit)]);
    expect(twice).toEqual([{ version: 2 }, { version: 2 }]);
    const { rows } = await t.owner.query('select count(*)::int as count from audit_entry where shop_id = $1', [shop.id]);
    expect(rows).toEqual([{ count: 1 }]);
  });

  test('an edit of a version that never was is a conflict', async () => {
    await expect(publish(at('2026-03-01T12:00:00Z'), { basedOnVersion: 5, definition: named('Early') })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

test('without any version nothing is in force', async () => {
  const nobody = (shop.id + 1) as typeof shop.id;
  await expect(t.db.read(nobody, (tx) => programInForce(tx, nobody, new Date('2026-01-01')))).rejects.toMatchObject({ code: 'not_found' });
});
