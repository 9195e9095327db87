import { setTimeout as wait } from 'node:timers/promises';

/**
 * Begins an act so many times a second, each when it is due, whether or not the ones before are done. Answers how long each took in
 * milliseconds, counted from when it was due: who waits because others were slow has waited. Throws what an act throws.
 */
export async function openLoop(perSecond: number, seconds: number, act: (i: number) => Promise<void>): Promise<number[]> {
  const count = perSecond * seconds;
  const times: number[] = Array.from({ length: count }, () => 0);
  const began = performance.now() + 20;
  const underWay: Promise<void>[] = [];
  for (let i = 0; i < count; i++) {
    const due = began + (i * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 1) await wait(early);
    const one = act(i).then(() => void (times[i] = performance.now() - due));
    // Awaited below; until then a failure is nobody's.
    one.catch(() => {});
    underWay.push(one);
  }
  await Promise.all(underWay);
  return times;
}
