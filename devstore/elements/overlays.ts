/** What lies above or unfolds: modals, popovers, menus, details. */
import { box, setOrRemove, style } from './box.ts';
import { onCommand, type Command } from './commands.ts';
import type { StandIn, View } from './element.ts';
import { placeNear } from './overlay.ts';

const MODAL_PX: Record<string, number> = { 'small-100': 380, small: 440, base: 560, large: 760, 'large-100': 980, max: 1400 };

const modal: View = {
  css: `:host { display: contents; } dialog { inline-size: calc(100% - 32px); border: 0; padding: 0; border-radius: var(--s-radius); background: var(--s-surface); color: var(--s-text); box-shadow: 0 16px 48px #0004; font: var(--s-font-size)/var(--s-line-height) var(--s-font); }
    dialog::backdrop { background: #0006; } header { display: flex; align-items: center; gap: 12px; padding: 14px 16px; border-block-end: 1px solid var(--s-border); }
    h2 { flex: 1; margin: 0; font: 600 var(--s-heading-size)/1.35 var(--s-font); } .body { padding: 16px; display: grid; gap: 12px; } :host([data-flush]) .body { padding: 0; }
    .close { all: unset; cursor: pointer; padding: 4px 8px; border-radius: 6px; } .close:focus-visible { outline: 2px solid var(--s-focus); }
    footer { display: flex; justify-content: flex-end; gap: 8px; padding: 12px 16px; border-block-start: 1px solid var(--s-border); } footer:not([data-filled]) { display: none; }`,
  html: `<dialog aria-labelledby="heading"><header><h2 id="heading"></h2><button type="button" class="close" aria-label="Close">✕</button></header>
    <div class="body"><slot></slot></div><footer><slot name="secondary-actions"></slot><slot name="primary-action"></slot></footer></dialog>`,
  start: (element) => {
    const dialog = element.inner<HTMLDialogElement>('dialog');
    const overlay = {
      isOpen: () => dialog.open,
      open: () => dialog.showModal(),
      close: () => dialog.close(),
    };
    overlayMethods(element, overlay);
    element.inner('.close').addEventListener('click', (event) => {
      event.stopPropagation();
      dialog.close();
    });
    dialog.addEventListener('close', () => {
      element.emit('hide');
      element.emit('afterhide');
    });
    const footer = element.inner('footer');
    const drawFooter = () =>
      footer.toggleAttribute(
        'data-filled',
        [...element.children].some((child) => child.slot !== ''),
      );
    footer.addEventListener('slotchange', drawFooter);
    return () => {
      drawFooter();
      element.inner('h2').textContent = element.textOf('heading') || element.textOf('accessibilityLabel');
      element.toggleAttribute('data-flush', element.textOf('padding') === 'none');
      dialog.style.maxInlineSize = `${MODAL_PX[element.textOf('size')] ?? MODAL_PX['base']}px`;
    };
  },
};

interface Overlay {
  isOpen(): boolean;
  open(source: StandIn | undefined): void;
  close(): void;
}

// One way in for commands, for `showOverlay()` and for App Bridge; each tells `show` and `aftershow`.
function overlayMethods(element: StandIn, overlay: Overlay): void {
  const run = (command: Command, source?: StandIn) => {
    const opens = command === 'show' || (command === 'toggle' && !overlay.isOpen());
    if (opens === overlay.isOpen()) return;
    if (!opens) return overlay.close();
    element.emit('show');
    overlay.open(source);
    element.emit('aftershow');
  };
  onCommand(element, 'toggle', run);
  Object.assign(element, {
    showOverlay: () => run('show'),
    hideOverlay: () => run('hide'),
    toggleOverlay: () => run('toggle'),
  });
}

const POPOVER_CSS = `:host { display: contents; } [popover] { margin: 0; inset: auto; border: 1px solid var(--s-border); padding: 0; border-radius: var(--s-radius); background: var(--s-surface); color: var(--s-text);
    box-shadow: 0 4px 20px #0003; font: var(--s-font-size)/var(--s-line-height) var(--s-font); max-block-size: 60vh; overflow: auto; }`;

function popover(css: string, role: string): View {
  return {
    css: POPOVER_CSS + css,
    html: `<div popover="auto" role="${role}"><slot></slot></div>`,
    start: (element) => {
      const bubble = element.inner('[popover]');
      let anchor: Element = element;
      overlayMethods(element, {
        isOpen: () => bubble.matches(':popover-open'),
        open: (source) => {
          anchor = source ?? element;
          bubble.showPopover();
          placeNear(bubble, anchor);
        },
        close: () => bubble.hidePopover(),
      });
      bubble.addEventListener('toggle', (event) => {
        element.emit('toggle');
        if (event.newState === 'closed') element.emit('hide');
      });
      return () => {
        setOrRemove(bubble, 'aria-label', element.textOf('accessibilityLabel') || (role === 'group' ? 'Menu' : 'More'));
        style(element, { ...box(element), display: 'contents' });
      };
    },
  };
}

const menu = popover(` [popover] { padding: 6px; } ::slotted(*) { display: flex; }`, 'group');

const menuView: View = {
  ...menu,
  start: (element, root) => {
    // A choice closes the menu, as in any menu.
    element.addEventListener('click', () => element.inner('[popover]').hidePopover());
    return menu.start?.(element, root) ?? (() => {});
  },
};

const details: View = {
  css: `:host { display: block; font: var(--s-font-size)/var(--s-line-height) var(--s-font); color: var(--s-text); } summary { cursor: pointer; list-style: none; display: flex; align-items: center; gap: 8px; border-radius: 6px; }
    summary::after { content: ''; inline-size: 6px; block-size: 6px; border: solid currentColor; border-width: 0 1.5px 1.5px 0; transform: rotate(45deg) translate(-2px, -2px); transition: transform .15s; } details[open] summary::after { transform: rotate(-135deg) translate(-2px, -2px); }
    summary::-webkit-details-marker { display: none; } .body { padding-block-start: 8px; }`,
  html: '<details><summary><slot name="summary"></slot></summary><div class="body"><slot></slot></div></details>',
  start: (element) => {
    const native = element.inner<HTMLDetailsElement>('details');
    native.open = false;
    let isDrawn = false;
    native.addEventListener('toggle', () => {
      if (element.flagOf('open') !== native.open) element.write('open', native.open);
      element.emit('toggle', { open: native.open });
      element.emit('aftertoggle');
    });
    return () => {
      if (element.read('open') !== undefined) native.open = element.flagOf('open');
      else if (!isDrawn) native.open = element.flagOf('defaultOpen');
      isDrawn = true;
    };
  },
};

const summary: View = {
  css: ':host { display: block; font-weight: 550; }',
  start: (element) => () => {
    if (element.parentElement?.localName === 's-details') element.slot = 'summary';
  },
};

export const overlays: Record<string, View> = {
  's-modal': modal,
  's-popover': popover('', 'dialog'),
  's-menu': menuView,
  's-details': details,
  's-summary': summary,
};
