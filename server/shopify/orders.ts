import { z } from 'zod';
import type { Buyer } from '../core/buyer.ts';
import { LaurelError } from '../core/errors.ts';
import type { FactsNeeded, LineFacts, OrderFacts } from '../core/facts.ts';
import { gidNumber } from '../core/id.ts';
import type { AdminApi } from './admin.ts';
import { toBuyer } from './buyer.ts';
import { collectionsOf } from './collections.ts';
import { changedOrdersDocument, orderQuestions, ordersPerQuery, type OrderQuestions } from './order-documents.ts';
import { linesShape, orderShape, toFacts, type ShopifyLine, type ShopifyOrder } from './order-facts.ts';

const changedAnswer = z.object({
  orders: z.object({
    nodes: z.array(z.object({ id: z.string() })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});
const ordersAnswer = z.object({ nodes: z.array(z.union([orderShape, z.null()])) });
const moreLinesAnswer = z.object({ order: z.object({ lineItems: linesShape }).nullable() });

/** The ids of all orders the shop changed since then, a hundred at a time. Throws `shopify_unavailable`. */
export async function* changedOrders(api: AdminApi, since: Date): AsyncGenerator<string[]> {
  let after: string | null = null;
  do {
    const query = `updated_at:>='${since.toISOString()}'`;
    const { orders }: z.infer<typeof changedAnswer> = await api.ask(changedOrdersDocument, { query, after }, changedAnswer);
    yield orders.nodes.flatMap(({ id }) => gidNumber(id, 'Order') ?? []);
    after = orders.pageInfo.hasNextPage ? orders.pageInfo.endCursor : null;
  } while (after !== null);
}

/**
 * Loads the orders as they stand now (newest snapshot), with as much of each as the rules need. Unknown ids are left out. `onBuyer` is
 * told who placed each, where that is needed. Throws `shopify_unavailable`.
 */
export async function fetchOrders(
  api: AdminApi,
  orderIds: readonly string[],
  needed: FactsNeeded,
  onBuyer: (buyer: Buyer) => void = () => undefined,
): Promise<OrderFacts[]> {
  const questions = orderQuestions(needed);
  const facts: OrderFacts[] = [];
  for (let start = 0; start < orderIds.length; start += ordersPerQuery) {
    const ids = orderIds.slice(start, start + ordersPerQuery).map((id) => `gid://shopify/Order/${id}`);
    const { nodes } = await api.ask(questions.orders, { ids, lines: questions.lines }, ordersAnswer);
    for (const node of nodes) {
      if (!node) continue;
      facts.push(toFacts(node, await allLines(api, node, questions)));
      if (needed.referral) onBuyer(toBuyer(node));
    }
  }
  return needed.collections ? withCollections(api, facts) : facts;
}

async function allLines(api: AdminApi, of: ShopifyOrder, questions: OrderQuestions): Promise<ShopifyLine[]> {
  const found = [...of.lineItems.nodes];
  let page = of.lineItems.pageInfo;
  while (page.hasNextPage) {
    const variables = { id: of.id, lines: questions.linesAlone, after: page.endCursor };
    const answer = await api.ask(questions.moreLines, variables, moreLinesAnswer);
    if (!answer.order) throw new LaurelError('shopify_unavailable', `order ${of.id} vanished while its lines were read`);
    found.push(...answer.order.lineItems.nodes);
    page = answer.order.lineItems.pageInfo;
  }
  return found;
}

/** Asked once for each product, however many lines it is on. */
async function withCollections(api: AdminApi, orders: readonly OrderFacts[]): Promise<OrderFacts[]> {
  const productIds = new Set(orders.flatMap(({ lines }) => lines.flatMap(({ productId }) => productId ?? [])));
  const collections = await collectionsOf(api, [...productIds]);
  const ofLine = (line: LineFacts): LineFacts => {
    const found = line.productId === undefined ? undefined : collections.get(line.productId);
    return found ? { ...line, collections: found } : line;
  };
  return orders.map((order) => ({ ...order, lines: order.lines.map(ofLine) }));
}
