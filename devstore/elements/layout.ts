/** Boxes, stacks, grids: places for other elements. */
import { accessibility, box, style } from './box.ts';
import type { StandIn, View } from './element.ts';

const EXCLUSIVE = `:host([data-exclusive]) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }`;

function boxed(more: (element: StandIn) => Record<string, string> = () => ({})) {
  return (element: StandIn) => () => {
    style(element, { ...more(element), ...box(element) });
    accessibility(element);
  };
}

const alignment = (element: StandIn) => ({
  'align-items': element.textOf('alignItems'),
  'align-content': element.textOf('alignContent'),
  'justify-content': element.textOf('justifyContent'),
  gap: element.textOf('gap'),
  'row-gap': element.textOf('rowGap'),
  'column-gap': element.textOf('columnGap'),
});

const stack: View = {
  css: `:host { display: flex; flex-direction: column; min-inline-size: 0; } ${EXCLUSIVE}`,
  start: boxed((element) => {
    const isInline = element.textOf('direction') === 'inline';
    return {
      ...alignment(element),
      'flex-direction': direction(element.textOf('direction')),
      'flex-wrap': isInline ? 'wrap' : '',
    };
  }),
};

function direction(value: string): string {
  return value.replace(/\binline\b(?!-)/g, 'row').replace(/\bblock\b(?!-)/g, 'column') || 'column';
}

const grid: View = {
  css: `:host { display: grid; min-inline-size: 0; } ${EXCLUSIVE}`,
  start: boxed((element) => ({
    ...alignment(element),
    'justify-items': element.textOf('justifyItems'),
    'place-items': element.textOf('placeItems'),
    'place-content': element.textOf('placeContent'),
    'grid-template-columns': element.textOf('gridTemplateColumns'),
    'grid-template-rows': element.textOf('gridTemplateRows'),
  })),
};

const gridItem: View = {
  css: `:host { display: block; min-inline-size: 0; } ${EXCLUSIVE}`,
  start: boxed((element) => ({
    'grid-column': element.textOf('gridColumn'),
    'grid-row': element.textOf('gridRow'),
  })),
};

const divider: View = {
  css: `:host { display: block; align-self: stretch; } :host([data-block]) { inline-size: 1px; background: var(--s-border); }
    hr { border: 0; border-top: 1px solid var(--s-border); margin: 0; } :host([data-block]) hr { display: none; }`,
  html: '<hr>',
  start: (element) => () => element.toggleAttribute('data-block', element.textOf('direction') === 'block'),
};

const queryContainer: View = {
  css: ':host { display: block; container-type: inline-size; }',
  start: (element) => () => style(element, { 'container-name': element.textOf('containerName') }),
};

const scrollBox: View = {
  css: ':host { display: block; overflow: auto; }',
  start: (element) => () => {
    element.tabIndex = 0;
    style(element, { ...box(element), overflow: element.textOf('overflow') || 'auto' });
    accessibility(element);
  },
};

export const layout: Record<string, View> = {
  's-box': { css: `:host { display: block; min-inline-size: 0; } ${EXCLUSIVE}`, start: boxed() },
  's-stack': stack,
  's-grid': grid,
  's-grid-item': gridItem,
  's-divider': divider,
  's-query-container': queryContainer,
  's-scroll-box': scrollBox,
};
