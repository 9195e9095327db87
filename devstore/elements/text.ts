/** Words: headings, paragraphs, inline text, badges, lists. */
import { accessibility, setOrRemove } from './box.ts';
import type { StandIn, View } from './element.ts';
import { attachTooltip } from './tooltip.ts';

/** Tone and colour as CSS rules on attributes every text element sets. */
export const TONES = ['info', 'success', 'caution', 'warning', 'critical', 'neutral'];
const TONE_CSS = TONES.map((tone) => `:host([data-tone="${tone}"]) { color: var(--s-${tone}-text); }`).join('\n');
const COLOR_CSS = `:host([data-color="subdued"]) { color: var(--s-text-subdued); } ${TONE_CSS}`;
const HIDDEN_CSS = `:host([data-exclusive]) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }`;

function tint(element: StandIn): void {
  setOrRemove(element, 'data-tone', element.textOf('tone'));
  setOrRemove(element, 'data-color', element.textOf('color'));
}

/** The level below the sections around: 2 on the page itself, 3 in a section, 4 in a section of a section. */
export function headingLevel(element: Element): number {
  let level = 2;
  for (let parent = element.parentElement?.closest('s-section'); parent != null; parent = parent.parentElement?.closest('s-section'))
    level += 1;
  return Math.min(level, 6);
}

const heading: View = {
  css: `:host { display: block; } div { font: 600 var(--s-heading-size)/1.35 var(--s-font); color: var(--s-text); } ${HIDDEN_CSS}`,
  html: '<div part="heading"><slot></slot></div>',
  start: (element) => () => {
    const isPlain = ['none', 'presentation'].includes(element.textOf('accessibilityRole'));
    setOrRemove(element, 'role', isPlain ? '' : 'heading');
    setOrRemove(element, 'aria-level', isPlain ? '' : String(headingLevel(element)));
    element.toggleAttribute('data-exclusive', element.textOf('accessibilityVisibility') === 'exclusive');
  },
};

const paragraph: View = {
  css: `:host { display: block; color: var(--s-text); } p { margin: 0; font: var(--s-font-size)/var(--s-line-height) var(--s-font); }
    :host([data-type="small"]) p { font-size: 12px; } ${COLOR_CSS} ${HIDDEN_CSS}`,
  html: '<p><slot></slot></p>',
  start: (element) => () => {
    tint(element);
    setOrRemove(element, 'data-type', element.textOf('type'));
    element.inner('p').style.textAlign = element.textOf('textAlign').replace('auto', '');
    element.inner('p').style.fontVariantNumeric = element.textOf('fontVariantNumeric').replace('auto', '');
    accessibility(element);
  },
};

const TEXT_TAGS: Record<string, string> = {
  strong: 'strong',
  small: 'small',
  emphasis: 'em',
  mark: 'mark',
  redundant: 's',
  address: 'address',
  offset: 'small',
};

const text: View = {
  css: `:host { display: inline; font-family: var(--s-font); } small { font-size: 12px; } address { font-style: normal; display: inline; }
    strong { font-weight: 600; } s { opacity: 1; } ${COLOR_CSS} ${HIDDEN_CSS}`,
  html: '<span part="text"><slot></slot></span>',
  start: (element) => () => {
    tint(element);
    const tag = TEXT_TAGS[element.textOf('type')] ?? 'span';
    retag(element.inner('[part=text]'), tag).style.fontVariantNumeric = element.textOf('fontVariantNumeric').replace('auto', '');
    element.style.display = element.textOf('display') === 'none' ? 'none' : '';
    accessibility(element);
    attachTooltip(element);
  },
};

function retag(element: HTMLElement, tag: string): HTMLElement {
  if (element.localName === tag) return element;
  const changed = document.createElement(tag);
  changed.setAttribute('part', 'text');
  changed.append(...element.childNodes);
  element.replaceWith(changed);
  return changed;
}

const number: View = {
  css: `:host { display: inline; font-family: var(--s-font); font-variant-numeric: tabular-nums; } ${COLOR_CSS} ${HIDDEN_CSS}`,
  start: (element) => () => {
    tint(element);
    const weights: Record<string, string> = { medium: '500', semibold: '600', bold: '700' };
    element.style.fontWeight = weights[element.textOf('fontWeight')] ?? '';
    accessibility(element);
  },
};

const badge: View = {
  css: `:host { display: inline-flex; } span { display: inline-flex; align-items: center; gap: 4px; font: 550 12px/16px var(--s-font);
      padding: 2px 8px; border-radius: 8px; background: var(--s-neutral-surface); color: var(--s-neutral-text); white-space: nowrap; }
    ${TONES.filter((tone) => tone !== 'neutral')
      .map((tone) => `:host([data-tone="${tone}"]) span { background: var(--s-${tone}-surface); color: var(--s-${tone}-text); }`)
      .join('\n')}`,
  html: '<span><slot></slot></span>',
  start: (element) => () => tint(element),
};

const time: View = {
  css: ':host { display: inline; }',
  html: '<time><slot></slot></time>',
  start: (element) => () => setOrRemove(element.inner('time'), 'datetime', element.textOf('dateTime')),
};

const abbreviation: View = {
  css: ':host { display: inline; } abbr { text-decoration: underline dotted; }',
  html: '<abbr><slot></slot></abbr>',
  start: (element) => () => setOrRemove(element.inner('abbr'), 'title', element.title),
};

const chip: View = {
  css: `:host { display: inline-flex; } span { display: inline-flex; align-items: center; gap: 6px; font: 500 12px/16px var(--s-font); color: var(--s-text);
      padding: 4px 10px; border-radius: 999px; background: var(--s-surface-subdued); border: 1px solid var(--s-border); }`,
  html: '<span><slot name="graphic"></slot><slot></slot></span>',
};

function list(style: string): View {
  return {
    css: `:host { display: grid; gap: 4px; padding-inline-start: 20px; list-style: ${style}; counter-reset: list-item; font: var(--s-font-size)/var(--s-line-height) var(--s-font); color: var(--s-text); }`,
    start: (element) => () => element.setAttribute('role', 'list'),
  };
}

const listItem: View = {
  css: ':host { display: list-item; list-style: inherit; }',
  start: (element) => () => element.setAttribute('role', 'listitem'),
};

export const words: Record<string, View> = {
  's-heading': heading,
  's-paragraph': paragraph,
  's-text': text,
  's-number': number,
  's-badge': badge,
  's-time': time,
  's-abbreviation': abbreviation,
  's-chip': chip,
  's-ordered-list': list('decimal'),
  's-unordered-list': list('disc'),
  's-list-item': listItem,
};
