/**
 * How many of a redemption's points refunds of its order have given back in all: the refunded part of what was paid for the goods,
 * rounded down. Counted from the whole each time, so any number of refunds gives back what one of the same size would, and
 * refunding everything gives back all that was used.
 */
export function fairShare(
  used: { readonly points: number; readonly shortfallPoints: number; readonly paidMinor: number | undefined },
  goodsMinor: number,
): number {
  const { paidMinor, points, shortfallPoints } = used;
  if (paidMinor === undefined || paidMinor <= 0) return 0;
  const refunded = Math.min(paidMinor, Math.max(0, paidMinor - goodsMinor));
  return Number((BigInt(points - shortfallPoints) * BigInt(refunded)) / BigInt(paidMinor));
}
