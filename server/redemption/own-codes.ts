import { appliedAs, type Cart } from '../program/index.ts';
import type { Redemption } from './record.ts';

/** A cart with the codes that are on it, whoever gave them. */
export type CartSeen = Cart & { readonly codes?: readonly string[] | undefined };

/** What is on a cart by codes of the member's own open redemptions counts as applied; which other codes there are, the checkout knows. */
export function withOwnCodes({ codes = [], applied = [], ...cart }: CartSeen, open: readonly Redemption[]): Cart {
  const shown = new Set(codes.map((code) => code.toLowerCase()));
  const own = open.flatMap(({ state, code, reward }) =>
    state === 'issued' && shown.has(code.toLowerCase()) ? (appliedAs(reward, code) ?? []) : [],
  );
  const all = [...applied, ...own];
  return all.length === 0 ? cart : { ...cart, applied: all };
}
