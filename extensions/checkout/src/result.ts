import { QueryObserver, type QueryClient, type QueryObserverOptions, type QueryObserverResult } from '@tanstack/preact-query';
import { useEffect, useReducer, useState } from 'preact/hooks';

/**
 * What is known of a query by now; asked anew when its key changes. The query library does all of it; its own hook would bring
 * suspense and error boundaries along, which a block has no use for and its 28 KB no room.
 */
export function useResult<Data>(client: QueryClient, options: QueryObserverOptions<Data>): QueryObserverResult<Data> {
  const [observer] = useState(() => new QueryObserver<Data>(client, options));
  const [, drawAgain] = useReducer((turn: number) => turn + 1, 0);
  useEffect(() => observer.subscribe(() => drawAgain(undefined)), [observer]);
  useEffect(() => observer.setOptions(options));
  return observer.getOptimisticResult(client.defaultQueryOptions(options));
}
