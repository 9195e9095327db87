/** Stands in for https://cdn.shopify.com/shopifycloud/polaris.js: defines the `s-*` elements of the admin. */
import type { Contract } from '../elements/contract.ts';
import admin from '../elements/contracts/admin.json' with { type: 'json' };
import { defineElements } from '../elements/index.ts';

defineElements('admin', admin as unknown as Contract);

const page = new CSSStyleSheet();
page.replaceSync(
  ':where(body){margin:0;background:var(--s-page);font:var(--s-font-size)/var(--s-line-height) var(--s-font);color:var(--s-text)}',
);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, page];
