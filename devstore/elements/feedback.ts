/** What is going on: banners, progress, waiting. */
import { setOrRemove } from './box.ts';
import type { StandIn, View } from './element.ts';
import { TONES } from './text.ts';

const toneRules = TONES.filter((tone) => tone !== 'neutral')
  .map(
    (tone) =>
      `:host([data-tone="${tone}"]) .banner { background: var(--s-${tone}-surface); border-color: var(--s-${tone}-border); color: var(--s-${tone}-text); }`,
  )
  .join('\n');

const banner: View = {
  css: `:host { display: block; } .banner { display: flex; gap: 12px; align-items: flex-start; border: 1px solid var(--s-border); border-radius: var(--s-radius);
      background: var(--s-info-surface); border-color: var(--s-info-border); color: var(--s-info-text); padding: 12px 14px; font: var(--s-font-size)/var(--s-line-height) var(--s-font); }
    ${toneRules} .text { flex: 1; display: grid; gap: 4px; min-inline-size: 0; --s-text: currentColor; --s-accent: currentColor; } strong { font-weight: 600; } strong:empty { display: none; }
    .dismiss { all: unset; cursor: pointer; line-height: 1; padding: 4px; border-radius: 6px; } .dismiss:focus-visible { outline: 2px solid var(--s-focus); }
    .dismiss[hidden] { display: none; } ::slotted([slot="secondary-actions"]) { margin-block-start: 4px; }`,
  html: `<div class="banner"><div class="text"><strong></strong><div><slot></slot></div><slot name="secondary-actions"></slot><slot name="primary-action"></slot></div>
    <button type="button" class="dismiss" aria-label="Dismiss">✕</button></div>`,
  start: (element) => {
    element.inner('.dismiss').addEventListener('click', () => dismiss(element));
    return () => {
      const tone = element.textOf('tone').replace('auto', '') || 'info';
      element.dataset['tone'] = tone;
      element.role = tone === 'critical' ? 'alert' : 'status';
      element.inner('strong').textContent = element.textOf('heading');
      element.inner('.dismiss').hidden = !element.flagOf('dismissible');
    };
  },
};

function dismiss(element: StandIn): void {
  if (!element.emit('dismiss')) return;
  element.hidden = true;
  element.emit('afterhide');
}

const announcement: View = {
  css: `:host { display: block; } .bar { display: flex; gap: 12px; align-items: center; justify-content: center; padding: 10px 16px; background: var(--s-surface-subdued); color: var(--s-text); font: var(--s-font-size)/var(--s-line-height) var(--s-font); }
    .dismiss { all: unset; cursor: pointer; padding: 4px; } .dismiss:focus-visible { outline: 2px solid var(--s-focus); }`,
  html: `<div class="bar"><div><slot></slot></div><button type="button" class="dismiss" aria-label="Dismiss">✕</button></div>`,
  start: (element) => {
    element.inner('.dismiss').addEventListener('click', () => dismiss(element));
    return () => void (element.role = 'status');
  },
};

const progress: View = {
  css: `:host { display: block; } progress { appearance: none; display: block; inline-size: 100%; block-size: 8px; border: 0; border-radius: 999px; overflow: hidden; background: var(--s-surface-strong); }
    progress::-webkit-progress-bar { background: var(--s-surface-strong); } progress::-webkit-progress-value { background: var(--s-progress); border-radius: 999px; transition: inline-size .3s; }
    progress::-moz-progress-bar { background: var(--s-progress); border-radius: 999px; }
    ${TONES.map((tone) => `:host([data-tone="${tone}"]) { --s-progress: var(--s-${tone}-text); }`).join('\n')}`,
  html: '<progress></progress>',
  start: (element) => () => {
    const bar = element.inner<HTMLProgressElement>('progress');
    bar.max = element.numberOf('max') ?? 1;
    const value = element.numberOf('value');
    if (value === undefined) bar.removeAttribute('value');
    else bar.value = value;
    setOrRemove(element, 'data-tone', element.textOf('tone'));
    setOrRemove(bar, 'aria-label', element.textOf('accessibilityLabel') || 'Progress');
  },
};

const SPINNER_PX: Record<string, number> = { 'small-100': 14, small: 16, base: 20, large: 32, 'large-100': 44 };

const spinner: View = {
  css: `:host { display: inline-block; } span { display: block; border: 2px solid var(--s-surface-strong); border-block-start-color: var(--s-text-subdued); border-radius: 50%; animation: turn .8s linear infinite; }
    @keyframes turn { to { transform: rotate(1turn); } } @media (prefers-reduced-motion: reduce) { span { animation-duration: 4s; } }`,
  html: '<span role="status"></span>',
  start: (element) => () => {
    const ring = element.inner('span');
    const size = `${SPINNER_PX[element.textOf('size')] ?? 20}px`;
    Object.assign(ring.style, { inlineSize: size, blockSize: size });
    ring.setAttribute('aria-label', element.textOf('accessibilityLabel') || 'Loading');
  },
};

const skeleton: View = {
  css: `:host { display: block; } div { block-size: 1em; inline-size: 70%; border-radius: 4px; background: var(--s-surface-strong); animation: breathe 1.6s ease-in-out infinite; }
    @keyframes breathe { 50% { opacity: .5; } } @media (prefers-reduced-motion: reduce) { div { animation: none; } }`,
  html: '<div role="status" aria-label="Loading"></div>',
};

const emptyState: View = {
  css: `:host { display: block; } .empty { display: grid; justify-items: center; gap: 12px; padding: 32px 16px; text-align: center; font: var(--s-font-size)/var(--s-line-height) var(--s-font); color: var(--s-text); }
    .heading { font: 600 var(--s-heading-size)/1.35 var(--s-font); } .actions { display: flex; gap: 8px; }`,
  html: `<div class="empty"><slot name="graphic"></slot><div class="heading" role="heading" aria-level="3"></div><slot name="subheading"></slot><slot></slot>
    <div class="actions"><slot name="secondary-actions"></slot><slot name="primary-action"></slot></div></div>`,
  start: (element) => () => void (element.inner('.heading').textContent = element.textOf('heading')),
};

export const feedback: Record<string, View> = {
  's-banner': banner,
  's-announcement': announcement,
  's-progress': progress,
  's-spinner': spinner,
  's-skeleton-paragraph': skeleton,
  's-empty-state': emptyState,
};
