/** The shop's clock, as far as its last answer tells: a phone that goes wrong must not make a hold seem over. */
export interface ShopClock {
  /** Takes the time from an answer that just came, `at` being when it was true, ISO 8601; gives it on as it is. */
  learned<Answer extends { readonly at: string }>(answer: Answer): Answer;
  /** Milliseconds until an ISO 8601 instant; negative when it is past. */
  leftMs(until: string): number;
}

/** `now`: the clock at hand, in milliseconds. */
export function createShopClock(now: () => number): ShopClock {
  let aheadMs = 0;
  return {
    learned: (answer) => {
      aheadMs = Date.parse(answer.at) - now();
      return answer;
    },
    leftMs: (until) => Date.parse(until) - now() - aheadMs,
  };
}

const minuteMs = 60_000;
/** Seconds are shown from here on. */
const lastMs = 5 * minuteMs;
/** More than this is told by the time of day alone. */
const firstMs = 120 * minuteMs;
/** A browser's timer can't wait longer than 24.8 days. */
const longestPauseMs = 86_400_000;
/** At which minutes before the end it is said aloud; a second's tick never is. */
const momentsMinutes = [0, 1, 5, 10];

/** What is left, as it is shown: whole minutes begun, in the last five minutes the seconds too; null: too long for a countdown. */
export function shownLeft(leftMs: number): { readonly minutes: number } | { readonly clock: string } | 'over' | null {
  if (leftMs <= 0) return 'over';
  if (leftMs > firstMs) return null;
  if (leftMs > lastMs) return { minutes: Math.ceil(leftMs / minuteMs) };
  const seconds = Math.ceil(leftMs / 1000);
  return { clock: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` };
}

/** The moment worth saying that was reached between two looks, in minutes before the end; undefined: none. Of several, the last. */
export function momentBetween(beforeMs: number, leftMs: number): number | undefined {
  return momentsMinutes.find((minutes) => beforeMs > minutes * minuteMs && leftMs <= minutes * minuteMs);
}

/**
 * Tells what is left in milliseconds, at once and whenever what is shown changes, until it is over; with it the last
 * moment worth saying, if one was reached meanwhile. Returns what stops it.
 */
export function watchLeft(until: string, clock: ShopClock, tell: (leftMs: number, moment: number | undefined) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let moment: number | undefined;
  let beforeMs = 0;
  const look = () => {
    const leftMs = clock.leftMs(until);
    if (leftMs > 0) timer = setTimeout(look, pauseMs(leftMs));
    moment = momentBetween(beforeMs, leftMs) ?? moment;
    beforeMs = leftMs;
    tell(leftMs, moment);
  };
  look();
  return () => clearTimeout(timer);
}

/** Until the text changes: minutes and seconds are rounded up, so that is when the next whole one is reached. */
function pauseMs(leftMs: number): number {
  if (leftMs > firstMs) return Math.min(leftMs - firstMs, longestPauseMs);
  const unitMs = leftMs > lastMs ? minuteMs : 1000;
  return leftMs % unitMs || unitMs;
}
