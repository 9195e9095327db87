/** Resolves the addresses only Shopify knows, `shopify:…` and `extension:…`, to pages of the dev store, and the app's own to where it runs. */
import { routed } from './fetch.ts';

/** Takes over clicks on such links inside `container`; other links go where they say. */
export function followLinks(container: HTMLElement, links: Record<string, string>, routes: Record<string, string>): void {
  container.addEventListener('click', (event) => {
    const { href = '', target = '' } = event.target as { href?: string; target?: string };
    const here = routed(href, routes);
    if (here === undefined) return;
    event.preventDefault();
    window.open(here, target === '_blank' ? '_blank' : '_self', 'noopener');
  });
  container.addEventListener('shopify:navigate', (event) => {
    const { href } = (event as CustomEvent<{ href: string }>).detail;
    if (!isShopifyAddress(href)) return;
    event.preventDefault();
    go(href, links);
  });
}

/** Goes to an address as Shopify would; an unknown `shopify:` address is reported, not followed. */
export function go(address: string, links: Record<string, string>, history = 'push'): void {
  const page = resolve(address, links);
  if (page === undefined) {
    console.error(`The dev store has no page for ${address}.`);
    return;
  }
  if (history === 'replace') location.replace(page);
  else location.assign(page);
}

// The longest known beginning wins: `extension:/` may be the page itself, whatever follows it.
function resolve(address: string, links: Record<string, string>): string | undefined {
  if (!isShopifyAddress(address)) return address;
  const known = Object.keys(links).filter((prefix) => address.startsWith(prefix));
  const best = known.sort((a, b) => b.length - a.length)[0];
  return best === undefined ? undefined : links[best];
}

function isShopifyAddress(address: string): boolean {
  return /^(shopify|extension):/.test(address);
}
