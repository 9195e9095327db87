import type { Calendar } from '../../core/calendar.ts';
import type { OrderFacts } from '../../core/facts.ts';
import { LaurelError } from '../../core/errors.ts';
import { minor, parseMoney, type Minor } from '../../core/money.ts';

/** One order of a history file, by the documented columns. Amounts are decimals in major units. */
export interface HistoryRow {
  readonly order_id: string | undefined;
  /** Shopify's numeric customer id; empty for a guest. */
  readonly customer_id: string | undefined;
  /** For guests: their order is kept until the address is claimed. */
  readonly email: string | undefined;
  /** An instant in ISO 8601 with its zone, or a day, which is then the shop's. */
  readonly processed_at: string | undefined;
  /** Merchandise after discounts and refunds, without tax, shipping, gift cards and tips. */
  readonly net_amount: string | undefined;
  /** ISO 4217; empty: the shop's. */
  readonly currency: string | undefined;
}

/** What a line says of an order, checked. */
export interface HistoryOrder {
  readonly orderId: string;
  readonly customerId: string | undefined;
  /** Lower-case; only what a guest's order is found by. */
  readonly email: string | undefined;
  readonly processedAt: Date;
  readonly netMinor: Minor;
}

export type RowResult = { readonly order: HistoryOrder } | { readonly refused: string };

const instantPattern = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})$/i;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const earliest = new Date('1970-01-02T00:00:00Z');
const amountMinorMax = 100_000_000_00;

/** An order as the live path knows it, or in plain words why it can't be taken. `now` is the latest date it may have. */
export function readRow(row: HistoryRow, shopCurrency: string, calendar: Calendar, now: Date): RowResult {
  try {
    return { order: checked(row, shopCurrency, calendar, now) };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.message };
    throw error;
  }
}

class Refused extends Error {}

function checked(row: HistoryRow, shopCurrency: string, calendar: Calendar, now: Date): HistoryOrder {
  const orderId = readOrderId(row.order_id);
  const customerId = readCustomerId(row.customer_id);
  const email = readEmail(row.email);
  if (customerId === undefined && email === undefined)
    throw new Refused('it has neither a customer_id nor an email, so nobody could ever claim it');
  const currency = row.currency?.trim().toUpperCase() || shopCurrency;
  if (currency !== shopCurrency) throw new Refused(`its currency is ${currency}, but the shop counts in ${shopCurrency}`);
  const processedAt = readInstant(row.processed_at, calendar, now);
  return { orderId, customerId, email, processedAt, netMinor: readAmount(row.net_amount, currency) };
}

/** The order as the live path knows it, in the shop's currency. Of a customer no address is kept. */
export function factsOf(order: Omit<HistoryOrder, 'email'>, currency: string): OrderFacts {
  const { orderId, customerId, processedAt, netMinor } = order;
  return {
    orderId,
    name: orderId.startsWith('#') ? orderId : `#${orderId}`,
    customerId,
    email: undefined,
    currency,
    // The file does not say when the order changed last. A snapshot from the shop itself is always newer.
    updatedAt: processedAt,
    processedAt,
    cancelledAt: undefined,
    paid: true,
    test: false,
    lines: [{ lineId: '1', productId: undefined, title: 'Order', quantity: 1, netMinor, giftCard: false, tip: false }],
    discountCodes: [],
    unexplainedRefundMinor: minor(0),
  };
}

function readOrderId(text: string | undefined): string {
  const id = text?.trim() ?? '';
  if (id === '') throw new Refused('it has no order_id');
  if (id.length > 100 || !/^[\x21-\x7e]+$/.test(id)) throw new Refused('its order_id is longer than 100 characters or has strange ones');
  return id;
}

function readCustomerId(text: string | undefined): string | undefined {
  const id = text?.trim() ?? '';
  if (id === '') return undefined;
  if (!/^\d{1,20}$/.test(id)) throw new Refused(`its customer_id “${id.slice(0, 40)}” is not a number`);
  return id;
}

function readEmail(text: string | undefined): string | undefined {
  const email = text?.trim().toLowerCase() ?? '';
  if (email === '') return undefined;
  if (!/^[^@\s]+@[^@\s]+$/.test(email) || email.length > 320) throw new Refused('its email is no e-mail address');
  return email;
}

function readInstant(text: string | undefined, calendar: Calendar, now: Date): Date {
  const value = text?.trim() ?? '';
  if (value === '') throw new Refused('it has no processed_at');
  const isDay = dayPattern.test(value);
  if (!isDay && !instantPattern.test(value))
    throw new Refused(
      `its processed_at “${value.slice(0, 40)}” is neither a day (2026-03-01) nor an instant with its zone (2026-03-01T12:00:00Z)`,
    );
  const at = isDay ? calendar.startOf(value) : new Date(value.replace(' ', 'T').replace(/\s/g, ''));
  if (Number.isNaN(at.getTime())) throw new Refused(`its processed_at “${value}” is not in the calendar`);
  if (at < earliest || at > now) throw new Refused(`its processed_at ${value} lies ${at > now ? 'in the future' : 'before 1970'}`);
  return at;
}

function readAmount(text: string | undefined, currency: string) {
  const value = text?.trim() ?? '';
  if (value === '') throw new Refused('it has no amount');
  const amount = parsed(value, currency);
  if (amount < 0) throw new Refused(`its amount ${value} is below zero`);
  if (amount > amountMinorMax) throw new Refused(`its amount ${value} is absurdly large`);
  return amount;
}

function parsed(value: string, currency: string) {
  try {
    return parseMoney(value, currency).minor;
  } catch (error) {
    if (error instanceof LaurelError) throw new Refused(`its amount “${value.slice(0, 40)}” is not an amount of ${currency}`);
    throw error;
  }
}
