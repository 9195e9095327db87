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
  return summaryIn(field?.metafield.value);
}

/** The Customer Account API, where a surface is given no metafields; Shopify knows by itself who asks. */
const customerApi = 'shopify://customer-account/api/2026-07/graphql.json';
const summaryQuery = '{ customer { metafield(namespace: "$app", key: "loyalty_summary") { value } } }';

/** Asks Shopify for the summary; null: it keeps none, or gives none. Never throws. */
export async function askForSummary(ask: typeof fetch): Promise<Summary | null> {
  try {
    const answer = await ask(customerApi, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query: summaryQuery }),
    });
    const { data } = (await answer.json()) as { data?: { customer?: { metafield?: { value?: unknown } | null } } };
    return summaryIn(data?.customer?.metafield?.value);
  } catch {
    return null;
  }
}

function summaryIn(value: unknown): Summary | null {
  try {
    const said = JSON.parse(String(value)) as Partial<Summary> | null;
    return typeof said?.points === 'number' && typeof said.tier === 'string' ? { points: said.points, tier: said.tier } : null;
  } catch {
    return null;
  }
}
