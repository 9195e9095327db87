import type { Because, StandingReason } from '../../standing-reason.ts';
import type { Measures } from '../../tier-walk.ts';
import type { Standing } from '../../tier.ts';

/** What counts, said in both ways a language needs: "your 12-month spend to $160.00", "your 12-month spend at $160.00". */
export type Measured = (joint: string) => string;

/** What sentences about standings are made of in one language. */
export interface StandingWords {
  readonly because: (reason: StandingReason, measured: Measured) => string;
  readonly keeps: (heldBy: Standing['heldBy'], tier: string, until: string | undefined, then: string | undefined) => string;
  /** "your 12-month spend" */
  readonly measure: (period: StandingReason['period'], measure: keyof Measures) => string;
  readonly missing: {
    readonly spend: (amount: string) => string;
    readonly points: (count: string, value: number) => string;
    readonly orders: (count: string, value: number) => string;
    readonly all: (list: string, tier: string) => string;
    readonly none: (tier: string) => string;
  };
}

/** How what the shop's team said ended. */
export type Ended = Record<Extract<Because, { kind: 'keep-ended' }>['keep'], string>;
/** What is so without an end. */
export type Always = Partial<Record<Standing['heldBy'], string>>;
