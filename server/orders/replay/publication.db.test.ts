import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context, Shop } from '../../context.ts';
import { testDb, type TestDb } from '../../db/testing.ts';
import { restandAll, restandBegun, restandDue, standingsNow } from '../../members/index.ts';
import {
  comingProgram,
  defaultDefinition,
  findDraft,
  programInForce,
  programVersions,
  publish,
  publishDraft,
  saveDraft,
  startSimulation,
  type Definition,
  type PublishDraft,
} from '../../program/index.ts';
import { order, tell, type Story } from '../testing.ts';
import { tryDraft } from './testing.ts';

let t: TestDb;
let shop: Shop;
let story: Story;
beforeAll(async () => {
  t = await testDb();
});
beforeEach(async () => {
  shop = await t.shop();
  story = tell(t, shop);
});
afterAll(() => t.close());

const usual = defaultDefinition('USD');
const staff = (at: string): Context => ({ ...story.context(at), actor: { kind: 'staff', userId: '77' } });
const rates = (factor: number): Definition => ({
  ...usual,
  tiers: usual.tiers.map((tier) => ({ ...tier, pointsPerMajorUnit: tier.pointsPerMajorUnit * factor })),
});
const inForce = (at: string) => t.db.read(shop.id, (tx) => programInForce(tx, shop.id, staff(at).now));
const runs = async () =>
  (
    await t.owner.query(
      'select version, members, done, finished_at is not null as finished from restand_run where shop_id = $1 order by version',
      [shop.id],
    )
  ).rows;

/** Tries a definition and publishes it. */
async function put(at: string, definition: Definition, more: Partial<PublishDraft> = {}): Promise<number> {
  const { hash, id } = await tryDraft(staff(at), definition);
  const { version } = await publishDraft(staff(at), { hash, simulationId: id, startsAt: null, keepUntil: null, note: 'A try', ...more });
  return version;
}

describe('publishing what was tried', () => {
  test('makes the next version of it at once, with who and why, and takes the draft away', async () => {
    expect(await put('2026-03-01', rates(2), { note: 'Spring', keepUntil: '2026-06-30' })).toBe(2);
    expect(await inForce('2026-03-01')).toMatchObject({
      version: 2,
      note: 'Spring',
      keepUntil: '2026-06-30',
      publishedBy: 'staff 77',
      definition: rates(2),
    });
    expect(await t.db.read(shop.id, (tx) => findDraft(tx, staff('2026-03-01')))).toBeUndefined();
    const { rows } = await t.owner.query(`select actor, subject, details - 'simulationId' as details from audit_entry where shop_id = $1`, [
      shop.id,
    ]);
    expect(rows).toEqual([
      {
        actor: { kind: 'staff', userId: '77' },
        subject: 'program/2',
        details: { basedOnVersion: 1, startsAt: null, keepUntil: '2026-06-30', note: 'Spring' },
      },
    ]);
  });

  test('twice, because an answer got lost, is one version; also at the same moment', async () => {
    const { hash, id } = await tryDraft(staff('2026-03-01'), rates(2));
    const request = { hash, simulationId: id, startsAt: null, keepUntil: null, note: 'Once' };
    const twice = await Promise.all([publishDraft(staff('2026-03-01'), request), publishDraft(staff('2026-03-01'), request)]);
    expect([...twice, await publishDraft(staff('2026-03-02'), request)]).toEqual([{ version: 2 }, { version: 2 }, { version: 2 }]);
  });

  test('is refused when the draft was changed since, and nothing is published', async () => {
    const { hash, id } = await tryDraft(staff('2026-03-01'), rates(2));
    await saveDraft(staff('2026-03-01'), { definition: rates(3), basedOnVersion: 1, revision: 1 });
    const request = { hash, simulationId: id, startsAt: null, keepUntil: null, note: 'Late' };
    await expect(publishDraft(staff('2026-03-01'), request)).rejects.toMatchObject({
      code: 'conflict',
      publicMessage: expect.stringContaining('draft was changed'),
    });
    const other = await t.db.read(shop.id, (tx) => findDraft(tx, staff('2026-03-01')));
    await expect(publishDraft(staff('2026-03-01'), { ...request, hash: other?.hash ?? '' })).rejects.toMatchObject({
      code: 'conflict',
      publicMessage: expect.stringContaining('made with another draft'),
    });
    expect(await inForce('2026-03-02')).toMatchObject({ version: 1 });
  });

  test('is refused before the simulation is done, and when another version was published meanwhile', async () => {
    const { hash } = await saveDraft(staff('2026-03-01'), { definition: rates(2), basedOnVersion: 1, revision: null });
    const waiting = await startSimulation(staff('2026-03-01'), { hash, months: 12 });
    const request = { hash, simulationId: waiting, startsAt: null, keepUntil: null, note: 'Early' };
    await expect(publishDraft(staff('2026-03-01'), request)).rejects.toMatchObject({
      code: 'conflict',
      publicMessage: expect.stringContaining('not done'),
    });
    const { id } = await tryDraft(staff('2026-03-01'), rates(2));
    await publish(staff('2026-03-01'), { basedOnVersion: 1, definition: rates(5) });
    await expect(publishDraft(staff('2026-03-01'), { ...request, simulationId: id })).rejects.toMatchObject({
      code: 'conflict',
      publicMessage: expect.stringContaining('Version 2 was published since'),
    });
  });

  test.each<[string, Partial<PublishDraft>, string]>([
    ['a start in two years', { startsAt: new Date('2028-03-01') }, 'Choose a start within the next 400 days.'],
    ['a keep until yesterday', { keepUntil: '2026-02-01' }, 'Members cannot keep their tier until a day before the new rules begin.'],
  ])('%s is refused in words', async (_, more, publicMessage) => {
    await expect(put('2026-03-01', rates(2), more)).rejects.toMatchObject({ code: 'refused', publicMessage });
  });

  test('going back is publishing a former version again', async () => {
    await put('2026-03-01', rates(2));
    expect(await put('2026-03-05', usual)).toBe(3);
    expect(await inForce('2026-03-06')).toMatchObject({ version: 3, definition: usual });
  });

  test('orders keep the version in force when they were paid, also when they are told of later', async () => {
    await story.settle([order({ orderId: '1', at: '2026-02-01', netMinor: 10_00 })]);
    await put('2026-03-01', rates(2));
    await story.settle([order({ orderId: '1', at: '2026-02-01', seen: '2026-03-02', netMinor: 20_00 })]);
    await story.settle([order({ orderId: '2', at: '2026-02-28', seen: '2026-03-03', netMinor: 10_00 })]);
    await story.settle([order({ orderId: '3', at: '2026-03-02', netMinor: 10_00 })]);
    const { rows } = await t.owner.query(
      'select order_id, program_version, posted_points from shop_order where shop_id = $1 order by order_id',
      [shop.id],
    );
    expect(rows).toEqual([
      { order_id: '1', program_version: 1, posted_points: 40 },
      { order_id: '2', program_version: 1, posted_points: 20 },
      { order_id: '3', program_version: 2, posted_points: 40 },
    ]);
    await story.audit();
  });
});

describe('a version that begins later', () => {
  const later = { startsAt: new Date('2026-04-01T04:00:00Z') };

  test('comes into force on its day and not before, and members are judged by it then', async () => {
    await story.settle([order({ at: '2026-02-20', netMinor: 40_00 })]);
    const [fan, pro, icon] = usual.tiers as [Definition['tiers'][0], Definition['tiers'][0], Definition['tiers'][0]];
    await put('2026-03-01', { ...usual, tiers: [fan, { ...pro, thresholdMinor: 30_00 }, icon] }, later);
    expect(await t.db.read(shop.id, (tx) => comingProgram(tx, shop.id, staff('2026-03-01').now))).toMatchObject({ version: 2 });
    expect(await inForce('2026-04-01T03:59:59Z')).toMatchObject({ version: 1 });
    expect(await inForce('2026-04-01T04:00:00Z')).toMatchObject({ version: 2 });

    await story.settle([order({ orderId: '2', at: '2026-03-02', netMinor: 1_00 })]);
    expect(await story.tier()).toBe('fan');
    const jobs = async () =>
      (await t.owner.query('select from graphile_worker.jobs where key = $1', [`restand-all/${shop.id}`])).rows.length;
    await restandBegun(story.context('2026-03-31'));
    expect(await jobs()).toBe(0);
    await restandBegun(story.context('2026-04-01T04:00:01Z'));
    expect(await jobs()).toBe(1);
    await restandAll(story.context('2026-04-01T04:00:02Z'), 2);
    expect(await story.tier()).toBe('pro');
    expect(await runs()).toEqual([{ version: 2, members: 1, done: 1, finished: true }]);
    await story.audit();
  });

  test('never does when a newer one begins before it', async () => {
    await put('2026-03-01', rates(2), later);
    await put('2026-03-02', rates(3));
    expect(await inForce('2026-03-03')).toMatchObject({ version: 3 });
    expect(await inForce('2026-04-02')).toMatchObject({ version: 3 });
    expect((await t.db.read(shop.id, (tx) => programVersions(tx, shop.id))).map(({ version }) => version)).toEqual([1, 3]);
    expect(await t.db.read(shop.id, (tx) => comingProgram(tx, shop.id, staff('2026-03-03').now))).toBeUndefined();
    await restandAll(story.context('2026-04-02'), 2);
    expect(await runs()).toEqual([{ version: 2, members: 0, done: 0, finished: true }]);
  });

  test('does, when a newer one begins after it', async () => {
    await put('2026-03-01', rates(2), later);
    await put('2026-03-02', rates(3), { startsAt: new Date('2026-05-01T04:00:00Z') });
    expect([(await inForce('2026-03-15')).version, (await inForce('2026-04-15')).version, (await inForce('2026-05-15')).version]).toEqual([
      1, 2, 3,
    ]);
  });

  test('counts orders by it from its start on, to the point', async () => {
    await put('2026-03-01', rates(2), later);
    await story.settle([order({ orderId: '1', at: '2026-04-01T03:59:59Z', seen: '2026-04-01T05:00:00Z', netMinor: 10_00 })]);
    await story.settle([order({ orderId: '2', at: '2026-04-01T04:00:00Z', seen: '2026-04-01T05:00:00Z', netMinor: 10_00 })]);
    expect(await story.balance('2026-04-02')).toMatchObject({ available: 60 });
    expect((await tryDraft(staff('2026-04-02'), usual)).result).toMatchObject({ liveDifference: 0, points: { live: 60, draft: 40 } });
  });
});

describe('judging everybody', () => {
  const fill = async (count: number) => {
    for (let i = 1; i <= count; i++)
      await story.settle([order({ orderId: `${i}`, customerId: `${i}`, at: '2026-02-20', netMinor: 160_00 })]);
  };
  const dearer: Definition = {
    ...usual,
    tiers: usual.tiers.map((tier, i) => ({ ...tier, thresholdMinor: tier.thresholdMinor + i * 100_00 })),
  };

  test('goes on where it was when its worker died', async () => {
    await fill(5);
    await put('2026-03-01', dearer);
    // The third batch breaks: two of five members are judged by then, and that stands.
    let batches = 0;
    const db = {
      ...t.db,
      transaction: ((id, work) => {
        if (++batches === 4) throw new Error('killed');
        return t.db.transaction(id, work);
      }) as typeof t.db.transaction,
    };
    await expect(restandAll({ ...story.context('2026-03-01T17:00:01Z'), db }, 2, 1)).rejects.toThrow('killed');
    expect(await runs()).toEqual([{ version: 2, members: 5, done: 2, finished: false }]);
    // Somebody is at it, as far as one can tell; a minute later not.
    await t.owner.query('select graphile_worker.remove_job($1)', [`restand-all/${shop.id}`]);
    const jobs = async () =>
      (await t.owner.query('select from graphile_worker.jobs where key = $1', [`restand-all/${shop.id}`])).rows.length;
    await restandBegun(story.context('2026-03-01T17:00:30Z'));
    expect(await jobs()).toBe(0);
    await restandBegun(story.context('2026-03-01T17:01:30Z'));
    expect(await jobs()).toBe(1);
    expect(await restandAll(story.context('2026-03-01T17:01:31Z'), 2, 2)).toBe(3);
    expect(await runs()).toEqual([{ version: 2, members: 5, done: 5, finished: true }]);
    expect(await restandAll(story.context('2026-03-01T17:01:32Z'), 2, 2)).toBe(0);
  });

  test('lets those who would drop keep their tier until the day that was chosen, and no longer', async () => {
    await fill(2);
    await story.settle([order({ orderId: '9', customerId: '9', at: '2026-02-20', netMinor: 260_00 })]);
    await put('2026-03-01', dearer, { keepUntil: '2026-06-30' });
    expect(await restandAll(story.context('2026-03-01T17:00:01Z'), 2, 1)).toBe(0);
    expect([await story.tier('1'), await story.tier('9')]).toEqual(['pro', 'pro']);
    await restandDue(story.context('2026-06-30'));
    expect(await story.tier('1')).toBe('pro');
    await restandDue(story.context('2026-07-01'));
    expect([await story.tier('1'), await story.tier('9')]).toEqual(['fan', 'pro']);
  });

  test('that begins later keeps them from its own day on', async () => {
    await fill(2);
    await put('2026-03-01', dearer, { startsAt: new Date('2026-04-01T04:00:00Z'), keepUntil: '2026-06-30' });
    await restandBegun(story.context('2026-04-09'));
    expect(await restandAll(story.context('2026-04-09T00:00:01Z'), 2, 10)).toBe(0);
    expect(await story.tier('1')).toBe('pro');
    const memberId = await story.memberOf('1');
    const standing = await t.db.read(shop.id, async (tx) =>
      (await standingsNow(tx, story.context('2026-04-09'), dearer, [memberId])).get(memberId),
    );
    expect(standing).toMatchObject({ tier: { id: 'pro' }, heldBy: 'kept', safe: { until: '2026-06-30' } });
    await restandDue(story.context('2026-07-01'));
    expect(await story.tier('1')).toBe('fan');
  });

  test('by two workers at once judges everybody once', async () => {
    await fill(5);
    await put('2026-03-01', dearer);
    const both = await Promise.all([1, 2].map(() => restandAll(story.context('2026-03-01T17:00:01Z'), 2, 1)));
    expect((both[0] ?? 0) + (both[1] ?? 0)).toBe(5);
    expect(await runs()).toEqual([{ version: 2, members: 5, done: 5, finished: true }]);
  });
});

describe('forged rows are refused by the database', () => {
  const version = (values: string) =>
    t.owner.query(
      `insert into program_version (shop_id, version, definition, published_at, published_by, starts_at, simulation_id) ${values}`,
    );

  test('a version that was not tried as it is published', async () => {
    const { id } = await tryDraft(staff('2026-03-01'), rates(2));
    const columns = `definition, now(), 'x', now(), id from program_simulation where shop_id = ${shop.id}`;
    await expect(
      version(
        `select shop_id, 2, definition || '{"name": "Other"}', now(), 'x', now(), id from program_simulation where shop_id = ${shop.id}`,
      ),
    ).rejects.toThrow('was not tried');
    await expect(version(`select shop_id, 3, ${columns}`)).rejects.toThrow('was not tried');
    await t.owner.query(`update program_simulation set state = 'cancelled', result = null where shop_id = $1`, [shop.id]);
    await expect(version(`select shop_id, 2, ${columns} and id = '${id}'`)).rejects.toThrow('was not tried');
  });

  test('a version that begins before one that was in force', async () => {
    await expect(
      version(`select shop_id, 2, definition, now(), 'x', starts_at, null from program_version where shop_id = ${shop.id}`),
    ).rejects.toThrow('would begin before');
  });

  test('a simulation that is done without a result', async () => {
    await tryDraft(staff('2026-03-01'), rates(2));
    await expect(t.owner.query('update program_simulation set result = null where shop_id = $1', [shop.id])).rejects.toThrow(
      'check constraint',
    );
  });
});
