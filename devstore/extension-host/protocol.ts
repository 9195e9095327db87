/** What the page and the extension's worker say to each other. */
import type { RemoteMutationRecord } from '@remote-dom/core';
import type { Contract } from '../elements/contract.ts';

export type Translations = { [key: string]: string | Translations };

export interface StartOptions {
  scriptUrl: string;
  target: string;
  elements: Contract;
  locale: string;
  translations: Translations;
  currency: string;
  timeZone: string;
  routes: Record<string, string>;
  networkAccess: boolean;
  api: {
    signals: Record<string, unknown>;
    values: Record<string, unknown>;
    /** Paths of the methods the page answers, for example `sessionToken.get`. */
    methods: string[];
  };
  /** The address the shopper sees, for `navigation.currentEntry`. */
  url: string;
}

/** The worker's side. Every promise rejects with the extension's own error. */
export interface WorkerExports {
  start(options: StartOptions): Promise<void>;
  update(path: string, value: unknown): Promise<void>;
}

/** The page's side. */
export interface HostExports {
  mutate(records: readonly RemoteMutationRecord[]): Promise<void>;
  callElement(id: string, method: string, args: unknown[]): Promise<unknown>;
  call(path: string, args: unknown[]): Promise<unknown>;
  /** The Customer Account API, asked as whoever is signed in on the page. */
  askShopify(path: string, body: string): Promise<{ status: number; body: string }>;
  failed(message: string): Promise<void>;
}
