import type { AppliedDiscount } from './cart.ts';
import type { Candidate, Deal } from './deals.ts';

/** Shopify's: so many codes on products and on the order, and one on shipping. */
export const goodsCodesMax = 5;
export const shippingCodesMax = 1;

/** Why two rewards do not go together; undefined: they do. */
export function quarrel(a: Candidate, b: Candidate): 'classes' | 'same-item' | undefined {
  if (!a.combines[b.class] || !b.combines[a.class]) return 'classes';
  if (a.reward.kind === 'slider' && b.reward.kind === 'slider') return 'classes';
  return a.class === 'product' && b.class === 'product' && [...a.lines].some((line) => b.lines.has(line)) ? 'same-item' : undefined;
}

/** Depth first in the programme's order, so that of equals the first one found is the one to keep. */
export function search(
  all: readonly Candidate[],
  applied: readonly AppliedDiscount[],
  available: number,
  together: (chosen: readonly Candidate[]) => Deal | undefined,
): Deal | undefined {
  const goodsCodes = goodsCodesMax - applied.filter((code) => code.class !== 'shipping').length;
  const shippingCodes = shippingCodesMax - applied.filter((code) => code.class === 'shipping').length;
  let best: Deal | undefined;
  const visit = (chosen: readonly Candidate[], rest: readonly Candidate[], deal: Deal | undefined): void => {
    if (deal && (!best || isBetter(deal, best))) best = deal;
    const shippings = chosen.filter((one) => one.class === 'shipping').length;
    const room = { goods: goodsCodes - (chosen.length - shippings), shipping: shippingCodes - shippings };
    const spent = leastPoints(chosen);
    rest.forEach((one, i) => {
      if (room[one.class === 'shipping' ? 'shipping' : 'goods'] < 1 || spent + one.leastPoints > available) return;
      if (best && !mayBeat(best, deal?.savedMinor ?? 0, spent, chosen.length, rest.slice(i), room)) return;
      const next = [...chosen, one];
      const worth = together(next);
      // What does not apply now does not with one more beside it either.
      if (worth)
        visit(
          next,
          rest.slice(i + 1).filter((other) => !quarrel(one, other)),
          worth,
        );
    });
  };
  const greedy = all.reduce<Candidate[]>((found) => grown(found, all, goodsCodes, shippingCodes, together), []);
  const reachable = greedy.length > 0 ? together(greedy) : undefined;
  // A deal to beat, at any price: so that whatever saves as much is still looked at.
  if (reachable) best = { ...reachable, points: Infinity };
  visit([], all, undefined);
  return best;
}

/** One more reward, the one that adds most. */
function grown(
  found: Candidate[],
  all: readonly Candidate[],
  goodsCodes: number,
  shippingCodes: number,
  together: (chosen: readonly Candidate[]) => Deal | undefined,
): Candidate[] {
  let best: { set: Candidate[]; saved: number } = { set: found, saved: together(found)?.savedMinor ?? 0 };
  for (const one of all) {
    const same = found.filter((other) => (other.class === 'shipping') === (one.class === 'shipping')).length;
    if (same >= (one.class === 'shipping' ? shippingCodes : goodsCodes)) continue;
    if (found.includes(one) || found.some((other) => quarrel(one, other))) continue;
    const set = all.filter((other) => other === one || found.includes(other));
    const saved = together(set)?.savedMinor ?? 0;
    if (saved > best.saved) best = { set, saved };
  }
  return best.set;
}

function isBetter(a: Deal, b: Deal): boolean {
  if (a.savedMinor !== b.savedMinor) return a.savedMinor > b.savedMinor;
  if (a.points !== b.points) return a.points < b.points;
  return a.parts.length < b.parts.length;
}

/**
 * Whether more rewards of `rest` can make something better than `best`. A reward saves beside others at most what it saves alone, so the
 * fewest that could do it are those that save most alone, and they cost at least what the cheapest cost.
 */
function mayBeat(
  best: Deal,
  savedMinor: number,
  spent: number,
  codes: number,
  rest: readonly Candidate[],
  room: { readonly goods: number; readonly shipping: number },
): boolean {
  const missing = best.savedMinor - savedMinor;
  const alone = (shipping: boolean) =>
    rest.flatMap((one) => ((one.class === 'shipping') === shipping ? [one.aloneMinor] : [])).toSorted((a, b) => b - a);
  const most = [...alone(false).slice(0, room.goods), ...alone(true).slice(0, room.shipping)].toSorted((a, b) => b - a);
  let reach = 0;
  let needed = 0;
  while (needed < most.length && (reach < missing || needed === 0)) reach += most[needed++] ?? 0;
  if (reach < missing) return false;
  if (most.reduce((sum, one) => sum + one, 0) > missing) return true;
  const cheapest = rest.map((one) => one.leastPoints).toSorted((a, b) => a - b);
  const points = spent + cheapest.slice(0, needed).reduce((sum, one) => sum + one, 0);
  return points < best.points || (points === best.points && codes + needed < best.parts.length);
}

function leastPoints(chosen: readonly Candidate[]): number {
  return chosen.reduce((sum, one) => sum + one.leastPoints, 0);
}
