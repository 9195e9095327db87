/** The parts of `shopify` every page answers alike: storage, toasts, navigation, analytics. */
import { go } from './links.ts';
import { hideToast, showToast } from './toasts.ts';

interface Page {
  target: string;
  links?: Record<string, string>;
}

/** Methods by path; a page's own methods take precedence. */
export function pageMethods({ target, links = {} }: Page): Record<string, (...args: never[]) => unknown> {
  // Shopify keeps storage per checkout session or customer; a browser session is the nearest thing here.
  const keyOf = (key: string) => `extension:${target}:${key}`;
  return {
    'storage.read': (key: string) => JSON.parse(sessionStorage.getItem(keyOf(key)) ?? 'null') as unknown,
    'storage.write': (key: string, value: unknown) => sessionStorage.setItem(keyOf(key), JSON.stringify(value ?? null)),
    'storage.delete': (key: string) => sessionStorage.removeItem(keyOf(key)),
    'toast.show': showToast,
    'toast.hide': hideToast,
    'navigation.navigate': (url: string, { history }: { history: string }) => go(url, links, history),
    'analytics.publish': () => true,
  };
}
