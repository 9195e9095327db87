/** What the last act came to, said once. */
export interface Notice {
  readonly tone: 'good' | 'plain' | 'bad';
  readonly text: string;
  /** Where to go from here. */
  readonly link?: { readonly to: string; readonly text: string };
}
