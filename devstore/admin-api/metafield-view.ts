import type { Metafield } from '../store/state.ts';
import type { View } from './view.ts';

/** The app's own namespace; `$app:x` is a part of it. */
export function namespaceOf(namespace: string): string {
  return namespace.replace(/^\$app/, 'app--1057856600');
}

export function metafieldView(field: Metafield): View {
  return {
    __typename: 'Metafield',
    id: `gid://shopify/Metafield/${field.id}`,
    legacyResourceId: field.id,
    namespace: field.namespace,
    key: field.key,
    type: field.type,
    value: field.value,
    jsonValue: field.type === 'json' ? (JSON.parse(field.value) as unknown) : field.value,
    compareDigest: `v-${field.updatedAt}-${field.value.length}`,
    sizeInBytes: Buffer.byteLength(field.value),
    ownerType: 'CUSTOMER',
    createdAt: field.createdAt,
    updatedAt: field.updatedAt,
  };
}
