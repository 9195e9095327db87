/** One trace of a person, to be compared for equality. */
export interface Trace {
  readonly kind: string;
  readonly text: string;
}
