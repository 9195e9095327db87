/** Shown when the page is opened by its address, where nobody can say who is asking. */
export function NotInShopify() {
  return (
    <main className="plain">
      <h1>Laurel opens inside your Shopify admin</h1>
      <p>Sign in to Shopify, choose Apps, then Laurel.</p>
    </main>
  );
}
