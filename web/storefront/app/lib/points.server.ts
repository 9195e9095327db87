import type { MemberOverview } from '@laurel/server/api';
import type { EarnPreview, OpenRedemption } from '../components/loyalty';
import type { ShopContext } from './cart.server';
import type { CartView } from './cart-view';
import { earnAtLeast } from './earn-at-least';
import type { EstimateLine } from './loyalty.server';
import { applyRedemption, redeemIntoCart, undoRedemption, type Outcome } from './redeem.server';

/** What the lines would bring this visitor; null when nobody can say now. */
export async function earnPreview(context: ShopContext, lines: readonly EstimateLine[], currency: string): Promise<EarnPreview | null> {
  if (lines.length === 0) return null;
  const estimate = await context.loyalty.estimate(lines, currency);
  if (estimate.state === 'ready') return { points: estimate.value.points, kind: 'exact' };
  if (estimate.state === 'unavailable') return null;
  const program = await context.visit.program();
  if (program.state !== 'ready' || program.value.currency !== currency) return null;
  const netMinor = lines.filter((line) => !line.giftCard).reduce((sum, line) => sum + line.netMinor, 0);
  return earnAtLeast(program.value, netMinor);
}

/** The cart's lines as Laurel reckons them. */
export function estimateLines(cart: CartView): EstimateLine[] {
  return cart.lines.map(({ productId, netMinor, giftCard }) => ({ productId, netMinor, giftCard }));
}

/** Open redemptions with what only this page knows: whether the code is in the cart, and how long the hold lasts. */
export function openRedemptions(overview: MemberOverview, cart: CartView, now: Date): OpenRedemption[] {
  const codes = new Map(cart.codes.map(({ code, applicable }) => [code.toLowerCase(), applicable]));
  return overview.redemptions.map((redemption) => ({
    ...redemption,
    inCart: redemption.code !== null && codes.has(redemption.code.toLowerCase()),
    applies: redemption.code !== null && codes.get(redemption.code.toLowerCase()) === true,
    minutesLeft: Math.max(0, Math.floor((Date.parse(redemption.until) - now.getTime()) / 60_000)),
  }));
}

/** Does what a form of the loyalty kit asks for; undefined when the form is not one of its. */
export async function actOnPoints(context: ShopContext, form: FormData): Promise<Outcome | undefined> {
  switch (form.get('intent')) {
    case 'redeem':
      return redeemIntoCart(context, { rewardId: field(form, 'rewardId'), attempt: field(form, 'attempt'), steps: stepsOf(form) });
    case 'apply':
      return applyRedemption(context, field(form, 'redemptionId'));
    case 'undo':
      return undoRedemption(context, field(form, 'redemptionId'));
    default:
      return undefined;
  }
}

/** A text field of a form. Throws a 400 when it is missing or absurdly long. */
export function field(form: FormData, name: string): string {
  const value = form.get(name);
  if (typeof value === 'string' && value !== '' && value.length <= 400) return value;
  throw new Response(`The form came without its field "${name}".`, { status: 400 });
}

/** The steps of a slider's form; undefined: the reward has none. Throws a 400 for what is no number of steps. */
function stepsOf(form: FormData): number | undefined {
  const value = form.get('steps');
  if (value === null) return undefined;
  if (typeof value === 'string' && /^[1-9]\d{0,4}$/.test(value)) return Number(value);
  throw new Response('Choose how many steps: a whole number.', { status: 400 });
}
