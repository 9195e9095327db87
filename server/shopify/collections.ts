import { z } from 'zod';
import { LaurelError } from '../core/errors.ts';
import { gidNumber } from '../core/id.ts';
import type { AdminApi } from './admin.ts';
import { collectionsDocument, moreCollectionsDocument, productsPerQuery } from './order-documents.ts';

const collections = z.object({
  nodes: z.array(z.object({ id: z.string() })),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
});
const productsAnswer = z.object({ nodes: z.array(z.object({ id: z.string(), collections }).nullable()) });
const moreAnswer = z.object({ product: z.object({ collections }).nullable() });

/** The collections of products, by product id; a product that is gone has none to tell of. Throws `shopify_unavailable`. */
export async function collectionsOf(api: AdminApi, productIds: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (let start = 0; start < productIds.length; start += productsPerQuery) {
    const ids = productIds.slice(start, start + productsPerQuery).map((id) => `gid://shopify/Product/${id}`);
    const { nodes } = await api.ask(collectionsDocument, { ids }, productsAnswer);
    for (const node of nodes) if (node) found.set(gidNumber(node.id, 'Product') ?? node.id, await all(api, node));
  }
  return found;
}

async function all(api: AdminApi, product: { id: string; collections: z.infer<typeof collections> }): Promise<string[]> {
  const found = [...product.collections.nodes];
  let page = product.collections.pageInfo;
  while (page.hasNextPage) {
    const answer = await api.ask(moreCollectionsDocument, { id: product.id, after: page.endCursor }, moreAnswer);
    if (!answer.product) throw new LaurelError('shopify_unavailable', `product ${product.id} vanished while its collections were read`);
    found.push(...answer.product.collections.nodes);
    page = answer.product.collections.pageInfo;
  }
  return found.map(({ id }) => gidNumber(id, 'Collection') ?? id);
}
