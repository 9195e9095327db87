/** Where a popover goes: below what opened it, within the window. */

const GAP = 6;

/** Places an open popover next to `anchor`, in window coordinates. */
export function placeNear(popover: HTMLElement, anchor: Element): void {
  const at = boundsOf(anchor);
  const size = popover.getBoundingClientRect();
  const below = at.bottom + GAP;
  const fits = below + size.height <= innerHeight;
  const left = Math.max(8, Math.min(at.left, innerWidth - size.width - 8));
  popover.style.position = 'fixed';
  popover.style.left = `${left}px`;
  popover.style.top = `${fits ? below : Math.max(8, at.top - GAP - size.height)}px`;
}

// `display: contents` elements have no box of their own; their first child has.
function boundsOf(element: Element): DOMRect {
  const own = element.getBoundingClientRect();
  if (own.width > 0 || own.height > 0) return own;
  return element.firstElementChild?.getBoundingClientRect() ?? own;
}
