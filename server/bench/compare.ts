export interface CompareOptions {
  /** How long each slice of a comparison runs. */
  readonly sliceMs: number;
  /** How often the slices alternate. */
  readonly rounds: number;
  /** Where figures go for people. */
  readonly say: (line: string) => void;
}

/** Alternates slices of both, so that what else the machine does weighs on both alike; answers the median ratio of the second to the first. */
export async function compare(
  { sliceMs, rounds, say }: CompareOptions,
  title: string,
  callers: number,
  floor: () => Promise<unknown>,
  ours: () => Promise<unknown>,
): Promise<number> {
  await warmUp(floor, callers);
  await warmUp(ours, callers);
  const slices: { below: number; above: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    slices.push({ below: await perSecond(floor, callers, sliceMs), above: await perSecond(ours, callers, sliceMs) });
  }
  const ratio = median(slices.map(({ above, below }) => above / below));
  const each = slices.map(({ above, below }) => (above / below).toFixed(2)).join(' ');
  const above = median(slices.map((slice) => slice.above)).toFixed(0);
  const below = median(slices.map((slice) => slice.below)).toFixed(0);
  say(`${title}: ${ratio.toFixed(2)} (${above}/s next to ${below}/s; rounds ${each})`);
  return Number(ratio.toFixed(3));
}

/** A new connection compiles what it runs; that is over after some dozens of calls. */
async function warmUp(act: () => Promise<unknown>, callers: number): Promise<void> {
  for (let i = 0; i < 80; i++) await Promise.all(Array.from({ length: Math.min(callers, 32) }, act));
}

async function perSecond(act: () => Promise<unknown>, callers: number, ms: number): Promise<number> {
  let count = 0;
  const begin = performance.now();
  const caller = async () => {
    while (performance.now() - begin < ms) {
      await act();
      count++;
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return count / ((performance.now() - begin) / 1000);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
}

export function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
}
