/** `s-tooltip`, and how another element points at one with `interestFor`. */
import { StandIn, type View } from './element.ts';
import { byId } from './commands.ts';
import { placeNear } from './overlay.ts';

export const tooltip: Record<string, View> = {
  's-tooltip': {
    css: `:host { display: contents; } [popover] { margin: 0; inset: auto; border: 0; max-inline-size: 280px; padding: 6px 10px; border-radius: 8px;
        font: 13px/18px var(--s-font); color: var(--s-text); background: var(--s-surface); box-shadow: 0 2px 12px #0003; }`,
    html: '<div popover="manual" role="tooltip"><slot></slot></div>',
    start: (element) => {
      // Whoever points here may have been drawn before, or the text may have changed.
      const tell = () => [...pointing].filter((one) => one.textOf('interestFor') === element.id).forEach((one) => one.redraw());
      new MutationObserver(tell).observe(element, { childList: true, subtree: true, characterData: true });
      return tell;
    },
  },
};

const pointing = new Set<StandIn>();

/** Shows the tooltip named by `interestFor` while the element is hovered or focused. Safe to call at each redraw. */
export function attachTooltip(element: StandIn): void {
  if (pointing.has(element) || element.textOf('interestFor') === '') return;
  pointing.add(element);
  for (const type of ['mouseenter', 'focusin']) element.addEventListener(type, () => show(element, true));
  for (const type of ['mouseleave', 'focusout', 'click']) element.addEventListener(type, () => show(element, false));
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') show(element, false);
  });
}

/** The tooltip’s text, for `aria-description`: an id cannot point out of a shadow root. */
export function tooltipText(element: StandIn): string {
  const id = element.textOf('interestFor');
  return id === '' ? '' : (byId(element, id)?.textContent?.trim() ?? '');
}

function show(element: StandIn, isShown: boolean): void {
  const target = byId(element, element.textOf('interestFor'));
  const bubble = target instanceof StandIn ? target.root.querySelector<HTMLElement>('[popover]') : null;
  if (bubble === null || bubble.matches(':popover-open') === isShown) return;
  if (!isShown) return bubble.hidePopover();
  bubble.showPopover();
  placeNear(bubble, element);
}
