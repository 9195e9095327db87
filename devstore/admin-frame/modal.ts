/** `shopify.modal`: opens and closes overlays of the page by id. */

interface Overlay extends HTMLElement {
  showOverlay?(): void;
  hideOverlay?(): void;
  toggleOverlay?(): void;
}

/** Each rejects if no element with the id can be opened. */
export function createModal() {
  const act = async (id: string, name: 'showOverlay' | 'hideOverlay' | 'toggleOverlay') => {
    const overlay = document.getElementById(id) as Overlay | null;
    const method = overlay?.[name];
    if (overlay === null || method === undefined) throw new Error(`shopify.modal: the page has no modal “${id}”`);
    method.call(overlay);
  };
  return {
    show: (id: string) => act(id, 'showOverlay'),
    hide: (id: string) => act(id, 'hideOverlay'),
    toggle: (id: string) => act(id, 'toggleOverlay'),
  };
}
