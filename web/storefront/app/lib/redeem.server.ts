import type { MemberOverview, RedemptionView } from '@laurel/server/api';
import { whyNotSentence } from '../components/loyalty/sentences';
import { addCode, applies, removeCode, whyNotApplied, type ShopContext } from './cart.server';
import { formatPoints } from './money';
import type { Notice } from './notice';
import { cartFacts } from './visit.server';

export interface Outcome {
  readonly notice: Notice;
  readonly headers: Headers;
}

const unavailable = 'Points are not available right now. Nothing has changed; please try again in a little while.';
const signedOut = 'Please sign in to use your points.';

/** Sets points aside for the reward and puts its code into the cart. A code the shop refuses for this cart is given back at once. */
export async function redeemIntoCart(context: ShopContext, rewardId: string, attempt: string): Promise<Outcome> {
  const cart = await context.visit.cart();
  const answer = await context.loyalty.redeem(rewardId, attempt, cartFacts(cart));
  switch (answer.state) {
    case 'signed-out':
      return said('bad', signedOut);
    case 'unavailable':
      return said('bad', unavailable);
    case 'refused':
      return said('bad', answer.why.code === 'other' ? answer.message : whyNotSentence(answer.why, cart.currency));
    case 'ready':
      return useInCart(context, answer.value);
  }
}

/** Puts the code of an open redemption into the cart. */
export async function applyRedemption(context: ShopContext, redemptionId: string): Promise<Outcome> {
  const found = await openRedemption(context, redemptionId);
  if (!found) return said('bad', unavailable);
  return useInCart(context, found);
}

/** Takes the code out of the cart and asks Laurel to give the points back. */
export async function undoRedemption(context: ShopContext, redemptionId: string): Promise<Outcome> {
  const found = await openRedemption(context, redemptionId);
  const change = found?.code ? await removeCode(context, found.code) : null;
  const answer = await context.loyalty.undo(redemptionId);
  const headers = change?.headers ?? new Headers();
  if (answer.state !== 'ready') return { notice: { tone: 'bad', text: answer.state === 'signed-out' ? signedOut : unavailable }, headers };
  return { notice: undone(answer.value), headers };
}

async function useInCart(context: ShopContext, redemption: RedemptionView): Promise<Outcome> {
  const { code, title } = redemption;
  if (code === null) {
    return said('plain', `Your points are set aside for ${title}. The shop is still making the code; look again in a moment.`);
  }
  const cart = await context.visit.cart();
  const change = await addCode(context, code);
  if (applies(change, code)) {
    const text = `${title} is in your cart. ${formatPoints(redemption.points)} points are set aside until you pay or undo it.`;
    return { notice: { tone: 'good', text }, headers: change.headers };
  }
  if (cart.lines.length === 0) {
    const text = `${title} is waiting in your cart. It counts as soon as something is in it.`;
    return { notice: { tone: 'good', text, link: { to: '/', text: 'Go shopping' } }, headers: change.headers };
  }
  return refusedByShop(context, redemption, code, whyNotApplied(change));
}

// The shop has the last word on what combines. A reward that takes nothing off must not cost anything.
async function refusedByShop(context: ShopContext, redemption: RedemptionView, code: string, why: string | null): Promise<Outcome> {
  const { headers } = await removeCode(context, code);
  const answer = await context.loyalty.undo(redemption.id);
  const back = answer.state === 'ready' ? 'Your points are back.' : 'Your points come back by themselves.';
  const reason = why ?? `The shop does not take ${redemption.title} together with what is in your cart.`;
  return { notice: { tone: 'bad', text: `${reason} ${back}` }, headers };
}


async function openRedemption(context: ShopContext, id: string): Promise<MemberOverview['redemptions'][number] | undefined> {
  const overview = await context.visit.overview();
  return overview.state === 'ready' ? overview.value.redemptions.find((open) => open.id === id) : undefined;
}

function undone(redemption: RedemptionView): Notice {
  if (redemption.state === 'captured') return { tone: 'plain', text: `${redemption.title} was already used on an order.` };
  if (redemption.state === 'released') return { tone: 'good', text: `Undone. ${formatPoints(redemption.points)} points are back.` };
  return { tone: 'plain', text: `${redemption.title} is being taken back. Your points return in a moment.` };
}

function said(tone: Notice['tone'], text: string): Outcome {
  return { notice: { tone, text }, headers: new Headers() };
}
