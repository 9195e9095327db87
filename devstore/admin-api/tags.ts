import { retagCustomer } from '../acts/customers.ts';
import type { Store } from '../store/store.ts';

interface TagsAnswer {
  readonly node: { readonly __typename: 'Customer'; readonly id: string } | null;
  readonly userErrors: readonly { readonly field: readonly string[]; readonly message: string }[];
}

/** Adds tags to a customer, the only kind of record that has any here; a tag that is there already stays once, however it is written. */
export function addTags(store: Store, gid: string, tags: readonly string[]): TagsAnswer {
  return change(store, gid, tags, (before, given) => [
    ...before,
    ...given.filter((tag, i) => !has(before, tag) && !has(given.slice(0, i), tag)),
  ]);
}

export function removeTags(store: Store, gid: string, tags: readonly string[]): TagsAnswer {
  return change(store, gid, tags, (before, given) => before.filter((tag) => !has(given, tag)));
}

function change(
  store: Store,
  gid: string,
  tags: readonly string[],
  after: (before: readonly string[], given: readonly string[]) => readonly string[],
): TagsAnswer {
  const customer = store.customer(/^gid:\/\/shopify\/Customer\/(\d+)$/.exec(gid)?.[1] ?? null);
  if (!customer) return { node: null, userErrors: [{ field: ['id'], message: 'Invalid id' }] };
  const before = customer.tags ?? [];
  const changed = after(
    before,
    tags.map((tag) => tag.trim()).filter((tag) => tag !== ''),
  );
  if (changed.length > 250) return { node: null, userErrors: [{ field: ['tags'], message: 'You have too many tags' }] };
  if (changed.length !== before.length) retagCustomer(store, customer, changed);
  return { node: { __typename: 'Customer', id: gid }, userErrors: [] };
}

function has(tags: readonly string[], tag: string): boolean {
  return tags.some((one) => one.toLowerCase() === tag.toLowerCase());
}
