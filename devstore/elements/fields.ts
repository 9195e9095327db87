/** Text-like fields: one view for all, told apart by the input inside. */
import { setOrRemove } from './box.ts';
import type { StandIn, View } from './element.ts';

/** Looks shared with selects: label above, control, details and error below. */
export const FIELD_CSS = `
  :host { display: block; min-inline-size: 0; font: var(--s-font-size)/var(--s-line-height) var(--s-font); color: var(--s-text); }
  .field { display: grid; gap: 4px; } .caption:has(label:empty) { display: none; } .details:empty, .error:empty, .fix:empty { display: none; } .star { color: var(--s-critical-text); }
  .control { display: flex; align-items: center; gap: 6px; min-block-size: var(--s-control-height); padding-inline: 12px; background: var(--s-control); border: 1px solid var(--s-border-control); border-radius: var(--s-radius-control); }
  .control:focus-within { outline: 2px solid var(--s-focus); outline-offset: 1px; } .control[data-error] { border-color: var(--s-critical-text); background: var(--s-critical-surface); }
  .control[data-disabled] { background: var(--s-surface-subdued); border-color: var(--s-border); color: var(--s-text-disabled); }
  input, select, textarea { all: unset; flex: 1; min-inline-size: 0; inline-size: 100%; padding-block: 5px; color: inherit; font: inherit; } textarea { white-space: pre-wrap; overflow: auto; }
  ::placeholder { color: var(--s-text-subdued); opacity: 1; } .fix { color: var(--s-text-subdued); white-space: nowrap; }
  .details { color: var(--s-text-subdued); } .error { color: var(--s-critical-text); } .error::before { content: '⚠ '; }`;

/** The label of the control with the id `control`. */
export const LABEL_HTML = `<div class="caption"><label for="control"></label><span class="star" aria-hidden="true" hidden> *</span></div>`;

const FIELD_HTML = (control: string) => `<div class="field">${LABEL_HTML}
  <div class="control"><span class="fix prefix"></span>${control}<span class="fix suffix"></span><slot name="accessory"></slot></div>
  <div class="details" id="details"></div><div class="error" id="error" role="alert"></div></div>`;

type Control = HTMLInputElement | HTMLTextAreaElement;

interface Kind {
  tag?: 'textarea';
  type?: string;
  inputMode?: string;
}

function field({ tag, type = 'text', inputMode }: Kind): View {
  return {
    field: true,
    css: FIELD_CSS,
    html: FIELD_HTML(tag === 'textarea' ? '<textarea id="control"></textarea>' : `<input id="control" type="${type}">`),
    start: (element) => {
      const control = element.inner<Control>('#control');
      if (inputMode !== undefined) control.inputMode = inputMode;
      reportValue(element, control);
      let isDrawn = false;
      return () => {
        if (!isDrawn && element.read('value') === undefined) element.write('value', element.read('defaultValue'));
        isDrawn = true;
        drawLabel(element);
        drawControl(element, control);
        drawFixes(element);
      };
    },
  };
}

/** Label, details and error around a control with the id `control`. */
export function drawLabel(element: StandIn): void {
  element.inner('label').textContent = element.textOf('label');
  // Beside the label, not in it: the name read out has no asterisk, the field itself says it is required.
  element.inner('.star').hidden = !element.flagOf('required');
  element.inner('.caption').classList.toggle('visually-hidden', element.textOf('labelAccessibilityVisibility') === 'exclusive');
  element.inner('#details').textContent = element.textOf('details');
  element.inner('#error').textContent = element.textOf('error');

  const control = element.inner('#control');
  const described = ['details', 'error'].filter((name) => element.textOf(name) !== '');
  setOrRemove(control, 'aria-describedby', described.join(' '));
  setOrRemove(control, 'aria-invalid', element.textOf('error') === '' ? '' : 'true');
  setOrRemove(control, 'aria-required', element.flagOf('required') ? 'true' : '');
  element.inner('.control').toggleAttribute('data-error', element.textOf('error') !== '');
  element.inner('.control').toggleAttribute('data-disabled', element.flagOf('disabled'));
}

const COPIED = ['placeholder', 'min', 'max', 'step', 'minLength', 'maxLength', 'rows'] as const;

function drawControl(element: StandIn, control: Control): void {
  for (const name of COPIED) setOrRemove(control, name.toLowerCase(), element.textOf(name));
  setOrRemove(control, 'autocomplete', element.textOf('autocomplete'));
  control.disabled = element.flagOf('disabled');
  control.readOnly = element.flagOf('readOnly');
  if (element.textOf('inputMode') !== '') control.inputMode = element.textOf('inputMode');
  // Setting an equal value would still move the caret.
  if (control.value !== element.textOf('value')) control.value = element.textOf('value');
  element.internals.setFormValue(element.textOf('value'));
}

function drawFixes(element: StandIn): void {
  element.inner('.prefix').textContent = element.textOf('prefix') || symbolOf(element.textOf('currencyCode'));
  element.inner('.suffix').textContent = element.textOf('suffix');
}

function symbolOf(currency: string): string {
  if (currency === '') return '';
  const parts = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}

// The element has its new value before anybody hears of it; the inner event goes no further.
function reportValue(element: StandIn, control: Control): void {
  for (const type of ['input', 'change']) {
    control.addEventListener(type, (event) => {
      event.stopPropagation();
      element.write('value', control.value);
      element.internals.setFormValue(control.value);
      element.emit(type, { value: control.value });
    });
  }
  if (control instanceof HTMLInputElement) {
    control.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.isComposing) element.closest('form')?.requestSubmit();
    });
  }
}

export const fields: Record<string, View> = {
  's-text-field': field({}),
  's-email-field': field({ type: 'email' }),
  's-url-field': field({ type: 'url' }),
  's-phone-field': field({ type: 'tel' }),
  's-password-field': field({ type: 'password' }),
  's-search-field': field({ type: 'search' }),
  's-date-field': field({ type: 'date' }),
  's-number-field': field({ type: 'number' }),
  's-money-field': field({ type: 'text', inputMode: 'decimal' }),
  's-text-area': field({ tag: 'textarea' }),
};
