import type { Route } from './+types/authorize';

/** Where the shop's sign-in page sends the visitor back to. The cart learns whose it is. */
export async function loader({ context }: Route.LoaderArgs) {
  const response = await context.customerAccount.authorize();
  const signedIn = await context.customerAccount.isLoggedIn();
  const { id } = await context.visit.cart();
  if (signedIn && id) await context.cart.updateBuyerIdentity({});
  return response;
}
