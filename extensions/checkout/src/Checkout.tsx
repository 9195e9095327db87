import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { openSession } from './session.ts';
import { Block } from './views/Block.tsx';

/** Called by Shopify once, when the block appears in the checkout. */
export default function checkout(): void {
  render(<Block session={openSession()} />, document.body);
}
