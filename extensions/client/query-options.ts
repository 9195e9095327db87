import { isWorthRetrying } from './failure.ts';

/** How the surfaces ask: everything that the library would decide by looking at its surroundings is said here. */
export const queryDefaults = {
  retry: (failures: number, error: unknown): boolean => failures < 2 && isWorthRetrying(error),
  retryDelay: (failures: number): number => 500 * 2 ** failures,
  staleTime: 15_000,
  gcTime: 300_000,
  // A worker's idea of being online or focused is no evidence.
  networkMode: 'always',
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
} as const;
