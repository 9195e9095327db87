/** Buttons, links and everything else one presses. */
import { accessibility, box, setOrRemove, style } from './box.ts';
import { onCommand } from './commands.ts';
import type { StandIn, View } from './element.ts';
import { pressable } from './press.ts';
import { attachTooltip, tooltipText } from './tooltip.ts';
import { icon } from './icons.ts';

const BUTTON_CSS = `
  :host { display: inline-flex; max-inline-size: 100%; vertical-align: middle; } :host([data-fill]) { display: flex; } :host([data-fill]) .control { inline-size: 100%; }
  .control { appearance: none; display: inline-flex; align-items: center; justify-content: center; gap: 6px; min-block-size: var(--s-control-height); padding: var(--s-control-padding);
    font: 550 var(--s-font-size)/1.3 var(--s-font); color: var(--s-text); background: var(--s-surface); border: 1px solid var(--s-border-control); border-radius: var(--s-radius-control); text-decoration: none; cursor: pointer; }
  .control:hover { background: var(--s-hover); }
  .control[data-variant="primary"] { background: var(--s-primary); color: var(--s-primary-text); border-color: transparent; } .control[data-variant="primary"]:hover { background: var(--s-primary-hover); }
  .control[data-variant="tertiary"] { background: transparent; border-color: transparent; } .control[data-variant="tertiary"]:hover { background: var(--s-neutral-surface); }
  .control[data-tone="critical"] { color: var(--s-critical-text); } .control[data-tone="critical"][data-variant="primary"] { background: var(--s-critical-fill); color: #fff; }
  .control:is(:disabled, [aria-disabled="true"]) { cursor: default; color: var(--s-text-disabled); background: var(--s-surface-subdued); border-color: var(--s-border); }
  .busy { inline-size: 14px; block-size: 14px; border: 2px solid currentColor; border-block-start-color: transparent; border-radius: 50%; animation: turn .8s linear infinite; } .busy[hidden], .icon:empty { display: none; }
  .icon { display: inline-flex; } @keyframes turn { to { transform: rotate(1turn); } } @media (prefers-reduced-motion: reduce) { .busy { animation-duration: 4s; } }`;

const button: View = {
  focusable: true,
  css: BUTTON_CSS,
  html: '<button type="button" class="control" part="control"><span class="busy" hidden></span><span class="icon"></span><slot></slot></button>',
  start: (element) => {
    const draw = pressable(element, '.control');
    element.click = () => element.inner('.control').click();
    return () => {
      const control = draw();
      control.dataset['variant'] = element.textOf('variant') || 'auto';
      control.dataset['tone'] = element.textOf('tone') || 'auto';
      element.toggleAttribute('data-fill', element.textOf('inlineSize') === 'fill');
      element.inner('.busy').hidden = !element.flagOf('loading');
      setOrRemove(control, 'aria-busy', element.flagOf('loading') ? 'true' : '');
      element.inner('.icon').innerHTML = element.textOf('icon') === '' ? '' : icon(element.textOf('icon'));
      nameControl(element, control);
    };
  },
};

function nameControl(element: StandIn, control: HTMLElement): void {
  setOrRemove(control, 'aria-label', element.textOf('accessibilityLabel'));
  setOrRemove(control, 'aria-description', tooltipText(element));
  attachTooltip(element);
}

const pressButton: View = {
  focusable: true,
  css: `${BUTTON_CSS} .control[aria-pressed="true"] { background: var(--s-surface-strong); box-shadow: inset 0 1px 2px #0003; }`,
  html: button.html ?? '',
  start: (element, root) => {
    const draw = button.start?.(element, root);
    element.addEventListener('click', () => element.write('pressed', !isPressed(element)));
    return () => {
      draw?.();
      element.inner('.control').setAttribute('aria-pressed', String(isPressed(element)));
    };
  },
};

const isPressed = (element: StandIn) => element.flagOf(element.read('pressed') === undefined ? 'defaultPressed' : 'pressed');

const link: View = {
  focusable: true,
  css: `:host { display: inline; } .control { all: unset; color: var(--s-accent); text-decoration: var(--s-link-decoration, underline); cursor: pointer; font: inherit; }
    .control:focus-visible { outline: 2px solid var(--s-focus); outline-offset: 2px; border-radius: 2px; }
    :host([data-tone="neutral"]) .control { color: inherit; } :host([data-tone="critical"]) .control { color: var(--s-critical-text); }`,
  html: '<a class="control" part="control"><slot></slot></a>',
  start: (element) => {
    const draw = pressable(element, '.control');
    element.click = () => element.inner('.control').click();
    return () => {
      setOrRemove(element, 'data-tone', element.textOf('tone'));
      nameControl(element, draw());
    };
  },
};

const clickable: View = {
  focusable: true,
  css: `:host { display: block; min-inline-size: 0; } .control { all: unset; display: block; inline-size: 100%; cursor: pointer; border-radius: inherit; } .control:disabled { cursor: default; }
    .control:focus-visible { outline: 2px solid var(--s-focus); outline-offset: 2px; } :host(:hover) { background-color: var(--s-hover); }`,
  html: '<button type="button" class="control" part="control"><slot></slot></button>',
  start: (element) => {
    const draw = pressable(element, '.control');
    element.click = () => element.inner('.control').click();
    return () => {
      style(element, box(element));
      nameControl(element, draw());
    };
  },
};

const buttonGroup: View = {
  css: ':host { display: flex; flex-wrap: wrap; gap: 8px; } :host([data-gap="none"]) { gap: 0; }',
  html: '<slot name="secondary-actions"></slot><slot></slot><slot name="primary-action"></slot>',
  start: (element) => () => {
    setOrRemove(element, 'data-gap', element.textOf('gap'));
    accessibility(element);
    element.setAttribute('role', 'group');
  },
};

const clickableChip: View = {
  focusable: true,
  css: `:host { display: inline-flex; } .chip { display: inline-flex; align-items: center; border: 1px solid var(--s-border-control); border-radius: 999px; background: var(--s-surface); font: 500 12px/16px var(--s-font); }
    .control, .remove { all: unset; cursor: pointer; padding: 5px 10px; border-radius: 999px; color: var(--s-text); } .remove { padding-inline: 4px 10px; } .remove[hidden] { display: none; }
    :is(.control, .remove):focus-visible { outline: 2px solid var(--s-focus); }`,
  html: `<span class="chip"><button type="button" class="control"><slot name="graphic"></slot><slot></slot></button><button type="button" class="remove" aria-label="Remove">✕</button></span>`,
  start: (element) => {
    const draw = pressable(element, '.control');
    element.inner('.remove').addEventListener('click', (event) => {
      event.stopPropagation();
      element.emit('remove');
    });
    return () => {
      nameControl(element, draw());
      element.inner('.remove').hidden = !element.flagOf('removable');
    };
  },
};

// Nothing to see: a text that a button’s `--copy` puts on the clipboard.
const clipboardItem: View = {
  css: ':host { display: none; }',
  start: (element) => {
    onCommand(element, 'copy', () => {
      const done = navigator.clipboard.writeText(element.textOf('text'));
      void done.then(
        () => element.emit('copy'),
        () => element.emit('copyerror'),
      );
    });
    return () => {};
  },
};

export const actions: Record<string, View> = {
  's-button': button,
  's-press-button': pressButton,
  's-link': link,
  's-clickable': clickable,
  's-clickable-chip': clickableChip,
  's-button-group': buttonGroup,
  's-clipboard-item': clipboardItem,
};
