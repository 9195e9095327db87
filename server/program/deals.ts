import type { CartLine, DiscountClass } from './cart.ts';
import type { Reward } from './definition.ts';

/** A reward that would take something off the cart by itself. */
export interface Candidate {
  readonly reward: Reward;
  readonly class: DiscountClass;
  readonly combines: { readonly [K in DiscountClass]: boolean };
  /** The lines it is for. */
  readonly lines: ReadonlySet<CartLine>;
  /** Taken off the untouched cart, in minor units; of a slider with all the points. */
  readonly aloneMinor: number;
  /** Of a slider: for the fewest steps. */
  readonly leastPoints: number;
}

export interface Part {
  readonly reward: Reward;
  readonly points: number;
  readonly savedMinor: number;
  /** Of a slider. */
  readonly steps?: number;
}
export interface Deal {
  /** In the order in which a checkout counts them: products, order, shipping. */
  readonly parts: readonly Part[];
  readonly savedMinor: number;
  readonly points: number;
}

const turn = { product: 0, order: 1, shipping: 2 } as const;

/**
 * What some rewards take off together, as a checkout counts: discounts on products, then on the order (a slider last, with as many
 * steps as the points left and the minimum for shipping allow), then shipping. undefined: together one of them does not apply.
 */
export function dealOf(chosen: readonly Candidate[], goodsMinor: number, shippingMinor: number, available: number): Deal | undefined {
  let left = goodsMinor;
  let pointsLeft = available - chosen.reduce((sum, one) => sum + (one.reward.kind === 'slider' ? 0 : one.reward.points), 0);
  if (pointsLeft < 0) return undefined;
  const floorMinor = Math.max(0, ...chosen.filter((one) => one.class === 'shipping').map(({ reward }) => reward.minimumOrderMinor));
  const parts: Part[] = [];
  for (const one of inTurn(chosen)) {
    const part = partOf(one, left, shippingMinor, pointsLeft, floorMinor);
    if (!part) return undefined;
    if (one.class !== 'shipping') left -= part.savedMinor;
    if (part.steps !== undefined) pointsLeft -= part.points;
    parts.push(part);
  }
  const sum = (of: (part: Part) => number) => parts.reduce((all, part) => all + of(part), 0);
  return { parts, savedMinor: sum((part) => part.savedMinor), points: sum((part) => part.points) };
}

function inTurn(chosen: readonly Candidate[]): Candidate[] {
  const place = (one: Candidate) => 2 * turn[one.class] + (one.reward.kind === 'slider' ? 1 : 0);
  return chosen.toSorted((a, b) => place(a) - place(b));
}

function partOf(one: Candidate, leftMinor: number, shippingMinor: number, points: number, floorMinor: number): Part | undefined {
  const { reward } = one;
  // Of products each line is one discount's, so the others have changed nothing about it.
  if (one.class === 'product') return { reward, points: reward.points, savedMinor: one.aloneMinor };
  if (leftMinor < reward.minimumOrderMinor) return undefined;
  if (one.class === 'shipping') return { reward, points: reward.points, savedMinor: shippingMinor };
  if (reward.kind !== 'slider') {
    const savedMinor = takenOff(reward, leftMinor);
    return savedMinor > 0 ? { reward, points: reward.points, savedMinor } : undefined;
  }
  const steps = stepsOf(reward, leftMinor, points, floorMinor);
  return steps === 0
    ? undefined
    : { reward, points: steps * reward.points, savedMinor: Math.min(leftMinor, steps * reward.stepMinor), steps };
}

/** The most steps that still change something; 0: not even the fewest can be had. */
export function stepsOf(reward: Extract<Reward, { kind: 'slider' }>, leftMinor: number, points: number, floorMinor: number): number {
  const affordable = Math.floor(points / reward.points);
  const useful = floorMinor > 0 ? Math.floor((leftMinor - floorMinor) / reward.stepMinor) : Math.ceil(leftMinor / reward.stepMinor);
  const least = reward.minimumSteps;
  // Fewer steps than the fewest are not sold, though the fewest may take more off than is needed.
  const most = Math.min(reward.maximumSteps, affordable, floorMinor > 0 ? useful : Math.max(useful, least));
  return leftMinor > 0 && most >= least ? most : 0;
}

/** Off an amount of goods, in minor units: a percentage is rounded half-up, one with a cap is rounded down. */
function takenOff(reward: Reward, baseMinor: number): number {
  if (reward.kind === 'amount') return Math.min(reward.amountMinor, baseMinor);
  if (reward.kind !== 'percentage') return 0;
  const hundredfold = BigInt(baseMinor) * BigInt(reward.percent);
  return reward.capMinor === undefined ? Number((2n * hundredfold + 100n) / 200n) : Math.min(reward.capMinor, Number(hundredfold / 100n));
}
