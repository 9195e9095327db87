import '@shopify/ui-extensions/preact';
import { openCard } from '../../parts/open-card.tsx';
import { host } from './host.ts';
import { OrderCard } from './views/OrderCard.tsx';

/** Called by Shopify once, when the block appears. */
export function open(): void {
  openCard(process.env.APP_URL, host(), (api) => <OrderCard api={api} />);
}
