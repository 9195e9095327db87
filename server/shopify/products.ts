import { z } from 'zod';
import { gidNumber } from '../core/id.ts';
import type { AdminApi } from './admin.ts';
import { collectionsOf } from './collections.ts';

export const productWordsDocument = /* GraphQL */ `
  query LoyaltyProducts($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Product {
        id
        vendor
        tags
      }
    }
  }
`;
const shape = z.object({ nodes: z.array(z.object({ id: z.string(), vendor: z.string(), tags: z.array(z.string()) }).nullable()) });

export interface ProductWords {
  readonly productId: string;
  readonly vendor: string;
  readonly tags: readonly string[];
  /** Only when they were asked for. */
  readonly collections?: readonly string[];
}

/** What Shopify says of products, at most 100: those that are gone are left out. Throws `shopify_unavailable`. */
export async function productWords(api: AdminApi, productIds: readonly string[], withCollections: boolean): Promise<ProductWords[]> {
  const { nodes } = await api.ask(productWordsDocument, { ids: productIds.map((id) => `gid://shopify/Product/${id}`) }, shape);
  const collections = withCollections ? await collectionsOf(api, productIds) : undefined;
  return nodes.flatMap((node) => {
    if (!node) return [];
    const productId = gidNumber(node.id, 'Product') ?? node.id;
    return [{ productId, vendor: node.vendor, tags: node.tags, ...(collections && { collections: collections.get(productId) ?? [] }) }];
  });
}
