/** Pages, sections and the admin’s navigation. */
import { setOrRemove } from './box.ts';
import type { StandIn, View } from './element.ts';
import { surface } from './surface.ts';
import { headingLevel } from './text.ts';

const page: View = {
  css: `:host { display: block; container: page / inline-size; font: var(--s-font-size)/var(--s-line-height) var(--s-font); color: var(--s-text); }
    .page { max-inline-size: 960px; margin-inline: auto; padding: 20px 16px 48px; }
    :host([data-size="small"]) .page { max-inline-size: 680px; } :host([data-size="large"]) .page { max-inline-size: 1280px; }
    header { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; margin-block-end: 16px; }
    .titles { flex: 1; min-inline-size: min(100%, 240px); }
    h1 { font: 650 var(--s-title-size)/1.3 var(--s-font); margin: 0; overflow-wrap: anywhere; }
    p { margin: 2px 0 0; color: var(--s-text-subdued); } h1:empty, p:empty { display: none; }
    .actions { display: flex; flex-wrap: wrap; gap: 8px; }
    .body { display: grid; gap: 16px; } .main, .aside { display: grid; gap: 16px; align-content: start; min-inline-size: 0; }
    .aside:not([data-filled]) { display: none; }
    @container page (inline-size > 720px) { .body[data-aside] { grid-template-columns: minmax(0, 2fr) minmax(0, 1fr); } }`,
  html: `<div class="page">
    <header><slot name="breadcrumb-actions"></slot><div class="titles"><h1></h1><p></p></div>
      <div class="actions"><slot name="secondary-actions"></slot><slot name="primary-action"></slot></div></header>
    <div class="body"><div class="main"><slot name="supplemental-start"></slot><slot></slot></div><div class="aside"><slot name="aside"></slot></div></div>
  </div>`,
  start: (element) => {
    const aside = element.inner<HTMLSlotElement>('slot[name=aside]');
    aside.addEventListener('slotchange', () => {
      const isFilled = aside.assignedElements().length > 0;
      element.inner('.aside').toggleAttribute('data-filled', isFilled);
      element.inner('.body').toggleAttribute('data-aside', isFilled);
    });
    return () => {
      element.inner('h1').textContent = element.textOf('heading');
      element.inner('p').textContent = element.textOf('subheading');
      setOrRemove(element, 'data-size', element.textOf('inlineSize'));
    };
  },
};

// In the admin and in account pages an outer section is a card; in checkout, and inside another, it is not.
const section: View = {
  css: `:host { display: block; font: var(--s-font-size)/var(--s-line-height) var(--s-font); color: var(--s-text); }
    .section { display: grid; gap: 12px; }
    :host([data-card]) .section { background: var(--s-card); border: var(--s-card-border); border-radius: var(--s-radius); box-shadow: var(--s-card-shadow); padding: 16px; }
    :host([data-card][data-flush]) .section { padding: 0; overflow: hidden; } :host([data-card][data-flush]) header { padding: 16px 16px 0; }
    header { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; } header > div:first-child { flex: 1; }
    header:not([data-filled]) { display: none; }
    .heading { font: 600 var(--s-heading-size)/1.35 var(--s-font); } .sub { color: var(--s-text-subdued); } .sub:empty { display: none; }
    .body { display: grid; gap: 12px; min-inline-size: 0; }`,
  html: `<div class="section"><header><div><div class="heading"></div><div class="sub"></div></div>
    <slot name="accessory"></slot><slot name="secondary-actions"></slot><slot name="primary-action"></slot></header>
    <slot name="graphic"></slot><div class="body"><slot></slot></div><slot name="supplemental"></slot></div>`,
  start: (element) => {
    const header = element.inner('header');
    const drawHeader = () => {
      const isFilled = [...element.children].some((child) => /action|accessory/.test(child.slot));
      header.toggleAttribute('data-filled', isFilled || element.textOf('heading') !== '');
    };
    header.addEventListener('slotchange', drawHeader);
    return () => {
      drawHeader();
      drawSection(element);
    };
  },
};

function drawSection(element: StandIn): void {
  const heading = element.inner('.heading');
  heading.textContent = element.textOf('heading');
  setOrRemove(heading, 'role', element.textOf('heading') === '' ? '' : 'heading');
  setOrRemove(heading, 'aria-level', element.textOf('heading') === '' ? '' : String(headingLevel(element)));
  element.inner('.sub').textContent = element.textOf('subheading');

  const isOuter = element.parentElement?.closest('s-section') == null;
  element.toggleAttribute('data-card', isOuter && surface() !== 'checkout');
  element.toggleAttribute('data-flush', element.textOf('padding') === 'none');
  // On the element itself, so that what is slotted into it counts as inside the region.
  const label = element.textOf('accessibilityLabel') || element.textOf('heading');
  setOrRemove(element, 'role', label === '' ? '' : 'region');
  setOrRemove(element, 'aria-label', label);
}

// The real one moves into Shopify’s sidebar; framed here, it is a row above the page.
const appNav: View = {
  css: `:host { display: block; background: var(--s-surface); border-block-end: 1px solid var(--s-border); }
    .row { display: flex; flex-wrap: wrap; gap: 4px; padding: 6px 12px; font: 550 13px/20px var(--s-font); }
    ::slotted(*) { padding: 4px 10px; border-radius: 8px; text-decoration: none; color: var(--s-text-subdued); --s-accent: var(--s-text-subdued); --s-link-decoration: none; }
    ::slotted([aria-current="page"]) { background: var(--s-surface-subdued); --s-accent: var(--s-text); }
    ::slotted([rel="home"]) { display: none; }`,
  html: '<div class="row"><slot></slot></div>',
  start: (element) => {
    const mark = () => {
      element.role = 'navigation';
      element.ariaLabel = 'App';
      for (const link of element.children) {
        const { pathname } = new URL(link.getAttribute('href') ?? (link as HTMLAnchorElement).href ?? '', location.href);
        const isHere = withoutSlash(pathname) === withoutSlash(location.pathname);
        setOrRemove(link, 'aria-current', isHere ? 'page' : '');
      }
    };
    element.inner('slot').addEventListener('slotchange', () => queueMicrotask(mark));
    globalThis.navigation?.addEventListener('currententrychange', mark);
    return mark;
  },
};

const withoutSlash = (pathname: string) => pathname.replace(/\/$/, '');

export const pages: Record<string, View> = { 's-page': page, 's-section': section, 's-app-nav': appNav };
