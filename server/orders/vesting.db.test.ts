import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOfDay, unknownDay } from '../core/time.ts';
import { testDb, type TestDb, type TestShopOptions } from '../db/testing.ts';
import { postDue } from '../ledger/index.ts';
import { defaultDefinition, type Definition } from '../program/index.ts';
import { hash, instant, order, tell, type Said, type Story } from './testing.ts';
import { settle } from './settle.ts';

let t: TestDb;
beforeAll(async () => {
  t = await testDb();
});
afterAll(() => t.close());

const definition = (earning: Partial<Definition['earning']>): Definition => {
  const usual = defaultDefinition('USD');
  return { ...usual, earning: { ...usual.earning, expiry: { kind: 'never' }, ...earning } };
};
const promised = async (earning: Partial<Definition['earning']>, shop: TestShopOptions = {}): Promise<Story> =>
  tell(t, await t.shop({ definition: definition(earning), ...shop }));
const delivery = { vesting: { kind: 'on-delivery', days: 7 } } as const;

/** The order of 1 March, worth 48 points, as it was seen on a day: when it was sent and when it arrived by then. */
const seen = (day: string, { sent, arrived, ...rest }: Said & { sent?: string; arrived?: string } = {}) =>
  order({
    ...rest,
    seen: day,
    ...(sent !== undefined && { fulfilledAt: instant(sent) }),
    ...(arrived !== undefined && { deliveredAt: instant(arrived) }),
  });
const days = async ({ shop }: Story) =>
  (
    await t.owner.query<{ day: string }>(`select coalesce(vests_on::text, 'at once') as day from lot where shop_id = $1 order by no`, [
      shop.id,
    ])
  ).rows.map(({ day }) => day);
const pending = async (story: Story, at: string) => (await story.balance(at)).pending;

describe('points that wait for their parcel', () => {
  it('have no day until it is known, and vest on it, whether or not the job comes by', async () => {
    const story = await promised(delivery);
    await story.settle([seen('2026-03-01')]);
    expect(await days(story)).toEqual([unknownDay]);
    await postDue(t.db, story.shop, instant('2027-03-01'));
    expect(await story.balance('2027-03-01')).toMatchObject({ pending: 48, available: 0 });
    await story.settle([seen('2026-03-04', { sent: '2026-03-04' })]);
    expect(await days(story)).toEqual([unknownDay]);
    await story.settle([seen('2026-03-10', { sent: '2026-03-04', arrived: '2026-03-10' })]);
    expect(await days(story)).toEqual(['2026-03-17']);
    // New York is at UTC − 4 by then: its day begins at four.
    expect(await pending(story, '2026-03-17T03:59:59Z')).toBe(48);
    expect(await story.balance('2026-03-17T04:00:00Z')).toMatchObject({ pending: 0, available: 48 });
    await story.audit();
    await postDue(t.db, story.shop, instant('2026-03-19'));
    expect(await story.balance('2026-03-19')).toMatchObject({ pending: 0, available: 48 });
    await story.audit();
  });

  it('in Auckland, whose day it is already', async () => {
    const story = await promised(delivery, { timeZone: 'Pacific/Auckland' });
    await story.settle([seen('2026-03-30', { arrived: '2026-03-27T11:30:00Z' })]);
    expect(await days(story)).toEqual(['2026-04-04']);
    expect(await pending(story, '2026-04-03T10:59:59Z')).toBe(48);
    expect(await pending(story, '2026-04-03T11:00:00Z')).toBe(0);
  });

  it('follow word that comes later or is corrected, and wait again when it is taken back, until they have vested', async () => {
    const story = await promised(delivery);
    const told: [string, Said & { sent?: string; arrived?: string }, string][] = [
      ['2026-03-02', { sent: '2026-03-02' }, unknownDay],
      ['2026-03-05', { sent: '2026-03-02', arrived: '2026-03-05' }, '2026-03-12'],
      ['2026-03-06', { sent: '2026-03-02', arrived: '2026-03-06' }, '2026-03-13'],
      ['2026-03-07', { sent: '2026-03-02', arrived: '2026-03-04' }, '2026-03-11'],
      ['2026-03-08', {}, unknownDay],
      ['2026-03-09', { arrived: '2026-03-03' }, '2026-03-10'],
      ['2026-03-11', {}, '2026-03-10'],
      ['2026-03-12', { arrived: '2026-03-12' }, '2026-03-10'],
    ];
    for (const [day, parcel, vestsOn] of told) {
      await story.settle([seen(day, parcel)]);
      expect([day, await days(story)]).toEqual([day, [vestsOn]]);
    }
    expect(await story.balance('2026-03-12')).toMatchObject({ pending: 0, available: 48 });
    await story.audit();
  });

  it('vest at once when word of it comes late', async () => {
    const story = await promised(delivery);
    await story.settle([seen('2026-03-01')]);
    await story.settle([seen('2026-03-20', { arrived: '2026-03-05' })]);
    expect(await story.balance('2026-03-20')).toMatchObject({ pending: 0, available: 48 });
    const { rows } = await t.owner.query(`select kind, points from posting where shop_id = $1 order by no`, [story.shop.id]);
    expect(rows).toEqual([
      { kind: 'issue', points: 48 },
      { kind: 'schedule', points: 48 },
    ]);
    await story.audit();
  });

  it('do not wait when the parcel came before the order was heard of; what an edit adds later follows the same parcel', async () => {
    const story = await promised(delivery);
    await story.settle([seen('2026-03-15', { arrived: '2026-03-02' })]);
    expect(await story.balance('2026-03-15')).toMatchObject({ pending: 0, available: 48 });
    await story.settle([seen('2026-03-16', { arrived: '2026-03-14', netMinor: 30_00 })]);
    expect(await days(story)).toEqual(['at once', '2026-03-21']);
    expect(await story.balance('2026-03-16')).toMatchObject({ pending: 12, available: 48 });
  });

  it('are taken back while they wait when the order is cancelled or refunded', async () => {
    const story = await promised(delivery);
    await story.settle([seen('2026-03-01')]);
    await story.settle([seen('2026-03-05', { arrived: '2026-03-05', netMinor: 12_00 })]);
    expect(await story.balance('2026-03-05')).toMatchObject({ pending: 24, available: 0, debt: 0 });
    await story.settle([seen('2026-03-06', { arrived: '2026-03-05', cancelled: '2026-03-06' })]);
    expect(await story.balance('2026-04-01')).toMatchObject({ pending: 0, available: 0, debt: 0 });
    await story.audit();
  });

  it.each([
    ['on-fulfilment', 3, '2026-03-07', '2026-03-07'],
    ['return-window', 30, '2026-04-03', '2026-04-08'],
  ] as const)('%s and %i days: %s when sent, %s when it also arrived', async (kind, count, whenSent, whenArrived) => {
    const story = await promised({ vesting: { kind, days: count } });
    await story.settle([seen('2026-03-01')]);
    expect(await days(story)).toEqual([unknownDay]);
    await story.settle([seen('2026-03-04', { sent: '2026-03-04' })]);
    expect(await days(story)).toEqual([whenSent]);
    await story.settle([seen('2026-03-09', { sent: '2026-03-04', arrived: '2026-03-09' })], '2026-03-09');
    expect(await days(story)).toEqual([kind === 'on-fulfilment' ? whenSent : whenArrived]);
  });

  it('wait for no parcel when history is brought over that tells of none', async () => {
    const story = await promised(delivery);
    const bring = (one: Said) => settle(story.context('2026-03-05'), [order(one)], { emailHash: hash, imported: true });
    await bring({ at: '2026-01-10' });
    await bring({ orderId: '1002', at: '2026-03-01' });
    expect(await days(story)).toEqual(['at once', '2026-03-08']);
    await story.audit();
  });

  it('keep the promise of the version they were granted under', async () => {
    const story = await promised(delivery);
    await story.settle([seen('2026-03-01')]);
    await t.owner.query(
      `insert into program_version (shop_id, version, definition, published_at, published_by, starts_at) values ($1, 2, $2, '2026-03-02', 'test', '2026-03-02')`,
      [story.shop.id, definition({ vesting: { kind: 'on-fulfilment', days: 0 } })],
    );
    await story.settle([seen('2026-03-05', { sent: '2026-03-05', arrived: '2026-03-06' })]);
    await story.settle([order({ orderId: '1002', at: '2026-03-03', seen: '2026-03-05', fulfilledAt: instant('2026-03-09') })]);
    expect(await days(story)).toEqual(['2026-03-13', '2026-03-09']);
  });
});

describe('any number, order and repetition of what is told of a parcel', () => {
  const event = fc.option(fc.integer({ min: 2, max: 6 }), { nil: undefined });
  const states = fc.array(fc.record({ sent: event, arrived: event }), { minLength: 1, maxLength: 4 });

  it('ends in the day of the newest word alone', { timeout: 120_000 }, async () => {
    const story = await promised({ vesting: { kind: 'return-window', days: 14 } });
    let made = 0;
    await fc.assert(
      fc.asyncProperty(states, fc.array(fc.nat(), { maxLength: 6 }), async (list, arriving) => {
        const [one, alone] = [String(++made), String(++made)];
        const told = (customerId: string, i: number) => {
          const { sent, arrived } = list[i % list.length] ?? {};
          return order({
            orderId: `order-${customerId}`,
            customerId,
            seen: `2026-03-07T12:${String(10 + (i % list.length))}:00Z`,
            ...(sent !== undefined && { fulfilledAt: startOfDay('UTC', `2026-03-0${sent}`) }),
            ...(arrived !== undefined && { deliveredAt: startOfDay('UTC', `2026-03-0${arrived}`) }),
          });
        };
        for (const i of [...arriving, list.length - 1]) await story.settle([told(one, i)], '2026-03-08');
        await story.settle([told(alone, list.length - 1)], '2026-03-08');
        const { rows } = await t.owner.query(
          `select min(vests_on) = max(vests_on) as same, count(*)::int as lots from lot where shop_id = $1 and origin in ($2, $3)`,
          [story.shop.id, `order/order-${one}`, `order/order-${alone}`],
        );
        expect(rows).toEqual([{ same: true, lots: 2 }]);
      }),
      { numRuns: 40 },
    );
    await story.audit();
  });
});
