/** How far back small adjustments are added up, so that one large one does not become many. */
export const windowMs = 24 * 60 * 60_000;

export interface Moving {
  readonly way: 'give' | 'take';
  readonly points: number;
}

export interface Need {
  readonly limitPoints: number;
  /** What the same person moved alone, the same way, for the same member, within the window. */
  readonly beforePoints: number;
}

/** Whether an adjustment takes a second person, and why; undefined: one is enough. */
export function needsSecond(adjustment: Moving, limitPoints: number, beforePoints: number): Need | undefined {
  return beforePoints + adjustment.points > limitPoints ? { limitPoints, beforePoints } : undefined;
}

/** As much of a posting by staff as counts here. */
export interface Moved {
  readonly key: string;
  readonly kind: string;
  readonly points: number;
  readonly cause: { readonly ref: string; readonly reasons?: readonly Readonly<Record<string, unknown>>[] };
}

/** What a staff member gave, or took, alone: what somebody approved, and what put the books right, is not counted. */
export function movedAlone(postings: readonly Moved[], staffId: string, way: Moving['way']): number {
  return postings
    .filter(({ key, kind, cause }) => {
      const approved = (cause.reasons ?? []).some(({ rule }) => rule === 'approved');
      return cause.ref === staffId && key.startsWith('adjustment/') && !approved && (kind === 'issue') === (way === 'give');
    })
    .reduce((sum, { points }) => sum + points, 0);
}
