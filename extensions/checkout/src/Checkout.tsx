import '@shopify/ui-extensions/preact';
import { QueryClientProvider } from '@tanstack/preact-query';
import { render } from 'preact';
import { openSession } from './session.ts';
import { Block } from './views/Block.tsx';

/** Called by Shopify once, when the block appears in the checkout. */
export default function checkout(): void {
  const session = openSession();
  render(
    <QueryClientProvider client={session.queries}>
      <Block session={session} />
    </QueryClientProvider>,
    document.body,
  );
}
