/** The global `navigation` of customer account extensions. */

interface Entry {
  key: string;
  url: string | null;
  getState(): unknown;
}
type Listener = (event: { navigationType: string; from: Entry }) => void;

/** `go` asks the page to navigate; state is kept for the life of the worker. */
export function createNavigation(url: string, go: (url: string, history: string) => void) {
  const listeners = new Set<Listener>();
  let count = 0;
  let current = entry(url, undefined);

  function entry(address: string, state: unknown): Entry {
    return { key: String(count++), url: address, getState: () => structuredClone(state) };
  }
  return {
    get currentEntry() {
      return current;
    },
    navigate(address: string, options: { state?: unknown; history?: string } = {}) {
      const from = current;
      current = entry(address, options.state);
      const navigationType = options.history === 'replace' ? 'replace' : 'push';
      go(address, navigationType);
      for (const listener of listeners) listener({ navigationType, from });
    },
    updateCurrentEntry({ state }: { state: unknown }) {
      current = { ...current, getState: () => structuredClone(state) };
    },
    addEventListener: (_: 'currententrychange', listener: Listener) => void listeners.add(listener),
    removeEventListener: (_: 'currententrychange', listener: Listener) => void listeners.delete(listener),
  };
}
