import type { Route } from './+types/login';

/** Sends the visitor to the shop's sign-in page; `?return_to=` says where to come back to. */
export function loader({ context }: Route.LoaderArgs) {
  return context.customerAccount.login();
}
