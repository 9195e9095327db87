import type { RedemptionView } from '@laurel/server/api';
import { pointsSentence, whyNotSentence } from '../components/loyalty/sentences';
import { addCode, applies, removeCode, whyNotApplied, type ShopContext } from './cart.server';
import type { Answer } from './loyalty.server';
import { formatPoints } from './money';
import type { Notice } from './notice';
import { cartFacts } from './visit.server';

export interface Outcome {
  readonly notice: Notice;
  readonly headers: Headers;
}

/** What a form asks for; `steps` of a slider. */
export interface Wish {
  readonly rewardId: string;
  readonly attempt: string;
  readonly steps: number | undefined;
}

const sentences = {
  unavailable: 'Points are not available right now. Please try again in a little while.',
  'signed-out': 'Please sign in to use your points.',
  gone: 'That reward is not open any more.',
};

/** Sets points aside for the reward and puts its code into the cart. A code the shop refuses for this cart is given back at once. */
export async function redeemIntoCart(context: ShopContext, { rewardId, attempt, steps }: Wish): Promise<Outcome> {
  const cart = await context.visit.cart();
  const answer = await context.loyalty.redeem(rewardId, attempt, { cart: cartFacts(cart), steps });
  switch (answer.state) {
    case 'signed-out':
    case 'unavailable':
      return said('bad', sentences[answer.state]);
    case 'refused':
      return said(
        'bad',
        answer.why.code === 'other' ? answer.message : ended(whyNotSentence(answer.why, cart.currency, await tierNames(context))),
      );
    case 'ready':
      return useInCart(context, answer.value);
  }
}

async function tierNames(context: ShopContext) {
  const overview = await context.visit.overview();
  return overview.state === 'ready' ? overview.value.program.tiers : [];
}

/** Puts the code of an open redemption into the cart. */
export async function applyRedemption(context: ShopContext, redemptionId: string): Promise<Outcome> {
  const open = await openRedemption(context, redemptionId);
  return open.state === 'ready' ? useInCart(context, open.value) : said('bad', sentences[open.state]);
}

/** Takes the code out of the cart and asks Laurel to give the points back. */
export async function undoRedemption(context: ShopContext, redemptionId: string): Promise<Outcome> {
  const open = await openRedemption(context, redemptionId);
  if (open.state !== 'ready') return said('bad', sentences[open.state]);
  const { code } = open.value;
  const headers = code === null ? new Headers() : (await removeCode(context, code)).headers;
  const answer = await context.loyalty.undo(redemptionId);
  return { notice: answer.state === 'ready' ? undone(answer.value) : { tone: 'bad', text: sentences[answer.state] }, headers };
}

async function useInCart(context: ShopContext, redemption: RedemptionView): Promise<Outcome> {
  const { code, title, way = 'code' } = redemption;
  if (way === 'at-once') return said('good', handedOver(redemption));
  if (way === 'by-hand') return said('good', `Your points are set aside for ${title}. The shop hands it over.`);
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

// Only a gift card has a code: it pays at checkout and is no discount of the cart.
function handedOver({ code, points, state, title }: RedemptionView): string {
  if (state !== 'captured') return `Your points are set aside for ${title}. It is on its way; look again in a moment.`;
  return `${title} is yours for ${pointsSentence(points)}.${code === null ? '' : ` Its code is ${code}.`}`;
}

// The shop has the last word on what combines. A reward that takes nothing off must not cost anything.
async function refusedByShop(context: ShopContext, redemption: RedemptionView, code: string, why: string | null): Promise<Outcome> {
  const { headers } = await removeCode(context, code);
  const answer = await context.loyalty.undo(redemption.id);
  const back = answer.state === 'ready' ? 'Your points are back.' : 'Your points come back by themselves.';
  const reason = why ? ended(why) : `The shop does not take ${redemption.title} together with what is in your cart.`;
  return { notice: { tone: 'bad', text: `${reason} ${back}` }, headers };
}

// Looked up among the member's own, so an id from elsewhere leads nowhere.
async function openRedemption(context: ShopContext, id: string): Promise<Answer<RedemptionView> | { state: 'gone' }> {
  const overview = await context.visit.overview();
  if (overview.state !== 'ready') return overview;
  const value = overview.value.redemptions.find((open) => open.id === id);
  return value ? { state: 'ready', value } : { state: 'gone' };
}

function undone(redemption: RedemptionView): Notice {
  if (redemption.state === 'captured') return { tone: 'plain', text: `${redemption.title} was already used on an order.` };
  if (redemption.state === 'released') return { tone: 'good', text: `Undone. ${formatPoints(redemption.points)} points are back.` };
  return { tone: 'plain', text: `${redemption.title} is being taken back. Your points return in a moment.` };
}

function said(tone: Notice['tone'], text: string): Outcome {
  return { notice: { tone, text }, headers: new Headers() };
}

// Shopify's warnings come without a full stop.
function ended(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
