import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context, Shop } from '../context.ts';
import { testDb, type TestDb } from '../db/testing.ts';
import { defaultDefinition } from './definition.ts';
import { findDraft } from './draft.ts';
import { discardDraft, draftFromVersion, saveDraft } from './save-draft.ts';

let t: TestDb;
let shop: Shop;
beforeAll(async () => {
  t = await testDb();
});
beforeEach(async () => {
  shop = await t.shop();
});
afterAll(() => t.close());

const as = (userId: string, now = '2026-03-01T12:00:00Z'): Context => ({
  shop,
  actor: { kind: 'staff', userId },
  now: new Date(now),
  wallClock: () => new Date(now),
  random: Math.random,
  db: t.db,
  log: pino({ level: 'silent' }),
});
const named = (name: string) => ({ ...defaultDefinition('USD'), name });
const draft = () => t.db.read(shop.id, (tx) => findDraft(tx, as('77')));

describe('a draft', () => {
  test('is kept as typed, also while it is wrong, and counts its revisions', async () => {
    expect(await saveDraft(as('77'), { definition: { name: 7 }, basedOnVersion: 1, revision: null })).toMatchObject({ revision: 1 });
    const saved = await saveDraft(as('77'), { definition: named('Second'), basedOnVersion: 1, revision: 1 });
    expect(saved).toMatchObject({ revision: 2, savedBy: 'staff 77', basedOnVersion: 1 });
    expect(await draft()).toEqual(saved);
  });

  test('of two editors the second is told who was faster, and nothing is overwritten', async () => {
    await saveDraft(as('77'), { definition: named('Ours'), basedOnVersion: 1, revision: null });
    await saveDraft(as('77'), { definition: named('Hers'), basedOnVersion: 1, revision: 1 });
    await expect(saveDraft(as('78'), { definition: named('His'), basedOnVersion: 1, revision: 1 })).rejects.toMatchObject({
      code: 'conflict',
      details: { revision: 2, savedBy: 'staff 77', savedAt: '2026-03-01T12:00:00.000Z' },
    });
    expect(await draft()).toMatchObject({ revision: 2, definition: { name: 'Hers' } });
  });

  test('that two people begin at the same moment is the first one’s', async () => {
    const both = await Promise.allSettled([
      saveDraft(as('77'), { definition: named('Hers'), basedOnVersion: 1, revision: null }),
      saveDraft(as('78'), { definition: named('His'), basedOnVersion: 1, revision: null }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await draft()).toMatchObject({ revision: 1 });
  });

  test('saved twice, because an answer got lost, is saved once', async () => {
    const save = { definition: named('Once'), basedOnVersion: 1, revision: null };
    const twice = [await saveDraft(as('77'), save), await saveDraft(as('77'), save)];
    expect(twice.map(({ revision }) => revision)).toEqual([1, 1]);
    const edit = { definition: named('Twice'), basedOnVersion: 1, revision: 1 };
    await saveDraft(as('77'), edit);
    expect(await saveDraft(as('77'), edit)).toMatchObject({ revision: 2 });
    // Somebody else who types the same is somebody else.
    await expect(saveDraft(as('78'), edit)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('discarded is gone, and what was seen before does not bring it back', async () => {
    await saveDraft(as('77'), { definition: named('First'), basedOnVersion: 1, revision: null });
    await expect(discardDraft(as('78'), 4)).rejects.toMatchObject({ code: 'conflict' });
    await discardDraft(as('77'), 1);
    await discardDraft(as('77'), 1);
    expect(await draft()).toBeUndefined();
    await expect(saveDraft(as('78'), { definition: named('Old'), basedOnVersion: 1, revision: 1 })).rejects.toMatchObject({
      code: 'conflict',
      publicMessage: expect.stringContaining('The draft is gone'),
    });
    expect(await saveDraft(as('78'), { definition: named('New'), basedOnVersion: 1, revision: null })).toMatchObject({ revision: 3 });
  });

  test('can be made of a former version, to go back to it', async () => {
    await saveDraft(as('77'), { definition: named('Wild'), basedOnVersion: 1, revision: null });
    await expect(draftFromVersion(as('78'), { version: 1, revision: null })).rejects.toMatchObject({ code: 'conflict' });
    await expect(draftFromVersion(as('77'), { version: 9, revision: 1 })).rejects.toMatchObject({ code: 'not_found' });
    expect(await draftFromVersion(as('77'), { version: 1, revision: 1 })).toMatchObject({
      revision: 2,
      basedOnVersion: 1,
      definition: { name: 'Glow Club' },
    });
  });

  const deep = JSON.parse(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`) as object;
  test.each<[string, unknown, number, string]>([
    ['a list', [], 1, 'A draft is an object.'],
    ['a text', 'programme', 1, 'A draft is an object.'],
    ['nothing', null, 1, 'A draft is an object.'],
    ['something nested without end', deep, 1, 'The draft is nested too deep.'],
    ['something huge', { name: 'x'.repeat(256 * 1024) }, 1, 'The draft is larger than 256 KB.'],
    ['a draft of a version that never was', named('x'), 4, 'The draft is made from a version that was never published.'],
  ])('that is %s is refused in words, and nothing is kept', async (_, definition, basedOnVersion, publicMessage) => {
    await expect(saveDraft(as('77'), { definition, basedOnVersion, revision: null })).rejects.toMatchObject({
      code: 'invalid_request',
      publicMessage,
    });
    expect(await draft()).toBeUndefined();
  });

  test('is nobody else’s: another shop neither sees nor writes it', async () => {
    await saveDraft(as('77'), { definition: named('Ours'), basedOnVersion: 1, revision: null });
    const other = await t.shop();
    expect(await t.db.read(other.id, (tx) => tx.rows('select * from program_draft', []))).toEqual([]);
    await expect(
      t.db.transaction(other.id, (tx) =>
        tx.exec(`insert into program_draft (shop_id, based_on_version, revision, saved_at, saved_by) values ($1, 1, 5, now(), 'x')`, [
          shop.id,
        ]),
      ),
    ).rejects.toThrow('row-level security');
  });
});
