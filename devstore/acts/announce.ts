/** Puts webhooks on the outbox, in the same change as what they tell of. */
import { randomUUID } from 'node:crypto';
import type { Store } from '../store/store.ts';

export interface Announcement {
  readonly topic: string;
  /** What it is about, for people: an order's name, a customer's e-mail. */
  readonly about: string;
  readonly body: string;
}

const deliveriesKept = 1_000;

/** All announcements of one act share their event id; each delivery has its own webhook id. */
export function announce(store: Store, announcements: readonly Announcement[]): void {
  const { state } = store;
  const eventId = randomUUID();
  const triggeredAt = store.now().toISOString();
  const mode = state.webhookMode;
  for (const { topic, about, body } of announcements) {
    state.deliveries.push({
      id: randomUUID(),
      eventId,
      topic,
      about,
      triggeredAt,
      body,
      copies: mode === 'duplicate' ? 2 : 1,
      state: mode === 'hold' ? 'held' : mode === 'drop' ? 'dropped' : 'pending',
      attempts: 0,
      lastStatus: null,
    });
  }
  if (state.deliveries.length > deliveriesKept * 2) forgetOld(store);
}

function forgetOld({ state }: Store): void {
  const settled = new Set(['delivered', 'dropped', 'failed']);
  const old = state.deliveries.filter((delivery) => settled.has(delivery.state)).slice(0, -deliveriesKept);
  const gone = new Set(old.map((delivery) => delivery.id));
  state.deliveries = state.deliveries.filter((delivery) => !gone.has(delivery.id));
}
