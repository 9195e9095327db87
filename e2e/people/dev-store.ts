import type { APIRequestContext } from '@playwright/test';

export interface Line {
  readonly handle: string;
  readonly quantity: number;
}

export interface PlacedOrder {
  readonly orderId: string;
  readonly name: string;
  readonly lines: readonly { id: string; handle: string; quantity: number }[];
}

export interface ShopState {
  readonly customers: readonly { readonly id: string; readonly tags?: readonly string[] }[];
  readonly giftCards: readonly object[];
  readonly credits: readonly object[];
  readonly orders: readonly { readonly orderId: string; readonly customerId: string | null }[];
}

let people = 0;

/** What a test does to the make-believe Shopify from outside: new people, past orders, time, trouble. */
export class DevStore {
  private readonly request: APIRequestContext;
  constructor(request: APIRequestContext) {
    this.request = request;
  }

  /** Somebody nobody knew before; each test has its own. */
  async newCustomer(
    firstName: string,
    wishes: { newsletter?: boolean; locale?: string; email?: string } = {},
  ): Promise<{ id: string; name: string }> {
    const lastName = `Test${Date.now().toString(36)}${people++}`;
    const { customerId } = await this.ask<{ customerId: string }>('customers', {
      firstName,
      lastName,
      email: `${firstName}.${lastName}@example.com`.toLowerCase(),
      ...wishes,
    });
    return { id: customerId, name: `${firstName} ${lastName}` };
  }

  /** A paid order without going through the pages; Laurel hears of it by webhook. */
  buys(
    customerId: string,
    lines: readonly Line[],
    more: { discountCodes?: string[]; processedAt?: string; attributes?: readonly { key: string; value: string }[]; buyer?: object } = {},
  ): Promise<PlacedOrder> {
    return this.ask('orders', { customerId, lines, ...more });
  }

  /** The shop merges one customer into another. */
  merges(keptId: string, goneId: string): Promise<unknown> {
    return this.ask(`customers/${keptId}/merges`, { goneId });
  }

  advance(minutes: number): Promise<unknown> {
    return this.ask('clock', { advanceMs: minutes * 60_000 });
  }

  trouble(operation: string, mode: 'throttled' | '429' | '500' | 'timeout-before' | 'timeout-after', times: number): Promise<unknown> {
    return this.ask('faults', { operation, mode, times });
  }

  noTrouble(): Promise<unknown> {
    return this.ask('faults', { mode: 'clear' });
  }

  webhooks(mode: 'normal' | 'hold' | 'duplicate' | 'drop'): Promise<unknown> {
    return this.ask('webhooks', { mode });
  }

  flush(order: 'same' | 'reverse'): Promise<unknown> {
    return this.ask('webhooks/flush', { order });
  }

  /** What the make-believe Shopify holds. */
  async state(): Promise<ShopState> {
    return (await (await this.request.get('/devstore/control/state')).json()) as ShopState;
  }

  private async ask<T>(path: string, body: unknown): Promise<T> {
    const answer = await this.request.post(`/devstore/control/${path}`, { data: body });
    if (!answer.ok()) throw new Error(`dev store: ${path} answered ${answer.status()} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}
