/** `shopify.toast`. */
import { add, chrome } from './chrome.ts';

interface ToastOptions {
  duration?: number;
  isError?: boolean;
  action?: string;
  onAction?: () => void;
  onDismiss?: () => void;
}

const SHOWN_MS = 5000;

/** `show` answers the id that `hide` takes. */
export function createToast() {
  const shown = new Map<string, HTMLElement>();
  let region: HTMLElement | undefined;
  let count = 0;

  function hide(id: string): void {
    shown.get(id)?.remove();
    shown.delete(id);
  }
  function show(message: string, { duration = SHOWN_MS, isError = false, action, onAction, onDismiss }: ToastOptions = {}): string {
    const id = `toast-${++count}`;
    region ??= add(chrome(), 'div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });
    const toast = add(region, 'div', { class: 'toast', ...(isError ? { 'data-error': '' } : {}) });
    add(toast, 'span', {}, message);
    if (action !== undefined) add(toast, 'button', { type: 'button' }, action).addEventListener('click', () => onAction?.());
    add(toast, 'button', { type: 'button', 'aria-label': 'Dismiss' }, '✕').addEventListener('click', () => {
      hide(id);
      onDismiss?.();
    });
    shown.set(id, toast);
    setTimeout(() => hide(id), duration);
    return id;
  }
  return { show, hide };
}
