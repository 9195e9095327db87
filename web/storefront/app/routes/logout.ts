import { redirect } from 'react-router';
import type { Route } from './+types/logout';

export function loader() {
  return redirect('/account');
}

/** Signs out here and at the shop. The cart stays, but forgets whose it was and what their points paid for. */
export async function action({ context }: Route.ActionArgs) {
  await forgetCustomer(context).catch(() => undefined);
  return context.customerAccount.logout();
}

async function forgetCustomer({ cart, visit }: Route.ActionArgs['context']): Promise<void> {
  const [view, overview] = await Promise.all([visit.cart(), visit.overview()]);
  if (!view.id) return;
  const theirs = new Set(overview.state === 'ready' ? overview.value.redemptions.map((open) => open.code?.toLowerCase()) : []);
  const kept = view.codes.map(({ code }) => code).filter((code) => !theirs.has(code.toLowerCase()));
  if (kept.length < view.codes.length) await cart.updateDiscountCodes(kept);
  await cart.updateBuyerIdentity({ customerAccessToken: null });
}
