/**
 * held: points are set aside, the code is being made · issued: the code can be used · releasing: being taken back,
 * the code is switched off first · released: points are back · captured: a paid order used the code.
 */
export type State = 'held' | 'issued' | 'releasing' | 'released' | 'captured';

export type Event =
  /** Shopify has the code. */
  | 'code-made'
  /** The shopper undid it, checkout refused it, or the hold ran out. */
  | 'give-up'
  /** The code is off and nobody used it. */
  | 'found-unused'
  /** A paid order carries the code. */
  | 'paid';

const next: Readonly<Record<State, Partial<Readonly<Record<Event, State>>>>> = {
  held: { 'code-made': 'issued', 'give-up': 'releasing', paid: 'captured' },
  issued: { 'code-made': 'issued', 'give-up': 'releasing', paid: 'captured' },
  releasing: { 'code-made': 'releasing', 'give-up': 'releasing', 'found-unused': 'released', paid: 'captured' },
  // A code used after its release is captured from what is available; nothing leads from captured back to released.
  released: { 'code-made': 'released', 'give-up': 'released', 'found-unused': 'released', paid: 'captured' },
  captured: { 'code-made': 'captured', 'give-up': 'captured', 'found-unused': 'captured', paid: 'captured' },
};

/** The state after an event, or undefined where the event must not happen. */
export function after(state: State, event: Event): State | undefined {
  return next[state][event];
}

/** Whether a shopper can still take the redemption back. */
export function canUndo(state: State): boolean {
  return state === 'held' || state === 'issued';
}
