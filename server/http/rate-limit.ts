import { LaurelError } from '../core/errors.ts';

interface Bucket {
  left: number;
  at: number;
}

/** After how many callers the ones who have been quiet are forgotten. */
const callersMost = 10_000;

/**
 * Lets each caller do so many things at once and so many a second from then on; by this process alone. Throws `too_many_requests` with
 * the seconds to wait.
 */
export function rateLimit({
  atOnce,
  perSecond,
}: {
  readonly atOnce: number;
  readonly perSecond: number;
}): (caller: string, now: Date) => void {
  const buckets = new Map<string, Bucket>();
  return (caller, now) => {
    const at = now.getTime();
    const before = buckets.get(caller);
    const left = before === undefined ? atOnce : Math.min(atOnce, before.left + (Math.max(0, at - before.at) / 1000) * perSecond);
    if (left < 1) {
      const seconds = Math.ceil((1 - left) / perSecond);
      throw new LaurelError('too_many_requests', `${caller} asks too often`, { details: { retryAfterSeconds: seconds } });
    }
    if (buckets.size >= callersMost) forgetQuiet(buckets, at, (atOnce / perSecond) * 1000);
    buckets.set(caller, { left: left - 1, at });
  };
}

/** Whoever was quiet for so long has a full bucket again. */
function forgetQuiet(buckets: Map<string, Bucket>, now: number, fullMs: number): void {
  for (const [caller, { at }] of buckets) if (now - at >= fullMs) buckets.delete(caller);
}
