/** Sends webhooks as Shopify does: signed, over real HTTP, repeated while the answer is not 2xx. */
import { createHmac } from 'node:crypto';
import type { Delivery } from '../store/state.ts';
import type { Store } from '../store/store.ts';

export interface Outbox {
  /** Sends what is held, one after the other, and resolves when each had its first try. */
  flush(order: 'same' | 'reverse'): Promise<number>;
  /** Resolves when nothing is on its way any more. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Shopify tries 8 times in four hours; here the pauses are short. */
export const retryAfterMs = [200, 400, 800, 1_500, 3_000, 6_000, 12_000];
const atOnce = 4;
const answerWithinMs = 5_000;

export function openOutbox(store: Store, settings: { url: string; secret: string }): Outbox {
  const running = new Map<string, Promise<void>>();
  const waiting = new Map<string, NodeJS.Timeout>();
  const closing = new AbortController();

  function pump(): void {
    if (closing.signal.aborted) return;
    for (const delivery of store.state.deliveries) {
      if (running.size >= atOnce) return;
      if (delivery.state === 'pending' && !running.has(delivery.id) && !waiting.has(delivery.id)) start(delivery);
    }
  }
  function start(delivery: Delivery): void {
    const run = deliver(delivery).finally(() => {
      running.delete(delivery.id);
      pump();
    });
    running.set(delivery.id, run);
  }
  async function deliver(delivery: Delivery): Promise<void> {
    let status = 0;
    for (let copy = 0; copy < delivery.copies; copy++) status = await send(delivery, settings, store.shop.domain, closing.signal);
    if (closing.signal.aborted) return;
    const ok = status >= 200 && status < 300;
    const pause = retryAfterMs[delivery.attempts];
    store.changeSoon(() => {
      delivery.attempts += 1;
      delivery.lastStatus = status;
      delivery.state = ok ? 'delivered' : pause === undefined ? 'failed' : 'pending';
      if (ok) delivery.body = null;
      // Before anybody looks for work: this one must rest first.
      if (delivery.state === 'pending' && pause !== undefined) rest(delivery, pause);
    });
  }
  function rest(delivery: Delivery, ms: number): void {
    const timer = setTimeout(() => {
      waiting.delete(delivery.id);
      pump();
    }, ms);
    timer.unref();
    waiting.set(delivery.id, timer);
  }

  store.onChange(() => queueMicrotask(pump));
  queueMicrotask(pump);
  return {
    async flush(order) {
      const held = store.state.deliveries.filter((delivery) => delivery.state === 'held');
      for (const delivery of order === 'reverse' ? held.toReversed() : held) {
        const run = deliver(delivery).finally(() => running.delete(delivery.id));
        running.set(delivery.id, run);
        await run;
      }
      return held.length;
    },
    async settled() {
      while (running.size > 0 || waiting.size > 0 || store.state.deliveries.some((delivery) => delivery.state === 'pending')) {
        if (closing.signal.aborted) return;
        await Promise.race([...running.values(), new Promise((resolve) => setTimeout(resolve, 20))]);
      }
    },
    async close() {
      closing.abort();
      for (const timer of waiting.values()) clearTimeout(timer);
      await Promise.allSettled(running.values());
    },
  };
}

/** The HTTP status of the answer; 0 when none came in time. */
async function send(
  delivery: Delivery,
  settings: { url: string; secret: string },
  shopDomain: string,
  closing: AbortSignal,
): Promise<number> {
  const body = delivery.body ?? '';
  try {
    const response = await fetch(settings.url, {
      method: 'POST',
      body,
      headers: headersOf(delivery, body, settings.secret, shopDomain),
      redirect: 'manual',
      signal: AbortSignal.any([closing, AbortSignal.timeout(answerWithinMs)]),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return 0;
  }
}

function headersOf(delivery: Delivery, body: string, secret: string, shopDomain: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Shopify-Captain-Hook',
    'x-shopify-topic': delivery.topic,
    'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
    'x-shopify-shop-domain': shopDomain,
    'x-shopify-api-version': '2026-07',
    'x-shopify-webhook-id': delivery.id,
    'x-shopify-event-id': delivery.eventId,
    'x-shopify-triggered-at': delivery.triggeredAt,
  };
}
