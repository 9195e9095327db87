import { actionWords } from '../actions/index.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../db/index.ts';
import type { Cause, PostingView } from '../ledger/index.ts';
import { giftReasonText, mergeReasonText } from '../members/index.ts';
import { orderReasonText } from '../orders/index.ts';
import type { Definition, Locale, StoredReason } from '../program/index.ts';
import { referralReasonText } from '../referrals/index.ts';

/** Puts stored reasons into words; undefined: the reason is not for reading. */
export interface ReasonWords {
  /** "#1001"; undefined: no such order. */
  orderName(orderId: string): string | undefined;
  text(reason: StoredReason, cause: Cause): string | undefined;
}

interface Order {
  readonly name: string;
  readonly titles: Readonly<Record<string, string>>;
}

/** What the reasons of some postings need to be said: names of orders and of what was on them, and the programme they were counted by. */
export async function reasonWords(tx: Tx, ctx: Context, postings: readonly PostingView[], locale: string): Promise<ReasonWords> {
  const causes = postings.map(({ cause }) => cause);
  const orders = await ordersOf(tx, ctx, [...new Set(causes.filter(isOrder).map(({ ref }) => ref))]);
  const versions = await definitionsOf(tx, ctx, [...new Set(causes.flatMap(({ programVersion }) => programVersion ?? []))]);
  return {
    orderName: (orderId) => orders.get(orderId)?.name,
    text: (reason, cause) => {
      const { ref, programVersion } = cause;
      const definition = programVersion === undefined ? undefined : versions.get(programVersion);
      if (cause.kind === 'action') return definition && actionWords(definition, cause, reason, locale);
      const title = (lineId: string) => orders.get(ref)?.titles[lineId];
      return (
        orderReasonText(reason, { currency: ctx.shop.currency, definition, title }, locale) ??
        (definition && actionWords(definition, cause, reason, locale)) ??
        giftReasonText(reason, definition, locale as Locale) ??
        referralReasonText(reason, definition, locale) ??
        mergeReasonText(reason, locale)
      );
    },
  };
}

/** Whether a posting is about an order. */
export function isOrder(cause: Cause): boolean {
  return cause.kind === 'order' || cause.kind === 'import';
}

async function ordersOf(tx: Tx, ctx: Context, orderIds: readonly string[]): Promise<ReadonlyMap<string, Order>> {
  if (orderIds.length === 0) return new Map();
  const rows = await tx.rows<Order & { order_id: string }>(
    `select order_id, name, coalesce((select jsonb_object_agg(line ->> 'lineId', line ->> 'title') from jsonb_array_elements(facts -> 'lines') line), '{}') as titles
     from shop_order where shop_id = $1 and order_id = any($2)`,
    [ctx.shop.id, orderIds],
  );
  return new Map(rows.map((row) => [row.order_id, row]));
}

async function definitionsOf(tx: Tx, ctx: Context, versions: readonly number[]): Promise<ReadonlyMap<number, Definition>> {
  if (versions.length === 0) return new Map();
  const rows = await tx.rows<{ version: number; definition: Definition }>(
    'select version, definition from program_version where shop_id = $1 and version = any($2::int[])',
    [ctx.shop.id, versions],
  );
  return new Map(rows.map(({ version, definition }) => [version, definition]));
}
