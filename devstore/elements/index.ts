/** The dev store’s stand-ins for Shopify’s `s-*` elements: one library for checkout, customer accounts and the admin. */
import { actions } from './actions.ts';
import { choices } from './choices.ts';
import type { Contract } from './contract.ts';
import { defineElement, type View } from './element.ts';
import { feedback } from './feedback.ts';
import { fields } from './fields.ts';
import { layout } from './layout.ts';
import { media } from './media.ts';
import { overlays } from './overlays.ts';
import { pages } from './page.ts';
import { useSurface, type Surface } from './surface.ts';
import { tables } from './table.ts';
import { words } from './text.ts';
import { tooltip } from './tooltip.ts';

const views: Record<string, View> = {
  ...layout,
  ...words,
  ...pages,
  ...feedback,
  ...actions,
  ...overlays,
  ...media,
  ...fields,
  ...choices,
  ...tables,
  ...tooltip,
};

/** Registers the contract’s elements with the page, as far as there are stand-ins. The first call decides the surface. */
export function defineElements(surface: Surface, contract: Contract): void {
  const missing = Object.entries(contract).filter(([tag]) => tag in views && customElements.get(tag) === undefined);
  if (missing.length === 0) return;
  useSurface(surface);
  for (const [tag, { properties }] of missing) defineElement(tag, views[tag] ?? {}, properties);
}

/** Those of the tags Shopify knows that nobody has drawn here. */
export function missingStandIns(tags: readonly string[]): string[] {
  return tags.filter((tag) => !(tag in views));
}
