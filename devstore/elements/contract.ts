/**
 * What one Shopify surface knows: its `s-*` elements, their properties and events.
 * The JSON files beside this one are generated from Shopify's published types, never written by hand.
 */
export type PropertyKind = 'string' | 'boolean' | 'number' | 'string|boolean' | 'function' | 'any';

export interface ElementContract {
  properties: Record<string, PropertyKind>;
  /** Event names in lower case, as an element dispatches them: `change`, `afterhide`. */
  events: string[];
  slots?: string[];
}

export type Contract = Record<string, ElementContract>;

/** The extension targets this dev store can host; one contract file each. */
export const TARGETS = [
  'purchase.checkout.block.render',
  'purchase.thank-you.block.render',
  'customer-account.order-status.block.render',
  'customer-account.page.render',
  'customer-account.profile.block.render',
] as const;

export type Target = (typeof TARGETS)[number];
