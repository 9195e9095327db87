/** `shopify.loading(true | false)`: a thin bar at the top. */
import { add, chrome } from './chrome.ts';

export function loadingBar() {
  let bar: HTMLElement | undefined;
  return (isLoading = true): void => {
    bar ??= add(chrome(), 'div', { class: 'loading', role: 'status', 'aria-label': 'Loading' });
    bar.hidden = !isLoading;
  };
}
