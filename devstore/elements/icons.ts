/** A small set of line icons by Shopify’s names; a plain dot stands for the others. */

const PATHS: Record<string, string> = {
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  x: 'M5 5l10 10M15 5L5 15',
  check: 'M4 10.5l4 4 8-9',
  'check-circle': 'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM6.5 10l2.5 2.5 4.5-5',
  'chevron-right': 'M8 5l5 5-5 5',
  'chevron-left': 'M12 5l-5 5 5 5',
  'chevron-down': 'M5 8l5 5 5-5',
  'chevron-up': 'M5 12l5-5 5 5',
  'arrow-left': 'M16 10H4m5-5l-5 5 5 5',
  'arrow-right': 'M4 10h12m-5-5l5 5-5 5',
  search: 'M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM13.2 13.2L17 17',
  star: 'M10 3l2.1 4.6 4.9.6-3.6 3.4 1 4.9L10 14l-4.4 2.5 1-4.9L3 8.2l4.9-.6z',
  'star-filled': 'M10 3l2.1 4.6 4.9.6-3.6 3.4 1 4.9L10 14l-4.4 2.5 1-4.9L3 8.2l4.9-.6z',
  gift: 'M3.5 8h13v3h-13zM5 11v6h10v-6M10 8v9M10 8C8 8 6 7.5 6 5.5S9 3 10 8zM10 8c2 0 4-.5 4-2.5S11 3 10 8z',
  'gift-card': 'M3 5h14v10H3zM7 5v10M3 9h14',
  discount:
    'M6.5 7.5h.01M13.5 12.5h.01M7 13l6-6M10 2.5l2 1.7 2.6-.2.7 2.5 2.2 1.4-1 2.4 1 2.4-2.2 1.4-.7 2.5-2.6-.2-2 1.7-2-1.7-2.6.2-.7-2.5-2.2-1.4 1-2.4-1-2.4 2.2-1.4.7-2.5 2.6.2z',
  info: 'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM10 9v5M10 6.3v.1',
  'alert-circle': 'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM10 6v5M10 13.7v.1',
  'alert-triangle': 'M10 3l7.5 13.5h-15zM10 8v4M10 14.2v.1',
  clock: 'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM10 6v4.3l2.8 1.7',
  calendar: 'M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3M13 3v3',
  person: 'M10 3.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM4 16.5c.5-3.3 3-5 6-5s5.5 1.7 6 5',
  profile: 'M10 3.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM4 16.5c.5-3.3 3-5 6-5s5.5 1.7 6 5',
  order: 'M4 3h12v14l-3-2-3 2-3-2-3 2zM7 7h6M7 10h6',
  edit: 'M4 16l1-4 8.5-8.5 3 3L8 15z',
  delete: 'M4 6h12M8 6V4h4v2M5.5 6l.7 11h7.6l.7-11',
  lock: 'M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  truck: 'M2 6h9v8H2zM11 9h4l3 3v2h-7zM5.5 14v.1M14.5 14v.1',
  clipboard: 'M5 5h10v12H5zM8 5V3.5h4V5',
  external: 'M8 5H4v11h11v-4M11 4h5v5M16 4l-7 7',
  settings: 'M10 7a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM10 2.5v2M10 15.5v2M2.5 10h2M15.5 10h2',
  refresh: 'M16 10a6 6 0 1 1-2-4.5M16 3v3.5h-3.5',
  'menu-horizontal': 'M4.5 10h.1M10 10h.1M15.5 10h.1',
  'question-circle': 'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM8 8a2 2 0 1 1 2.6 1.9c-.5.2-.6.6-.6 1.3M10 13.7v.1',
};
const DOT = 'M10 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4z';

/** SVG of an icon, decorative unless named: 20 px of the text colour. */
export function icon(name: string, px = 20): string {
  const path = PATHS[name] ?? DOT;
  const fill = name.endsWith('-filled') ? 'currentColor' : 'none';
  return `<svg aria-hidden="true" width="${px}" height="${px}" viewBox="0 0 20 20" fill="${fill}" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"><path d="${path}"/></svg>`;
}
