import type { OrderFacts } from '../../core/facts.ts';
import { minor } from '../../core/money.ts';
import type { Line, ShopAct } from './acts.ts';

/** An order as it stood at one moment. */
export interface Seen {
  readonly order: number;
  readonly placedAt: Date;
  readonly changedAt: Date;
  /** Counts the changes of the order: the higher one is the newer state. */
  readonly change: number;
  readonly lines: readonly Line[];
  readonly byHand: number;
  readonly paid: boolean;
  readonly cancelled: boolean;
}

/** A shop with one customer, as small as can be: it keeps every state its orders ever had. */
export class TinyShop {
  private readonly states = new Map<number, Seen[]>();

  /** Lets an act happen and answers what the server hears of it. */
  act(act: ShopAct, at: Date): Seen[] {
    const states = this.states.get(act.order);
    if (act.does === 'hear') return states ? [states.at(-1 - (act.back % states.length)) as Seen] : [];
    const next = act.does === 'place' ? (states ? undefined : placed(act, at)) : changed(states?.at(-1), act, at);
    if (!next) return [];
    this.states.set(act.order, [...(states ?? []), next]);
    return act.heard === 'never' ? [] : act.heard === 'twice' ? [next, next] : [next];
  }

  /** Every order as it stands now. */
  now(): Seen[] {
    return [...this.states.values()].flatMap((states) => states.slice(-1));
  }
}

function placed(act: Extract<ShopAct, { does: 'place' }>, at: Date): Seen {
  return { order: act.order, placedAt: at, changedAt: at, change: 1, lines: act.lines, byHand: 0, paid: act.paid, cancelled: false };
}

function changed(before: Seen | undefined, act: Exclude<ShopAct, { does: 'place' | 'hear' }>, at: Date): Seen | undefined {
  if (!before || before.cancelled) return undefined;
  const now = { ...before, changedAt: at, change: before.change + 1 };
  const counting = (count: (before: number) => number, line: number) =>
    before.lines.map((one, i) => (i === line % before.lines.length ? { ...one, count: count(one.count) } : one));
  switch (act.does) {
    case 'pay':
      return { ...now, paid: true };
    case 'cancel':
      return { ...now, cancelled: true };
    case 'edit':
      return { ...now, lines: counting(() => act.count, act.line), paid: before.paid && act.paid };
    case 'refund-items':
      return { ...now, lines: counting((count) => Math.max(0, count - act.count), act.line) };
    case 'refund-money':
      return { ...now, byHand: before.byHand + act.amount };
  }
}

/** What Laurel's Shopify room would make of it. */
export function factsOf(seen: Seen, customer: number, currency: string): OrderFacts {
  return {
    orderId: orderIdOf(seen.order, customer),
    name: `#${orderIdOf(seen.order, customer)}`,
    customerId: String(customer),
    email: undefined,
    currency,
    paid: seen.paid,
    test: false,
    discountCodes: [],
    processedAt: seen.placedAt,
    updatedAt: updatedAt(seen),
    cancelledAt: seen.cancelled ? updatedAt(seen) : undefined,
    unexplainedRefundMinor: minor(seen.byHand),
    lines: seen.lines.map(({ unit, count, kind }, i) => ({
      lineId: String(i + 1),
      productId: undefined,
      title: `Item ${i + 1}`,
      quantity: count,
      netMinor: minor(unit * count),
      giftCard: kind === 'gift card',
      tip: kind === 'tip',
    })),
  };
}

/** Several changes of one moment are a second apart each. */
export function updatedAt({ changedAt, change }: Seen): Date {
  return new Date(changedAt.getTime() + change * 1_000);
}

export function orderIdOf(order: number, customer: number): string {
  return `${customer}${order}`;
}
