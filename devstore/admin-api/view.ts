import type { Order } from '../store/state.ts';
import type { Store } from '../store/store.ts';

/** A record as the schema names it. Members that cost something, or take arguments, are functions. */
export type View = Record<string, unknown>;

/** Views reach each other through this, as the schema's types do in circles. */
export interface Views {
  readonly store: Store;
  order(order: Order): View;
  /** null for nobody and for an unknown id. */
  customer(id: string | null): View | null;
}
