import { currencyDigits } from '../core/money.ts';
import { discountClass, eligibleLines, type Cart, type CartLine } from './cart.ts';
import { goodsCodesMax, quarrel, search, shippingCodesMax } from './deal-search.ts';
import { dealOf, stepsOf, type Candidate, type Deal } from './deals.ts';
import type { Definition, Reward } from './definition.ts';
import { combinesWith, quote, type Circumstances, type WhyNot } from './quote.ts';

/** Who asks. */
export interface AdviceMember {
  readonly available: number;
  readonly tierId: string;
  /** What else decides about each reward, by its id. */
  readonly circumstances: ReadonlyMap<string, Circumstances>;
}

/** Why a reward is no part of any deal on the cart. */
export type NoDeal = WhyNot | { readonly code: 'too-many-codes' | 'no-discount' };

export interface Advice {
  /** What saves most; null: nothing saves anything now. */
  readonly best: Deal | null;
  /** Each reward that saves something by itself, in the programme's order. */
  readonly single: readonly Deal[];
  readonly without: readonly { readonly rewardId: string; readonly why: NoDeal }[];
  /** Pairs of what saves something that do not go together: because of their classes, or because both are for the same item. */
  readonly apart: readonly { readonly rewardIds: readonly [string, string]; readonly why: 'classes' | 'same-item' }[];
  /** The reward that the least more spend brings within reach: in this cart, or by the points of a later order that it earns at the tier's rate. */
  readonly nextReward: { readonly rewardId: string; readonly moreMinor: number; readonly by: 'this-cart' | 'points' } | null;
}

/**
 * Which rewards save most on a cart: never more codes than Shopify takes, each allowing the others' classes, no two for the same item,
 * at most one slider. Among equal savings fewer points win, then fewer codes, then the programme's order. Money in minor units of the
 * shop's currency. At worst it looks at every set of six of n rewards; sets that cannot save more are left out, which keeps thirty
 * rewards at a few milliseconds.
 */
export function advise(definition: Definition, member: AdviceMember, cart: Cart): Advice {
  const known = withLines(cart);
  const candidates: Candidate[] = [];
  const without: { rewardId: string; why: NoDeal }[] = [];
  for (const reward of definition.rewards) {
    const found = onCart(reward, member, known);
    if ('code' in found) without.push({ rewardId: reward.id, why: found });
    else candidates.push(found);
  }
  const goods = goodsOf(known);
  const together = (chosen: readonly Candidate[]) => dealOf(chosen, goods, cart.shippingMinor ?? 0, member.available);
  return {
    best: search(candidates, cart.applied ?? [], member.available, together) ?? null,
    single: candidates.flatMap((one) => together([one]) ?? []),
    without,
    apart: candidates.flatMap((a, i) =>
      candidates.slice(i + 1).flatMap((b) => {
        const why = quarrel(a, b);
        return why ? [{ rewardIds: [a.reward.id, b.reward.id] as const, why }] : [];
      }),
    ),
    nextReward: nextReward(definition, member, without),
  };
}

type KnownCart = Cart & { readonly lines: readonly CartLine[] };

/** Of a cart whose lines nobody told the sum is one line, of nothing in particular. */
function withLines(cart: Cart): KnownCart {
  return { ...cart, lines: cart.lines ?? [{ quantity: 1, netMinor: cart.subtotalMinor }] };
}

/** What of the cart can be discounted, in minor units: gift cards never are. */
function goodsOf({ lines }: KnownCart): number {
  return lines.reduce((sum, line) => sum + (line.giftCard ? 0 : line.netMinor), 0);
}

/** By the same quote as everywhere; but of a slider as much as the points allow. */
function onCart(reward: Reward, { available, circumstances }: AdviceMember, cart: KnownCart): Candidate | NoDeal {
  const own = discountClass(reward);
  if (own === undefined) return { code: 'no-discount' };
  const { discountMinor, whyNot } = quote(reward, available, cart, circumstances.get(reward.id));
  if (whyNot) return whyNot;
  const isShipping = own === 'shipping';
  const sameCodes = (cart.applied ?? []).filter((code) => (code.class === 'shipping') === isShipping).length;
  if (sameCodes >= (isShipping ? shippingCodesMax : goodsCodesMax)) return { code: 'too-many-codes' };
  const lines = eligibleLines(reward, cart) ?? [];
  const baseMinor = lines.reduce((sum, line) => sum + line.netMinor, 0);
  const aloneMinor =
    reward.kind === 'slider' ? Math.min(baseMinor, reward.stepMinor * stepsOf(reward, baseMinor, available, 0)) : (discountMinor ?? 0);
  const leastPoints = reward.kind === 'slider' ? reward.points * reward.minimumSteps : reward.points;
  const candidate = { reward, class: own, combines: combinesWith(reward), lines: new Set(lines), aloneMinor, leastPoints };
  return aloneMinor > 0 ? candidate : { code: 'nothing-to-discount' };
}

/** What is missing in points is reckoned at the tier's rate; what an order is worth with all rules is the estimate's to say. */
function nextReward({ currency, tiers, earning }: Definition, member: AdviceMember, without: Advice['without']): Advice['nextReward'] {
  const rate = tiers.find(({ id }) => id === member.tierId)?.pointsPerMajorUnit ?? 0;
  const unitMinor = (earning.perMajorUnits ?? 1) * 10 ** currencyDigits(currency);
  const ways = without.flatMap(({ rewardId, why }): NonNullable<Advice['nextReward']>[] => {
    if (why.code === 'order-too-small') return [{ rewardId, moreMinor: why.missingMinor, by: 'this-cart' }];
    if (why.code !== 'not-enough-points' || rate === 0) return [];
    return [{ rewardId, moreMinor: Math.ceil((why.missingPoints * unitMinor) / rate), by: 'points' }];
  });
  return ways.toSorted((a, b) => a.moreMinor - b.moreMinor)[0] ?? null;
}
