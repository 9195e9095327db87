import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minor } from '../../core/money.ts';
import { testDb, type TestDb } from '../../db/testing.ts';
import { settle } from '../../orders/index.ts';
import { storyOf, type Story } from './acts.ts';
import { playHistories } from './histories.ts';
import { judge, shrink, type Verdict } from './judge.ts';
import { realVerbs, type Verbs } from './play.ts';
import { livesPerSetting, settingOf, type Kind } from './setting.ts';

let test: TestDb;
beforeAll(async () => {
  test = await testDb();
});
afterAll(() => test.close());

/** The first few lives of each of many settings. */
const stories = (settings: readonly number[], each: number): Story[][] =>
  settings.map((no) => Array.from({ length: each }, (_, i) => storyOf(no * livesPerSetting + i)));
const settingsOf = (kind: Kind, count: number): number[] => Array.from({ length: count }, (_, i) => 4 * i + (kind === 'ledger' ? 0 : 1));

async function judgeAll(batches: readonly Story[][], verbs?: Verbs): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const next = batches.values();
  const worker = async () => {
    for (const batch of next) verdicts.push(...(await judge(test, batch, verbs)));
  };
  await Promise.all([worker(), worker()]);
  return verdicts.toSorted((a, b) => a.story.seed - b.story.seed);
}

const troubles = (verdicts: readonly Verdict[]): string[] =>
  verdicts.flatMap(({ story, trouble }) => (trouble === undefined ? [] : [`${story.seed}: ${trouble}`]));

describe('short lives of members, each judged by books of its own', () => {
  it('300 of the ledger: any acts, days, repeats and wrong clocks', async () => {
    expect(troubles(await judgeAll(stories(settingsOf('ledger', 20), 15)))).toEqual([]);
  });

  it('300 of orders: any changes in any order of delivery end in the points of the final state at the rate that was granted', async () => {
    expect(troubles(await judgeAll(stories(settingsOf('orders', 20), 15)))).toEqual([]);
  });

  it('150 of orders whose points go when nothing is done for long, or on a day of the year', async () => {
    const settings = [1, 3, 5, 7, 9, 147, 149, 151, 153, 155].map((no) => 144 + no);
    const kinds = settings.flatMap((no) => settingOf(no * livesPerSetting).promises.flatMap(({ lasting }) => lasting?.kind ?? []));
    expect(new Set(kinds)).toEqual(new Set(['idle', 'date']));
    expect(troubles(await judgeAll(stories(settings, 15)))).toEqual([]);
  });

  it('a life is the same each time it is told, alone or beside others', async () => {
    const [batch = []] = stories([3], 20);
    const beside = (await judge(test, batch)).map((verdict) => verdict.told());
    const [alone] = await judge(test, [storyOf(3 * livesPerSetting + 7)]);
    expect(alone?.told().length).toBeGreaterThan(3);
    expect(alone?.told()).toEqual(beside[7]);
  });

  it('settings take turns: every currency, rounding, policy and kind of vesting with every other', () => {
    const combinations = Array.from({ length: 144 }, (_, i) => settingOf((2 * i + 1) * livesPerSetting)).map(
      ({ currency, promises: [{ rounding, policy, vestingDays }] }) => [currency, rounding, policy, vestingDays === undefined].join(),
    );
    expect(new Set(combinations).size).toBe(3 * 3 * 4 * 2);
  });
});

describe('a spoiled server is found, and the story cut down to what matters', () => {
  const spoiled: [string, Kind, Partial<Verbs>, RegExp, number][] = [
    [
      'that forgets what was refunded by hand',
      'orders',
      {
        settle: (ctx, facts, options) =>
          settle(
            ctx,
            facts.map((one) => ({ ...one, unexplainedRefundMinor: minor(0) })),
            options,
          ),
      },
      /the second book/,
      2,
    ],
    [
      'that counts a cent too many',
      'orders',
      {
        settle: (ctx, facts, options) =>
          settle(
            ctx,
            facts.map((one) => ({ ...one, lines: one.lines.map((line) => ({ ...line, netMinor: minor(line.netMinor + 1) })) })),
            options,
          ),
      },
      /the second book/,
      3,
    ],
    [
      'that takes late snapshots for new ones',
      'orders',
      {
        settle: (ctx, facts, options) =>
          settle(
            ctx,
            facts.map((one) => ({ ...one, updatedAt: ctx.now })),
            options,
          ),
      },
      /the second book/,
      4,
    ],
    [
      'whose points hardly ever expire',
      'ledger',
      {
        post: (tx, shop, now, operations) =>
          realVerbs.post(
            tx,
            shop,
            now,
            operations.map((one) =>
              one.kind === 'issue' && one.expiresOn !== undefined ? { ...one, expiresOn: one.expiresOn.replace(/^\d{4}/, '2199') } : one,
            ),
          ),
      },
      /the second book/,
      1,
    ],
    [
      'that captures everything that was held',
      'ledger',
      {
        post: (tx, shop, now, operations) =>
          realVerbs.post(
            tx,
            shop,
            now,
            operations.map((one) => {
              if (one.kind !== 'capture') return one;
              const { points: _, ...all } = one;
              return all;
            }),
          ),
      },
      /capture/,
      3,
    ],
  ];

  it.each(spoiled)('%s', async (_what, kind, change, finding, actsMax) => {
    const verbs = { ...realVerbs, ...change };
    const failing = (await judgeAll(stories(settingsOf(kind, 4), 25), verbs)).find(({ trouble }) => trouble !== undefined);
    expect(failing?.trouble).toMatch(finding);
    const shortest = await shrink(test, failing as Verdict, verbs);
    expect(shortest.trouble).toBeDefined();
    expect(shortest.story.acts.length).toBeLessThanOrEqual(actsMax);
  });

  it('one that throws breaks only the stories that made it throw', async () => {
    const settling: typeof settle = (ctx, facts, options) => {
      if (facts.some(({ cancelledAt }) => cancelledAt !== undefined)) throw new Error('no cancellations today');
      return settle(ctx, facts, options);
    };
    const [batch = []] = stories([1], 16);
    const verdicts = await judge(test, batch, { ...realVerbs, settle: settling });
    const failed = verdicts.filter(({ trouble }) => trouble?.includes('no cancellations today')).map(({ story }) => story.seed);
    const cancelling = verdicts.filter(({ story }) => story.acts.some(({ does }) => does === 'cancel')).map(({ story }) => story.seed);
    expect(failed.length).toBeGreaterThan(0);
    expect(cancelling).toEqual(expect.arrayContaining(failed));
    expect(troubles(verdicts)).toHaveLength(failed.length);
  });
});

it('a run counts what it played, and stops when asked', async () => {
  const report = await playHistories({ from: 980, count: 40 });
  expect(report).toMatchObject({ failures: [], played: { ledger: 20, orders: 20 }, nextSeed: 1_020 });
  expect(await playHistories({ from: 980, count: 40, signal: AbortSignal.abort() })).toMatchObject({
    played: { ledger: 0, orders: 0 },
    nextSeed: 980,
  });
});
