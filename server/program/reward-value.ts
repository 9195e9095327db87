import { unreachable } from '../core/assert.ts';
import { currencyDigits } from '../core/money.ts';
import type { Definition, Reward } from './definition.ts';

/** What a typical order of the shop comes to when nobody knows better, in major units. */
export const typicalOrderMajor = 50;

/**
 * What having a reward once is worth to a member, in minor units; undefined: it has no price of its own. A percentage is taken of the
 * typical order, or of the smallest it is good for if that is more; of a slider one step counts, as for its price.
 */
export function rewardValueMinor(reward: Reward, typicalOrderMinor: number): number | undefined {
  switch (reward.kind) {
    case 'amount':
    case 'gift-card':
    case 'store-credit':
      return reward.amountMinor;
    case 'slider':
      return reward.stepMinor;
    case 'percentage': {
      const off = Math.floor((Math.max(typicalOrderMinor, reward.minimumOrderMinor) * reward.percent) / 100);
      return Math.min(off, reward.capMinor ?? off);
    }
    case 'free-shipping':
      return reward.capMinor;
    case 'product':
      return reward.valueMinor;
    case 'custom':
      return reward.costMinor;
    case 'early-access':
      return undefined;
    default:
      return unreachable(reward);
  }
}

/** What a used point costs the merchant, in millionths of a major unit, and what says so. */
export interface PointValue {
  readonly micros: number;
  /** A reward's name; undefined: the merchant said so, or there is nothing to go by. */
  readonly byReward: string | undefined;
}

/** By the merchant's own word, else by the cheapest reward that has a price of its own; 0 when there is none. */
export function pointValue(definition: Definition, typicalOrderMinor: number): PointValue {
  const said = definition.economy?.pointValueMicros;
  if (said !== undefined) return { micros: said, byReward: undefined };
  const major = 10 ** currencyDigits(definition.currency);
  const priced = definition.rewards.flatMap((reward) => {
    const valueMinor = rewardValueMinor(reward, typicalOrderMinor);
    return valueMinor === undefined ? [] : [{ reward, micros: Math.round((valueMinor * 1_000_000) / (reward.points * major)) }];
  });
  const cheapest = priced.toSorted((a, b) => a.reward.points - b.reward.points)[0];
  return { micros: cheapest?.micros ?? 0, byReward: cheapest?.reward.name };
}

/** Points at a value in millionths of a major unit, as minor units of the currency, to the nearest. */
export function worthMinor(points: number, micros: number, currency: string): number {
  const product = BigInt(points) * BigInt(micros) * 10n ** BigInt(currencyDigits(currency));
  return Number((2n * product + 1_000_000n) / 2_000_000n);
}
