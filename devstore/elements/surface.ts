/** Which of Shopify's places the page plays. A page has one; the first definition decides. */
import { adminTheme, checkoutTheme } from './theme.ts';

export type Surface = 'admin' | 'checkout' | 'account';

let current: Surface = 'checkout';

/** The page's surface; views ask where an element means different things. */
export function surface(): Surface {
  return current;
}

/** Sets the surface and puts its theme under the page, where any rule of the page itself overrides it. */
export function useSurface(chosen: Surface): void {
  current = chosen;
  document.documentElement.dataset['surface'] ??= chosen;
  const theme = new CSSStyleSheet();
  const variables = Object.entries(chosen === 'admin' ? adminTheme : checkoutTheme).map(([name, value]) => `--s-${name}:${value}`);
  theme.replaceSync(`:where(:root){${variables.join(';')}}`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, theme];
}
