/** The admin’s table. Below 560 px, or as `variant="list"`, each row becomes a block of labelled values. */
import { setOrRemove } from './box.ts';
import { byId } from './commands.ts';
import type { StandIn } from './element.ts';
import { type View } from './element.ts';

const LIST_BELOW_PX = 560;

const table: View = {
  css: `:host { display: block; font: var(--s-font-size)/var(--s-line-height) var(--s-font); color: var(--s-text); min-inline-size: 0; }
    .scroll { overflow-x: auto; } .table { display: table; inline-size: 100%; border-collapse: collapse; } :host([data-list]) .table { display: block; } :host([data-loading]) .table { opacity: .5; }
    nav { display: flex; justify-content: center; gap: 8px; padding: 8px; border-block-start: 1px solid var(--s-border-subdued); } nav[hidden] { display: none; }
    nav button { all: unset; cursor: pointer; padding: 4px 12px; border: 1px solid var(--s-border); border-radius: 8px; } nav button:disabled { color: var(--s-text-disabled); cursor: default; } nav button:focus-visible { outline: 2px solid var(--s-focus); }
    .filters { padding: 8px 12px; border-block-end: 1px solid var(--s-border-subdued); } .filters:not([data-filled]) { display: none; }`,
  html: `<div class="filters"><slot name="filters"></slot></div><div class="scroll"><div class="table" role="table"><slot></slot></div></div>
    <nav aria-label="Pages" hidden><button type="button" class="previous" aria-label="Previous page">‹</button><button type="button" class="next" aria-label="Next page">›</button></nav>`,
  start: (element) => {
    element.inner('.previous').addEventListener('click', () => element.emit('previouspage'));
    element.inner('.next').addEventListener('click', () => element.emit('nextpage'));
    const filters = element.inner<HTMLSlotElement>('slot[name=filters]');
    filters.addEventListener('slotchange', () =>
      element.inner('.filters').toggleAttribute('data-filled', filters.assignedElements().length > 0),
    );
    new MutationObserver(() => element.redraw()).observe(element, { childList: true, subtree: true, characterData: true });
    new ResizeObserver(() => element.redraw()).observe(element);
    return () => drawTable(element);
  },
};

function drawTable(element: StandIn): void {
  const variant = element.textOf('variant');
  const isList = variant === 'list' || (variant !== 'table' && element.clientWidth > 0 && element.clientWidth < LIST_BELOW_PX);
  element.toggleAttribute('data-list', isList);
  element.toggleAttribute('data-loading', element.flagOf('loading'));
  setOrRemove(element.inner('.table'), 'aria-busy', element.flagOf('loading') ? 'true' : '');
  element.inner('nav').hidden = !element.flagOf('paginate');
  element.inner<HTMLButtonElement>('.previous').disabled = !element.flagOf('hasPreviousPage');
  element.inner<HTMLButtonElement>('.next').disabled = !element.flagOf('hasNextPage');

  const headers = [...element.querySelectorAll<StandIn>('s-table-header')];
  for (const part of element.querySelectorAll('s-table-header-row, s-table-body, s-table-row, s-table-cell'))
    part.toggleAttribute('data-list', isList);
  for (const row of element.querySelectorAll('s-table-row')) labelCells(row, headers);
}

// A cell takes its label and its alignment from the header above it.
function labelCells(row: Element, headers: StandIn[]): void {
  [...row.children].forEach((cell, index) => {
    const header = headers[index];
    const isLabelled = header !== undefined && ['', 'labeled'].includes(header.textOf('listSlot'));
    setOrRemove(cell, 'data-label', isLabelled ? (header.textContent?.trim() ?? '') : '');
    setOrRemove(cell, 'data-slot', header?.textOf('listSlot') ?? '');
    cell.toggleAttribute('data-number', ['numeric', 'currency'].includes(header?.textOf('format') ?? ''));
  });
}

const part = (role: string, css: string): View => ({
  css,
  start: (element) => () => element.setAttribute('role', role),
});

const headerRow: View = {
  css: ':host { display: table-header-group; } div { display: table-row; } :host([data-list]) { display: block; position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }',
  html: '<div role="row"><slot></slot></div>',
  start: (element) => () => element.setAttribute('role', 'rowgroup'),
};

const header: View = {
  css: `:host { display: table-cell; text-align: start; padding: 8px 12px; font-weight: 550; font-size: 12px; color: var(--s-text-subdued); background: var(--s-surface-subdued); white-space: nowrap; } :host([data-number]) { text-align: end; }`,
  start: (element) => () => {
    element.setAttribute('role', 'columnheader');
    element.toggleAttribute('data-number', ['numeric', 'currency'].includes(element.textOf('format')));
  },
};

const row: View = {
  css: `:host { display: table-row; } :host([data-list]) { display: block; padding: 8px 0; border-block-end: 1px solid var(--s-border-subdued); } :host([data-delegate]) { cursor: pointer; } :host([data-delegate]:hover) { background: var(--s-hover); }`,
  start: (element) => {
    element.addEventListener('click', (event) => delegate(element, event));
    return () => {
      element.setAttribute('role', 'row');
      element.toggleAttribute('data-delegate', element.textOf('clickDelegate') !== '');
    };
  },
};

// A click on the row’s empty space is a click on its link; a click on something of its own is not.
function delegate(element: StandIn, event: MouseEvent): void {
  const hit = event.target as Element;
  if (element.textOf('clickDelegate') === '' || hit.closest('s-link, s-button, s-clickable, s-checkbox, a, button, input') !== null) return;
  (byId(element, element.textOf('clickDelegate')) as HTMLElement | null)?.click();
}

const cell: View = {
  css: `:host { display: table-cell; padding: 10px 12px; border-block-start: 1px solid var(--s-border-subdued); vertical-align: middle; } :host([data-number]) { text-align: end; font-variant-numeric: tabular-nums; }
    .label { display: none; } :host([data-list]) { display: flex; justify-content: space-between; gap: 12px; padding: 4px 12px; border: 0; text-align: start; }
    :host([data-list]:not([data-label])) { justify-content: flex-start; } :host([data-list]) .label { display: inline; color: var(--s-text-subdued); } :host([data-list][data-slot="primary"]) { font-weight: 600; }`,
  html: '<span class="label" aria-hidden="true"></span><slot></slot>',
  start: (element) => {
    const draw = () => void (element.inner('.label').textContent = element.dataset['label'] ?? '');
    new MutationObserver(draw).observe(element, { attributeFilter: ['data-label'] });
    return () => {
      element.setAttribute('role', 'cell');
      draw();
    };
  },
};

export const tables: Record<string, View> = {
  's-table': table,
  's-table-header-row': headerRow,
  's-table-header': header,
  's-table-body': part('rowgroup', ':host { display: table-row-group; } :host([data-list]) { display: block; }'),
  's-table-row': row,
  's-table-cell': cell,
};
