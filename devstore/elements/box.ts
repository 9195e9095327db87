/** Spacing keywords and the properties all boxes share: padding, size, border, background. */
import type { StandIn } from './element.ts';

const SPACE: Record<string, string> = {
  none: '0',
  'small-500': '2px',
  'small-400': '4px',
  'small-300': '4px',
  'small-200': '8px',
  'small-100': '8px',
  small: '12px',
  base: '16px',
  large: '20px',
  'large-100': '24px',
  'large-200': '32px',
  'large-300': '40px',
  'large-400': '48px',
  'large-500': '64px',
};
const RADIUS: Record<string, string> = {
  none: '0',
  'small-200': '2px',
  'small-100': '4px',
  small: '6px',
  base: '8px',
  large: '12px',
  'large-100': '16px',
  'large-200': '20px',
  max: '999px',
};
const WIDTH: Record<string, string> = {
  none: '0',
  'small-100': '1px',
  small: '1px',
  base: '1px',
  large: '2px',
  'large-100': '3px',
  'large-200': '4px',
};
const COLOR: Record<string, string> = { base: 'var(--s-border)', subdued: 'var(--s-border-subdued)', strong: 'var(--s-text-subdued)' };
const BACKGROUND: Record<string, string> = {
  transparent: 'transparent',
  base: 'var(--s-surface)',
  subdued: 'var(--s-surface-subdued)',
  strong: 'var(--s-surface-strong)',
};
const ROLES: Record<string, string> = {
  header: 'banner',
  footer: 'contentinfo',
  section: 'region',
  aside: 'complementary',
  'ordered-list': 'list',
  'unordered-list': 'list',
  'list-item': 'listitem',
  'list-item-separator': 'separator',
};

/** `base small` → `16px 12px`. Words that are no keyword stay as they are. */
export function space(value: string): string {
  return words(value, SPACE);
}

/** Values by CSS property; empty ones are left out. */
export type Declarations = Record<string, string>;

/**
 * Writes `:host` rules into the element’s own sheet. A value may be responsive, the way Polaris writes it:
 * `@container (inline-size > 500px) large, small` – the first holds if the container is that wide.
 */
export function style(element: StandIn, declarations: Declarations): void {
  const plain: string[] = [];
  const conditional: string[] = [];
  for (const [property, value] of Object.entries(declarations)) {
    if (value === '') continue;
    const parts = /^@container\s+(.*?\(.*?\))\s+(.*?),\s*(.*)$/.exec(value);
    const [, condition, when = '', otherwise = ''] = parts ?? [];
    const translate = translators[property] ?? ((text: string) => text);
    plain.push(`${property}:${translate(parts === null ? value : otherwise)}`);
    if (condition !== undefined) conditional.push(`@container ${condition} {:host{${property}:${translate(when)}}}`);
  }
  const text = `:host{${plain.join(';')}}${conditional.join('')}`;
  if (texts.get(element) === text) return;
  texts.set(element, text);
  ownSheet(element).replaceSync(text);
}

const texts = new WeakMap<StandIn, string>();
const ownSheets = new WeakMap<StandIn, CSSStyleSheet>();

function ownSheet(element: StandIn): CSSStyleSheet {
  const known = ownSheets.get(element);
  if (known !== undefined) return known;
  const made = new CSSStyleSheet();
  ownSheets.set(element, made);
  element.root.adoptedStyleSheets.push(made);
  return made;
}

const translators: Record<string, (value: string) => string> = {
  'row-gap': space,
  'column-gap': space,
  gap: space,
  padding: space,
  'padding-block': space,
  'padding-inline': space,
  'padding-block-start': space,
  'padding-block-end': space,
  'padding-inline-start': space,
  'padding-inline-end': space,
  'border-radius': (value) => words(value, RADIUS),
  'border-width': (value) => words(value, WIDTH),
  'border-color': (value) => words(value, COLOR),
  background: (value) => BACKGROUND[value] ?? 'transparent',
};

/** The shared box properties as CSS. */
export function box(element: StandIn): Declarations {
  const text = (name: string) => element.textOf(name);
  return {
    ...border(element),
    background: text('background'),
    padding: text('padding'),
    'padding-block': text('paddingBlock'),
    'padding-inline': text('paddingInline'),
    'padding-block-start': text('paddingBlockStart'),
    'padding-block-end': text('paddingBlockEnd'),
    'padding-inline-start': text('paddingInlineStart'),
    'padding-inline-end': text('paddingInlineEnd'),
    'inline-size': text('inlineSize'),
    'min-inline-size': text('minInlineSize'),
    'max-inline-size': text('maxInlineSize'),
    'block-size': text('blockSize'),
    'min-block-size': text('minBlockSize'),
    'max-block-size': text('maxBlockSize'),
    overflow: text('overflow'),
    display: text('display') === 'auto' ? '' : text('display'),
  };
}

// `border` is shorthand for width, colour and style, in that order: `large strong dashed`.
function border(element: StandIn): Declarations {
  const [width = '', color = '', line = ''] = element.textOf('border').split(' ');
  const shown = element.textOf('borderWidth') || width;
  if (shown === '' || shown === 'none') return { 'border-radius': element.textOf('borderRadius') };
  return {
    'border-width': shown,
    'border-color': element.textOf('borderColor') || color || 'base',
    'border-style': element.textOf('borderStyle') || line || 'solid',
    'border-radius': element.textOf('borderRadius'),
  };
}

/** Role, name and visibility for assistive technology, on the element itself. */
export function accessibility(element: StandIn): void {
  const role = element.textOf('accessibilityRole');
  const label = element.textOf('accessibilityLabel');
  const visibility = element.textOf('accessibilityVisibility');
  setOrRemove(element, 'role', role === 'generic' || role === '' ? (label === '' ? '' : 'group') : (ROLES[role] ?? role));
  setOrRemove(element, 'aria-label', label);
  setOrRemove(element, 'aria-hidden', visibility === 'hidden' ? 'true' : '');
  element.toggleAttribute('data-exclusive', visibility === 'exclusive');
}

/** Sets an attribute, or removes it if there is nothing to say. */
export function setOrRemove(element: Element, name: string, value: string): void {
  if (value === '') element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

function words(value: string, table: Record<string, string>): string {
  return value
    .split(' ')
    .map((word) => table[word] ?? word)
    .join(' ');
}
