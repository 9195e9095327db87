/** Holds the dev store's state: one clock, one counter for ids, one file. */
import { emptyState, type Customer, type Order, type State } from './state.ts';
import { readState, writeState } from './file.ts';

export interface ShopInfo {
  readonly id: number;
  readonly domain: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
}

export interface Clock {
  now(): Date;
  advance(ms: number): void;
}

export interface Store {
  readonly shop: ShopInfo;
  readonly state: State;
  now(): Date;
  /** The machine's time: what tokens count by, as browsers compare them with their own. */
  wallNow(): Date;
  /** The next id of a kind, as text. Orders and what belongs to them get ids beyond 2^53, as Shopify's own samples do. */
  nextId(kind: IdKind): string;
  customer(id: string | null): Customer | undefined;
  order(id: string): Order | undefined;
  /** Runs a change and saves once, also when changes are nested. Whatever the change throws is passed on, and nothing is saved. */
  change<T>(act: () => T): T;
  /** Like `change`, but the file may lag a moment: for what may be lost in a crash, such as that a webhook has arrived. */
  changeSoon(act: () => void): void;
  advanceClock(ms: number): void;
  /** Called after each change. */
  onChange(listener: () => void): void;
  /** Forgets everything but the clock's offset. */
  reset(): void;
  /** Saves what waits to be saved. */
  close(): void;
}

const soonMs = 100;

const firstIds = {
  customer: 1_000n,
  discount: 1_057_856_600_000n,
  other: 30_000_000_000n,
  order: 820_982_911_946_154_000n,
  line: 866_550_311_766_439_000n,
  refund: 890_088_186_047_892_000n,
};
export type IdKind = keyof typeof firstIds;

/** Opens the store, from its file when there is one. Throws when the file cannot be read as the dev store's. */
export function openStore(options: { shop: ShopInfo; clock: Clock; dataFile?: string | undefined }): Store {
  const { clock, dataFile, shop } = options;
  const state: State = (dataFile === undefined ? undefined : readState(dataFile)) ?? emptyState();
  if (state.clockOffsetMs !== 0) clock.advance(state.clockOffsetMs);
  const listeners: (() => void)[] = [];
  let depth = 0;
  let orders = index(state.orders);
  let waiting: NodeJS.Timeout | undefined;

  function save(): void {
    clearTimeout(waiting);
    waiting = undefined;
    if (dataFile !== undefined) writeState(dataFile, state);
  }
  function tell(): void {
    for (const listener of listeners) listener();
  }
  const store: Store = {
    shop,
    state,
    now: () => clock.now(),
    wallNow: () => new Date(clock.now().getTime() - state.clockOffsetMs),
    nextId(kind) {
      state.lastId += 1;
      return String(firstIds[kind] + BigInt(state.lastId));
    },
    customer: (id) => (id === null ? undefined : state.customers.find((customer) => customer.id === id)),
    order(id) {
      if (orders.size !== state.orders.length) orders = index(state.orders);
      return orders.get(id);
    },
    change(act) {
      depth += 1;
      try {
        const result = act();
        if (depth === 1) {
          save();
          tell();
        }
        return result;
      } finally {
        depth -= 1;
      }
    },
    changeSoon(act) {
      act();
      waiting ??= setTimeout(save, soonMs).unref();
      tell();
    },
    advanceClock(ms) {
      store.change(() => {
        clock.advance(ms);
        state.clockOffsetMs += ms;
      });
    },
    onChange: (listener) => void listeners.push(listener),
    reset() {
      store.change(() => {
        Object.assign(state, emptyState(), { clockOffsetMs: state.clockOffsetMs });
        orders = index(state.orders);
      });
    },
    close() {
      if (waiting !== undefined) save();
    },
  };
  return store;
}

function index(orders: readonly Order[]): Map<string, Order> {
  return new Map(orders.map((order) => [order.id, order]));
}
