/** Checkboxes, switches, selects and choice lists. */
import { setOrRemove } from './box.ts';
import { StandIn, type View } from './element.ts';
import { drawLabel, FIELD_CSS, LABEL_HTML } from './fields.ts';

function toggle(role: 'checkbox' | 'switch', css: string): View {
  return {
    field: true,
    css: `:host { display: block; font: var(--s-font-size)/var(--s-line-height) var(--s-font); color: var(--s-text); } .row { display: flex; gap: 8px; align-items: flex-start; } .details { color: var(--s-text-subdued); } .error { color: var(--s-critical-text); } :is(.details, .error):empty { display: none; }
      input { flex: none; margin: 2px 0; accent-color: var(--s-primary); } ${css}`,
    html: `<div class="row"><input id="control" type="checkbox"${role === 'switch' ? ' role="switch"' : ''}><div><label for="control"></label><div class="details" id="details"></div><div class="error" id="error" role="alert"></div></div></div>`,
    start: (element) => {
      const control = element.inner<HTMLInputElement>('#control');
      let isDrawn = false;
      for (const type of ['input', 'change']) {
        control.addEventListener(type, (event) => {
          event.stopPropagation();
          element.write('checked', control.checked);
          element.emit(type, { checked: control.checked });
        });
      }
      return () => {
        if (!isDrawn && element.read('checked') === undefined) element.write('checked', element.flagOf('defaultChecked'));
        isDrawn = true;
        drawToggle(element, control);
      };
    },
  };
}

function drawToggle(element: StandIn, control: HTMLInputElement): void {
  control.checked = element.flagOf('checked');
  control.indeterminate = element.flagOf('indeterminate');
  control.disabled = element.flagOf('disabled');
  const label = element.inner('label');
  label.textContent = element.textOf('label');
  label.classList.toggle('visually-hidden', element.textOf('labelAccessibilityVisibility') === 'exclusive');
  element.inner('#details').textContent = element.textOf('details');
  element.inner('#error').textContent = element.textOf('error');
  setOrRemove(control, 'aria-label', element.textOf('label') === '' ? element.textOf('accessibilityLabel') : '');
  setOrRemove(control, 'aria-describedby', ['details', 'error'].filter((name) => element.textOf(name) !== '').join(' '));
  setOrRemove(control, 'aria-invalid', element.textOf('error') === '' ? '' : 'true');
  element.internals.setFormValue(control.checked ? element.textOf('value') || 'on' : null);
}

const SWITCH_CSS = `input { appearance: none; inline-size: 32px; block-size: 18px; border-radius: 999px; background: var(--s-border-control); position: relative; cursor: pointer; }
  input::after { content: ''; position: absolute; inset: 3px auto auto 3px; inline-size: 12px; block-size: 12px; border-radius: 50%; background: #fff; transition: translate .15s; } input:checked { background: var(--s-primary); } input:checked::after { translate: 14px; } input:disabled { opacity: .4; cursor: default; }`;

const select: View = {
  field: true,
  css: `${FIELD_CSS} select { cursor: pointer; } .control::after { content: ''; flex: none; inline-size: 6px; block-size: 6px; border: solid var(--s-text-subdued); border-width: 0 1.5px 1.5px 0; transform: rotate(45deg) translateY(-2px); pointer-events: none; } .control select { margin-inline-end: -14px; padding-inline-end: 20px; }`,
  html: `<div class="field">${LABEL_HTML}<div class="control"><select id="control"></select></div><div class="details" id="details"></div><div class="error" id="error" role="alert"></div></div>`,
  start: (element) => {
    const control = element.inner<HTMLSelectElement>('select');
    new MutationObserver(() => element.redraw()).observe(element, { childList: true, subtree: true, characterData: true });
    for (const type of ['input', 'change']) {
      control.addEventListener(type, (event) => {
        event.stopPropagation();
        element.write('value', control.value);
        element.emit(type, { value: control.value });
      });
    }
    return () => {
      drawLabel(element);
      drawOptions(element, control);
      control.disabled = element.flagOf('disabled');
      element.internals.setFormValue(control.value);
    };
  },
};

function drawOptions(element: StandIn, control: HTMLSelectElement): void {
  const options = [...element.children].flatMap(nativeOption);
  const placeholder = element.textOf('placeholder');
  const first = placeholder === '' ? [] : [Object.assign(new Option(placeholder, ''), { disabled: true, hidden: true })];
  const before = [...control.querySelectorAll('option')].map((option) => option.outerHTML).join('');
  const after = document.createElement('select');
  after.append(...first, ...options);
  if ([...after.querySelectorAll('option')].map((option) => option.outerHTML).join('') !== before)
    control.replaceChildren(...after.childNodes);

  const given = element.read('value') ?? element.read('defaultValue') ?? selectedChild(element);
  control.value = given === undefined || given === null ? (placeholder === '' ? (control.options[0]?.value ?? '') : '') : String(given);
}

function nativeOption(child: Element): HTMLElement[] {
  if (!(child instanceof StandIn)) return [];
  if (child.localName === 's-option-group') {
    const group = document.createElement('optgroup');
    group.label = child.textOf('label');
    group.append(...[...child.children].flatMap(nativeOption));
    return [group];
  }
  if (child.localName !== 's-option') return [];
  const label = child.textContent?.trim() ?? '';
  const option = new Option(label, child.textOf('value') || label);
  option.disabled = child.flagOf('disabled');
  return [option];
}

function selectedChild(element: StandIn): string | undefined {
  const chosen = [...element.querySelectorAll<StandIn>('s-option')].find(
    (option) => option.flagOf('selected') || option.flagOf('defaultSelected'),
  );
  return chosen?.textOf('value');
}

// An option draws nothing itself: the list around it does.
const partOf =
  (list: string): View['start'] =>
  (element) =>
  () => {
    const around = element.closest(list);
    if (around instanceof StandIn) around.redraw();
  };

const choiceList: View = {
  field: true,
  css: `:host { display: block; font: var(--s-font-size)/var(--s-line-height) var(--s-font); color: var(--s-text); } fieldset { border: 0; margin: 0; padding: 0; display: grid; gap: 6px; min-inline-size: 0; }
    legend { padding: 0; margin-block-end: 4px; font-weight: 550; } legend:empty { display: none; } .choices { display: grid; gap: 8px; } .choices[data-inline] { display: flex; flex-wrap: wrap; gap: 8px 16px; }
    label { display: flex; gap: 8px; align-items: flex-start; } input { flex: none; margin: 3px 0; accent-color: var(--s-primary); } .details { color: var(--s-text-subdued); } .error { color: var(--s-critical-text); } :is(.details, .error):empty { display: none; }`,
  html: `<fieldset><legend></legend><div class="details"></div><div class="choices"></div><div class="error" role="alert"></div></fieldset>`,
  start: (element) => {
    new MutationObserver(() => element.redraw()).observe(element, { childList: true });
    element.inner('.choices').addEventListener('change', (event) => choose(element, event));
    element.inner('.choices').addEventListener('input', (event) => event.stopPropagation());
    return () => drawChoices(element);
  },
};

const choicesOf = (element: StandIn) => [...element.children].filter((child): child is StandIn => child.localName === 's-choice');

function drawChoices(element: StandIn): void {
  const legend = element.inner('legend');
  legend.textContent = element.textOf('label');
  legend.classList.toggle('visually-hidden', element.textOf('labelAccessibilityVisibility') === 'exclusive');
  element.inner('.details').textContent = element.textOf('details');
  element.inner('.error').textContent = element.textOf('error');
  const place = element.inner('.choices');
  place.toggleAttribute('data-inline', element.textOf('variant') === 'inline');

  const choices = choicesOf(element);
  while (place.children.length < choices.length) place.append(choiceRow());
  while (place.children.length > choices.length) place.lastElementChild?.remove();
  choices.forEach((choice, index) => drawChoice(element, choice, place.children[index] as HTMLLabelElement, index));
}

function choiceRow(): HTMLLabelElement {
  const row = document.createElement('label');
  row.innerHTML = '<input><slot></slot>';
  return row;
}

function drawChoice(list: StandIn, choice: StandIn, row: HTMLLabelElement, index: number): void {
  const [input, slot] = [...row.children] as [HTMLInputElement, HTMLSlotElement];
  input.type = list.flagOf('multiple') ? 'checkbox' : 'radio';
  input.name = 'choice';
  input.value = choice.textOf('value');
  input.checked = selectedValues(list).includes(input.value);
  input.disabled = list.flagOf('disabled') || choice.flagOf('disabled');
  setOrRemove(input, 'aria-label', choice.textOf('accessibilityLabel'));
  slot.name = `choice-${index}`;
  choice.slot = slot.name;
}

function selectedValues(list: StandIn): string[] {
  const given = list.read('values');
  if (Array.isArray(given)) return given.map(String);
  return choicesOf(list)
    .filter((choice) => choice.flagOf('selected') || (choice.read('selected') === undefined && choice.flagOf('defaultSelected')))
    .map((choice) => choice.textOf('value'));
}

function choose(element: StandIn, event: Event): void {
  event.stopPropagation();
  const inputs = [...element.inner('.choices').querySelectorAll('input')];
  const values = inputs.filter((input) => input.checked).map((input) => input.value);
  for (const choice of choicesOf(element)) choice.write('selected', values.includes(choice.textOf('value')));
  element.write('values', values);
  element.internals.setFormValue(values.join(','));
  element.emit('input', { values });
  element.emit('change', { values });
}

const choice: View = {
  css: ':host { display: block; } .details { color: var(--s-text-subdued); }',
  html: '<div><slot></slot></div><div class="details"><slot name="details"></slot></div><slot name="secondary-content"></slot>',
  start: partOf('s-choice-list') ?? (() => () => {}),
};

export const choices: Record<string, View> = {
  's-checkbox': toggle('checkbox', 'input { inline-size: 16px; block-size: 16px; }'),
  's-switch': toggle('switch', SWITCH_CSS),
  's-select': select,
  's-option': { css: ':host { display: none; }', start: partOf('s-select') ?? (() => () => {}) },
  's-option-group': { css: ':host { display: none; }' },
  's-choice-list': choiceList,
  's-choice': choice,
};
