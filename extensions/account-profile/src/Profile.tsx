import '@shopify/ui-extensions/preact';
import { openCard } from '../../parts/open-card.tsx';
import { host } from './host.ts';
import { ProfileCard } from './views/ProfileCard.tsx';

/** Called by Shopify once, when the card appears on the profile. */
export default function profile(): void {
  openCard(process.env.APP_URL, host(), (api) => <ProfileCard api={api} />);
}
