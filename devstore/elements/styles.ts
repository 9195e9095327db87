/** Style sheets shared by all elements of one kind, and the rules every stand-in starts from. */

const BASE = `
  :host { box-sizing: border-box; }
  :host([hidden]) { display: none !important; }
  *, *::before, *::after { box-sizing: border-box; }
  .visually-hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  :focus-visible { outline: 2px solid var(--s-focus); outline-offset: 2px; }
`;

const sheets = new Map<string, CSSStyleSheet>();

/** The sheet for `css` on top of the base rules; made once. */
export function styleSheet(css: string): CSSStyleSheet {
  const known = sheets.get(css);
  if (known !== undefined) return known;
  const made = new CSSStyleSheet();
  made.replaceSync(BASE + css);
  sheets.set(css, made);
  return made;
}
