/** Tells the outcome of an act in Shopify's toast, which is also read out. What stays on the page has a status of its own there. */
export function tell(message: string, kind: 'success' | 'failure' = 'success'): void {
  shopify.toast.show(message, { isError: kind === 'failure' });
}
