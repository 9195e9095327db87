/** `<form data-save-bar>`: the bar appears with the first edit and goes with submit or reset. */
import type { SaveBar } from './save-bar.ts';

/** Watches forms wherever they appear in the page. */
export function watchForms(saveBar: SaveBar): void {
  let count = 0;
  const ids = new WeakMap<HTMLFormElement, string>();

  const idOf = (form: HTMLFormElement): string => {
    const known = ids.get(form);
    if (known !== undefined) return known;
    const id = form.id || `form-save-bar-${++count}`;
    ids.set(form, id);
    saveBar.register(id, {
      save: () => form.requestSubmit(),
      discard: () => form.reset(),
      confirmDiscard: () => form.hasAttribute('data-discard-confirmation'),
    });
    return id;
  };
  const watched = (event: Event): HTMLFormElement | null =>
    event.target instanceof Element ? event.target.closest<HTMLFormElement>('form[data-save-bar]') : null;
  const on = (types: string[], act: (id: string) => Promise<void>) => {
    for (const type of types) {
      document.addEventListener(type, (event) => {
        const form = watched(event);
        if (form !== null) void act(idOf(form));
      });
    }
  };
  on(['input', 'change'], saveBar.show);
  on(['submit', 'reset'], saveBar.hide);
  hideWhenGone(saveBar, (form) => ids.get(form));
}

// A single-page app takes the form away without submitting it.
function hideWhenGone(saveBar: SaveBar, idOf: (form: HTMLFormElement) => string | undefined): void {
  new MutationObserver((records) => {
    for (const node of records.flatMap((record) => [...record.removedNodes])) {
      if (!(node instanceof Element)) continue;
      const forms = node.matches('form[data-save-bar]')
        ? [node as HTMLFormElement]
        : [...node.querySelectorAll<HTMLFormElement>('form[data-save-bar]')];
      for (const form of forms) {
        const id = form.isConnected ? undefined : idOf(form);
        if (id !== undefined) void saveBar.hide(id);
      }
    }
  }).observe(document, { childList: true, subtree: true });
}
