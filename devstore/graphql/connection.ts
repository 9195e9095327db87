import { GraphQLError } from 'graphql';

export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
  readonly reverse?: boolean | null;
}

/** One page of a list, as Shopify's connections give it. Like Shopify, refuses a page without `first` or `last`, or larger than 250. */
export function connect(all: readonly unknown[], args: PageArguments, field: string) {
  const { first, last } = args;
  if (first == null && last == null)
    throw new GraphQLError(`you must provide one of first or last for ${field}`, { extensions: { code: 'BAD_REQUEST' } });
  if ((first ?? 0) > 250 || (last ?? 0) > 250)
    throw new GraphQLError(`${field}: a page holds at most 250`, { extensions: { code: 'BAD_REQUEST' } });
  const list = args.reverse ? all.toReversed() : all;
  const start = args.after == null ? 0 : indexOf(list, args.after) + 1;
  const end = args.before == null ? list.length : indexOf(list, args.before);
  const from = first == null ? Math.max(start, end - (last ?? 0)) : start;
  const to = first == null ? end : Math.min(end, start + first);
  const nodes = list.slice(from, to);
  const edges = nodes.map((node, i) => ({ node, cursor: cursorOf(node, from + i) }));
  return {
    nodes,
    edges,
    pageInfo: {
      hasPreviousPage: from > 0,
      hasNextPage: to < list.length,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

// By id where there is one, so that a list that grows at the top does not repeat rows on the next page.
function cursorOf(node: unknown, index: number): string {
  const id = (node as { id?: unknown } | null)?.id;
  return Buffer.from(typeof id === 'string' ? id : String(index)).toString('base64url');
}

function indexOf(list: readonly unknown[], cursor: string): number {
  const index = list.findIndex((node, i) => cursorOf(node, i) === cursor);
  if (index < 0) throw new GraphQLError('Invalid cursor for current pagination sort.', { extensions: { code: 'BAD_REQUEST' } });
  return index;
}
