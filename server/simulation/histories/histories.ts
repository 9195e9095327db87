import { testDb } from '../../db/testing.ts';
import { storyOf } from './acts.ts';
import { judge, shrink, type Verdict } from './judge.ts';
import type { Verbs } from './play.ts';
import { livesPerSetting, settingOf, type Kind } from './setting.ts';

export interface HistoriesOptions {
  /** The first seed; the others follow it. */
  readonly from: number;
  readonly count: number;
  /** Spoils the server, to see whether it is found. */
  readonly verbs?: Verbs;
  readonly onProgress?: (played: number) => void;
  /** Ends after the batches in hand. */
  readonly signal?: AbortSignal;
}

export interface HistoriesReport {
  readonly played: Readonly<Record<Kind, number>>;
  readonly acts: number;
  /** Where to go on. */
  readonly nextSeed: number;
  /** Each as it was, and as short as it still fails; the first few. */
  readonly failures: readonly { readonly whole: Verdict; readonly shortest: Verdict }[];
}

/** Two cores: while the database works on one batch, the lives of the others are told and judged. */
const sideBySide = 3;
/** A database is thrown away after so many batches, so that neither it nor the memory of its connections grows. */
const batchesPerDatabase = 60;
const failuresShown = 3;

/** Plays the histories of consecutive seeds and stops at the first that fail. */
export async function playHistories(options: HistoriesOptions): Promise<HistoriesReport> {
  const { count, from } = options;
  const batchCount = Math.floor((from + count - 1) / livesPerSetting) - Math.floor(from / livesPerSetting) + 1;
  const played = { ledger: 0, orders: 0 };
  const failing: Verdict[] = [];
  const failures: { whole: Verdict; shortest: Verdict }[] = [];
  let acts = 0;
  let next = 0;
  const goesOn = () => next < batchCount && failing.length === 0 && !options.signal?.aborted;
  while (goesOn()) {
    const test = await testDb();
    try {
      const end = next + batchesPerDatabase;
      await Promise.all(
        Array.from({ length: sideBySide }, async () => {
          while (goesOn() && next < end) {
            const seeds = batch(from, count, next++);
            const verdicts = await judge(test, seeds.map(storyOf), options.verbs);
            played[settingOf(seeds[0] ?? 0).kind] += verdicts.length;
            for (const { story } of verdicts) acts += story.acts.length;
            failing.push(...verdicts.filter(({ trouble }) => trouble !== undefined));
            options.onProgress?.(played.ledger + played.orders);
          }
        }),
      );
      for (const whole of failing.slice(0, failuresShown)) failures.push({ whole, shortest: await shrink(test, whole, options.verbs) });
    } finally {
      await test.close();
    }
  }
  return { played, acts, nextSeed: batch(from, count, next)[0] ?? from + count, failures };
}

/** Plays one history again, alone, and shortens it if it fails. */
export async function playHistory(seed: number, verbs?: Verbs): Promise<{ whole: Verdict; shortest: Verdict }> {
  const test = await testDb();
  try {
    const [whole] = await judge(test, [storyOf(seed)], verbs);
    if (!whole) throw new Error(`seed ${seed} has no history`);
    return { whole, shortest: whole.trouble === undefined ? whole : await shrink(test, whole, verbs) };
  } finally {
    await test.close();
  }
}

/** Neighbouring seeds that share a setting are a batch; the first and the last may be smaller. */
function batch(from: number, count: number, no: number): number[] {
  const first = (Math.floor(from / livesPerSetting) + no) * livesPerSetting;
  const end = Math.min(from + count, first + livesPerSetting);
  const start = Math.max(from, first);
  return Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i);
}
