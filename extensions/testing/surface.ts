import { signal } from '@preact/signals';
import { getExtension } from '@shopify/ui-extensions-tester';
import { render } from 'preact';
import { afterEach, beforeEach, vi } from 'vitest';

type Target = 'purchase.checkout.block.render' | 'customer-account.page.render';

/** One request of an extension, and what Laurel answers to it; undefined: nothing, ever. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}
export type Answers = (asked: Asked) => Response | undefined;

/**
 * An extension in Shopify's own tester, with Laurel and Shopify's Customer Account API made up. The tester's values are no
 * signals and it lacks some members; `give` puts them where the extension finds them. For each test of a file anew.
 */
export function openSurface(target: Target, dir: string) {
  const extension = getExtension(target, { configSearchDir: dir });
  const surface = {
    asked: [] as Asked[],
    answers: (() => undefined) as Answers,
    /** Replaces a member of `shopify`, by its path. */
    give(path: string, value: unknown): void {
      const names = path.split('.');
      const last = names.pop() ?? path;
      const owner = names.reduce<object>((node, name) => (node as Record<string, object>)[name] ?? {}, extension.shopify);
      Object.defineProperty(owner, last, { value, configurable: true, writable: true });
    },
    render: () => extension.render(),
    unmount: () => render(null, document.body),
    text: () => document.body.textContent ?? '',
    find: (selector: string) => [...document.body.querySelectorAll(selector)],
  };
  beforeEach(() => {
    vi.stubEnv('APP_URL', 'https://laurel.example.com');
    extension.setUp();
    surface.asked = [];
    surface.answers = () => undefined;
    vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) => {
      const { host, pathname, protocol } = new URL(url);
      const path = protocol === 'https:' ? pathname : `${protocol}//${host}${pathname}`;
      const asked = { method: init.method ?? 'GET', path, body: JSON.parse(String(init.body ?? 'null')) as unknown };
      surface.asked.push(asked);
      const answer = surface.answers(asked);
      return answer === undefined ? new Promise<Response>(() => undefined) : Promise.resolve(answer);
    });
    // Texts stand for themselves, with what they are given.
    surface.give('i18n.translate', (key: string, values: object = {}) => [key, ...Object.values(values).map(String)].join(' '));
    surface.give('extension.editor', undefined);
  });
  afterEach(() => {
    surface.unmount();
    extension.tearDown();
    vi.unstubAllGlobals();
    vi.unstubAllEnvs();
    vi.useRealTimers();
  });
  return surface;
}

/** A value as the host gives it. */
export const given = <T>(value: T) => signal(value);
