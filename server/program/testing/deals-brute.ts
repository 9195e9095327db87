import type { CartLine, AppliedDiscount, DiscountClass } from '../cart.ts';
import type { Reward } from '../definition.ts';

/** All of it is known. */
export interface FullCart {
  readonly lines: readonly CartLine[];
  readonly shippingMinor: number;
  readonly applied: readonly AppliedDiscount[];
}

/** What a deal comes to; the ids in the programme's order. */
export interface Found {
  readonly ids: readonly string[];
  readonly savedMinor: number;
  readonly points: number;
}

/**
 * The best deal by trying every set of rewards with every number of steps, told line by line as a checkout does. A second book: it shares
 * nothing with the advisor but what a cart and a reward are. Rewards carry no days, tiers or limits here.
 */
export function bestByTrying(rewards: readonly Reward[], available: number, cart: FullCart): Found | null {
  const all: (Found & { readonly places: readonly number[] })[] = [];
  for (let set = 1; set < 2 ** rewards.length; set++) {
    const places = rewards.map((_, i) => i).filter((i) => Math.floor(set / 2 ** i) % 2 === 1);
    const chosen = places.map((i) => rewards[i] as Reward);
    if (!allowed(chosen, cart)) continue;
    const slider = chosen.find((reward) => reward.kind === 'slider');
    for (const steps of slider ? range(slider.minimumSteps, slider.maximumSteps) : [0]) {
      const points = chosen.reduce((sum, reward) => sum + reward.points * (reward.kind === 'slider' ? steps : 1), 0);
      const savedMinor = points <= available ? checkout(chosen, steps, cart) : undefined;
      if (savedMinor !== undefined) all.push({ ids: chosen.map(({ id }) => id), places, savedMinor, points });
    }
  }
  all.sort(
    (a, b) =>
      b.savedMinor - a.savedMinor || a.points - b.points || a.places.length - b.places.length || firstDifference(a.places, b.places),
  );
  const [best] = all;
  return best ? { ids: best.ids, savedMinor: best.savedMinor, points: best.points } : null;
}

function allowed(chosen: readonly Reward[], cart: FullCart): boolean {
  const codes = [...chosen.map((reward) => ({ class: classOf(reward), goesWith: goesWith(reward) })), ...cart.applied.map(appliedAs)];
  if (codes.filter((code) => code.class === 'shipping').length > 1 && chosen.some((reward) => classOf(reward) === 'shipping')) return false;
  if (codes.filter((code) => code.class !== 'shipping').length > 5 && chosen.some((reward) => classOf(reward) !== 'shipping')) return false;
  if (chosen.filter(({ kind }) => kind === 'slider').length > 1) return false;
  for (const [i, a] of codes.entries()) {
    for (const [j, b] of codes.entries()) {
      const bothApplied = i >= chosen.length && j >= chosen.length;
      if (i !== j && !bothApplied && !a.goesWith.includes(b.class)) return false;
    }
  }
  const onProducts = chosen.filter((reward) => classOf(reward) === 'product');
  return cart.lines.every((line) => onProducts.filter((reward) => takes(reward, line)).length <= 1);
}

const appliedAs = (code: FullCart['applied'][number]) => ({ class: code.class, goesWith: listed(code.combinesWith) });

function goesWith(reward: Reward): DiscountClass[] {
  if (reward.combinesWith) return listed(reward.combinesWith);
  return (['order', 'product', 'shipping'] as const).filter((one) => one !== classOf(reward));
}

function listed(combines: { readonly [K in DiscountClass]?: boolean | undefined }): DiscountClass[] {
  return (['order', 'product', 'shipping'] as const).filter((one) => combines[one] === true);
}

function classOf(reward: Reward): DiscountClass {
  if (reward.kind === 'free-shipping') return 'shipping';
  return reward.kind === 'product' || ('on' in reward && reward.on !== undefined) ? 'product' : 'order';
}

function takes(reward: Reward, line: FullCart['lines'][number]): boolean {
  if (line.giftCard) return false;
  if (reward.kind === 'product') return line.productId === reward.productId;
  return !('on' in reward) || !reward.on || reward.on.tags?.some((tag) => line.tags?.includes(tag)) === true;
}

/** What is saved, or undefined when one of them does not apply to what the others leave. */
function checkout(chosen: readonly Reward[], steps: number, cart: FullCart): number | undefined {
  const left = cart.lines.map((line) => line.netMinor);
  const turns = [
    (reward: Reward) => classOf(reward) === 'product',
    (reward: Reward) => classOf(reward) === 'order' && reward.kind !== 'slider',
    (reward: Reward) => reward.kind === 'slider',
    (reward: Reward) => classOf(reward) === 'shipping',
  ];
  let saved = 0;
  for (const reward of turns.flatMap((one) => chosen.filter(one))) {
    const places = cart.lines.flatMap((line, i) => (takes(reward, line) ? [i] : []));
    const goods = cart.lines.flatMap((line, i) => (line.giftCard ? [] : [i]));
    const worth = (of: readonly number[]) => of.reduce((sum, i) => sum + (left[i] ?? 0), 0);
    if (worth(reward.kind === 'product' ? goods : places) < reward.minimumOrderMinor && reward.kind !== 'product') return undefined;
    if (reward.kind === 'product' && cart.lines.reduce((sum, l) => sum + (l.giftCard ? 0 : l.netMinor), 0) < reward.minimumOrderMinor)
      return undefined;
    const off = offOf(reward, steps, worth(places), places, cart);
    if (off <= 0) return undefined;
    saved += off;
    if (classOf(reward) !== 'shipping') takeFrom(left, places, off);
  }
  return saved;
}

function offOf(reward: Reward, steps: number, worth: number, places: readonly number[], cart: FullCart): number {
  switch (reward.kind) {
    case 'amount':
      return Math.min(worth, reward.amountMinor);
    case 'slider':
      return Math.min(worth, reward.stepMinor * steps);
    case 'percentage': {
      const exact = (worth * reward.percent) / 100;
      return reward.capMinor === undefined ? Math.floor(exact + 0.5) : Math.min(reward.capMinor, Math.floor(exact));
    }
    case 'product':
      return Math.min(
        reward.valueMinor,
        Math.max(0, ...places.map((i) => Math.floor((cart.lines[i]?.netMinor ?? 0) / (cart.lines[i]?.quantity ?? 1)))),
      );
    case 'free-shipping':
      return places.length > 0 && cart.shippingMinor <= (reward.capMinor ?? Infinity) ? cart.shippingMinor : 0;
    default:
      return 0;
  }
}

/** From the first line on; only how much is left in all matters afterwards. */
function takeFrom(left: number[], places: readonly number[], off: number): void {
  let rest = off;
  for (const i of places) {
    const part = Math.min(rest, left[i] ?? 0);
    left[i] = (left[i] ?? 0) - part;
    rest -= part;
  }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}

function firstDifference(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((one, place) => one !== b[place]);
  return i < 0 ? 0 : (a[i] ?? 0) - (b[i] ?? 0);
}
