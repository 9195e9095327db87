import '@shopify/ui-extensions/preact';
import { QueryClientProvider } from '@tanstack/preact-query';
import { render } from 'preact';
import { openSession } from './session.ts';
import { LoyaltyPage } from './views/LoyaltyPage.tsx';

/** Called by Shopify once, when the customer opens the page. */
export default function page(): void {
  const session = openSession();
  render(
    <QueryClientProvider client={session.queries}>
      <LoyaltyPage session={session} />
    </QueryClientProvider>,
    document.body,
  );
}
