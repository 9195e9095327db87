/** Time that stands still until the simulation moves it: one clock for the shop, Shopify and every worker. */
export interface MovedClock {
  now(): Date;
  advance(ms: number): void;
}

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

export function movedClock(opening: Date): MovedClock {
  let at = opening.getTime();
  return {
    now: () => new Date(at),
    advance(ms) {
      if (!(ms >= 0)) throw new RangeError(`time does not go back: ${ms}`);
      at += ms;
    },
  };
}
