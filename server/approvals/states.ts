/** pending: waits for a second person · approved: posted · declined · withdrawn: by who asked · expired: nobody decided in time. */
export type State = 'pending' | 'approved' | 'declined' | 'withdrawn' | 'expired';
export type StoredState = Exclude<State, 'expired'>;

/** How long a request waits. */
export const waitingMs = 14 * 24 * 60 * 60_000;

export interface Standing {
  readonly state: StoredState;
  readonly requestedBy: string;
  readonly decidedBy: string | undefined;
  readonly expiresAt: Date;
}

/** The state at an instant: expiry is a matter of time alone, so nothing has to be written for it. */
export function stateAt({ state, expiresAt }: Pick<Standing, 'state' | 'expiresAt'>, now: Date): State {
  return state === 'pending' && now >= expiresAt ? 'expired' : state;
}

export type Decision = 'approve' | 'decline' | 'withdraw';
export type WhyNotDecide = 'same-person' | 'not-yours' | 'decided' | 'expired';

const outcomes = { approve: 'approved', decline: 'declined', withdraw: 'withdrawn' } as const;

/** The state a decision leads to. */
export function outcomeOf(decision: Decision): (typeof outcomes)[Decision] {
  return outcomes[decision];
}

/** Why somebody may not decide now; undefined when they may, 'done' when they did exactly this before. */
export function whyNotDecide(standing: Standing, decision: Decision, userId: string, now: Date): WhyNotDecide | 'done' | undefined {
  const { requestedBy, decidedBy } = standing;
  const state = stateAt(standing, now);
  if (state === outcomeOf(decision) && decidedBy === userId) return 'done';
  if (decision === 'withdraw' ? requestedBy !== userId : requestedBy === userId)
    return decision === 'withdraw' ? 'not-yours' : 'same-person';
  if (state === 'expired') return 'expired';
  return state === 'pending' ? undefined : 'decided';
}
