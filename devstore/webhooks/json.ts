/** JSON as Shopify writes it in webhooks: ids are bare numbers, also those beyond 2^53. */
const { rawJSON } = JSON as unknown as { rawJSON(text: string): unknown };

/** An id, as the number it is in Shopify's JSON. */
export function idNumber(id: string): unknown {
  if (!/^\d+$/.test(id)) throw new RangeError(`not a numeric id: ${id}`);
  return rawJSON(id);
}
