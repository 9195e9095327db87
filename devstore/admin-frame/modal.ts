/** `shopify.modal`: opens and closes overlays of the page by id. */

type Act = 'showOverlay' | 'hideOverlay' | 'toggleOverlay';

/** Each rejects if no element with the id can be opened. */
export function createModal() {
  const act = async (id: string, name: Act) => {
    const overlay: object = document.getElementById(id) ?? {};
    if (!isOverlay(overlay)) throw new Error(`shopify.modal: the page has no modal “${id}”`);
    overlay[name]();
  };
  return {
    show: (id: string) => act(id, 'showOverlay'),
    hide: (id: string) => act(id, 'hideOverlay'),
    toggle: (id: string) => act(id, 'toggleOverlay'),
  };
}

function isOverlay(element: object): element is Record<Act, () => void> {
  return 'showOverlay' in element;
}
