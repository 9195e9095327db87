/** Builds the object an extension finds at the global `shopify`. */
import { Signal as CoreSignal } from '@preact/signals-core';
import { createI18n } from './translate.ts';
import type { StartOptions } from './protocol.ts';

interface SignalLike {
  value: unknown;
  subscribe(listener: (value: unknown) => void): () => void;
}
export type SignalClass = new (value: unknown) => SignalLike;
type Tree = { [key: string]: unknown };

export interface ExtensionApi {
  /** Everything but `extend` and `setSignals`. */
  members: Tree;
  update(path: string, value: unknown): void;
}

/** Used by extensions which do not bring their own signals; their views then do not follow later changes. */
export const defaultSignalClass = CoreSignal as unknown as SignalClass;

/** `call` reaches the page's methods. Signals are made with the extension's own class, or its views would not follow them. */
export function createApi(
  options: StartOptions,
  signalClass: SignalClass,
  call: (path: string, args: unknown[]) => Promise<unknown>,
): ExtensionApi {
  const { signals: initial, values, methods } = options.api;
  const members: Tree = {};
  const signals = new Map<string, SignalLike>();
  for (const [path, value] of Object.entries(values)) put(members, path, value);
  for (const [path, value] of Object.entries(initial)) {
    const signal = readable(new signalClass(value ?? undefined));
    signals.set(path, signal);
    put(members, path, signal);
  }
  for (const path of methods) put(members, path, (...args: unknown[]) => call(path, args));
  put(members, 'i18n', createI18n(options.translations, options));
  put(members, 'toast.show', toast(call));
  return {
    members,
    update(path, value) {
      const signal = signals.get(path);
      if (signal === undefined) throw new Error(`no signal ${path}; the page gave ${[...signals.keys()].join(', ')}`);
      // JSON knows only null for what Shopify leaves undefined: no customer, no note.
      signal.value = value ?? undefined;
    },
  };
}

// Older code reads `.current`; Shopify still offers it.
function readable(signal: SignalLike): SignalLike {
  return Object.defineProperty(signal, 'current', { get: () => signal.value });
}

function put(tree: Tree, path: string, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop() ?? path;
  const parent = keys.reduce<Tree>((node, key) => (node[key] ??= {}) as Tree, tree);
  parent[last] = value;
}

function toast(call: (path: string, args: unknown[]) => Promise<unknown>) {
  return async (content: string) => {
    const id = await call('toast.show', [content]);
    return { hide: () => void call('toast.hide', [id]) };
  };
}
