import type { Route } from './+types/discount';
import { addCode, applies, backTo } from '../lib/cart.server';

/** A link that brings a code along: /discount/SPRING?redirect=/products/x. It joins the codes already in the cart. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const wanted = new URL(request.url).searchParams.get('redirect') ?? '/';
  // Only a path of ours, so that the link can't lead away from the shop.
  const path = /^\/(?![/\\])/.test(wanted) ? wanted : '/';
  const change = await addCode(context, params.code);
  const text = applies(change, params.code)
    ? `The code ${params.code} is in your cart.`
    : `The code ${params.code} waits in your cart until it applies.`;
  return backTo(context, path, { tone: 'good', text }, change.headers);
}
