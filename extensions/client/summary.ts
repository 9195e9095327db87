/** The customer's summary that Laurel keeps in Shopify, so that something true is there before we are asked, and when we cannot be. */
export interface Summary {
  readonly points: number;
  readonly tier: string;
}

interface AppMetafield {
  readonly target: { readonly type: string };
  readonly metafield: { readonly key: string; readonly value: unknown };
}

/** Reads the summary out of the metafields a surface is given; null: there is none yet, or it is not as expected. */
export function readSummary(fields: readonly AppMetafield[] | undefined): Summary | null {
  const field = fields?.find(({ target, metafield }) => target.type === 'customer' && metafield.key === 'loyalty_summary');
  try {
    const said = JSON.parse(String(field?.metafield.value)) as Partial<Summary> | null;
    return typeof said?.points === 'number' && typeof said.tier === 'string' ? { points: said.points, tier: said.tier } : null;
  } catch {
    return null;
  }
}
