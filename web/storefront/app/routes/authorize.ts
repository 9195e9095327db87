import type { Route } from './+types/authorize';
import { claimInvitation } from '../lib/invited.server';

/** Where the shop's sign-in page sends the visitor back to. The cart learns whose it is, and Laurel by whose code they came. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const response = await context.customerAccount.authorize();
  const signedIn = await context.customerAccount.isLoggedIn();
  const { id } = await context.visit.cart();
  if (signedIn && id) await context.cart.updateBuyerIdentity({});
  if (signedIn) await claimInvitation(context, request);
  return response;
}
