import type { Box } from './box.ts';
import { dayOf, daysLater, monthsLater } from './auditor-days.ts';
import { readClaims, type OrderClaim, type RedemptionClaim, type MemberClaim, type Promised } from './auditor-claims.ts';

/*
 * The second set of books. What a member must have is worked out from what the shop did (the dev store's final state) and from
 * what the merchant promised; the server's tables are claims to be checked. Shares no code with earning, ledger or redemption.
 */

interface ShopOrder {
  readonly id: string;
  readonly name: string;
  readonly customerId: string | null;
  readonly email: string | null;
  readonly test: boolean;
  readonly processedAt: string;
  readonly cancelledAt: string | null;
  readonly receivedCents: number;
  readonly lines: readonly { giftCard: boolean; unitCents: number; quantity: number; keptCents: number }[];
  readonly refunds: readonly { discrepancyCents: number }[];
}
interface ShopDiscount {
  readonly code: string;
  readonly tags: readonly string[];
  readonly customerIds: readonly string[] | null;
  readonly usageLimit: number | null;
  readonly status: string;
  readonly uses: readonly { orderId: string }[];
}
export interface ShopState {
  readonly now: string;
  readonly customers: readonly { id: string; email: string }[];
  readonly orders: readonly ShopOrder[];
  readonly discounts: readonly ShopDiscount[];
}

const zone = 'America/New_York';

/** What must hold at any moment: no points are back while their code still works. */
export async function auditInBetween(box: Box): Promise<string[]> {
  const discounts = (await box.control<ShopDiscount[]>('discounts')) ?? [];
  const { rows } = await box.test.owner.query<{ code: string }>(`select code from redemption where state = 'released'`);
  const back = new Set(rows.map(({ code }) => code));
  return discounts
    .filter(({ code, status, uses }) => back.has(code) && status === 'ACTIVE' && uses.length === 0)
    .map(({ code }) => `the points of ${code} are back and the code still works`);
}

/** What must hold once everything has arrived and every hold has run out. Answers what does not. */
export async function audit(box: Box, publications: ReadonlyMap<number, Date>): Promise<string[]> {
  const shop = await shopState(box);
  const claims = await readClaims(box.test.owner);
  const problems: string[] = [...claims.unfinished];
  const members = new Map(claims.members.map((member) => [member.customerId, member]));
  const byId = new Map(claims.members.map((member) => [member.id, member]));
  const orders = new Map(shop.orders.map((order) => [order.id, order]));
  const discounts = new Map(shop.discounts.map((discount) => [discount.code, discount]));
  const claimed = new Map(claims.orders.map((order) => [order.orderId, order]));

  const earned = new Map<string, number>();
  const spent = new Map<string, { day: string; cents: number }[]>();
  for (const order of shop.orders) {
    const customerId = buyerOf(order, shop);
    const member = customerId === undefined ? undefined : members.get(customerId);
    if (!member) continue;
    const { points, baseCents } = auditOrder(order, claimed.get(order.id), member, { promises: claims.promises, publications }, problems);
    add(earned, member.id, points);
    spent.set(member.id, [...(spent.get(member.id) ?? []), { day: dayOf(zone, order.processedAt), cents: baseCents }]);
  }
  for (const { customerId } of shop.orders) {
    if (customerId !== null && !members.has(customerId)) problems.push(`customer ${customerId} bought and is no member`);
  }
  const used = new Map<string, number>();
  for (const redemption of claims.redemptions) {
    const owner = byId.get(redemption.memberId);
    const points = auditRedemption(redemption, owner, discounts.get(redemption.code), orders, claims.promises, problems);
    add(used, redemption.memberId, points);
  }
  const known = new Set(claims.redemptions.map(({ code }) => code));
  for (const { code, tags } of shop.discounts) {
    if (tags.includes('laurel') && !known.has(code)) problems.push(`the discount ${code} belongs to no redemption`);
  }
  const today = dayOf(zone, shop.now);
  const promise = promisedAt(claims.promises, shop.now);
  for (const member of claims.members) {
    auditMember(member, earned.get(member.id) ?? 0, used.get(member.id) ?? 0, problems);
    if (promise) auditTier(member, spent.get(member.id) ?? [], promise, today, problems);
  }
  for (const lot of claims.staleLots(today)) problems.push(lot);
  return problems;
}

export async function shopState(box: Box): Promise<ShopState> {
  const state = await box.control<ShopState>('state');
  if (!state) throw new Error('the dev store tells its state');
  return state;
}

/** Guests' orders belong to whoever has an account with their address. */
function buyerOf(order: ShopOrder, { customers }: ShopState): string | undefined {
  return order.customerId ?? customers.find(({ email }) => email === order.email)?.id;
}

const isPaid = (order: ShopOrder): boolean => order.receivedCents > 0;
const counts = (order: ShopOrder): boolean => isPaid(order) && order.cancelledAt === null && !order.test;

/** What the order comes to now: merchandise still bought, less what was paid back without naming an item. */
function baseOf(order: ShopOrder): number {
  if (!counts(order)) return 0;
  const kept = sum(order.lines.filter((line) => !line.giftCard).map((line) => line.keptCents));
  const byHand = Math.max(0, sum(order.refunds.map((refund) => refund.discrepancyCents)));
  return Math.max(0, kept - byHand);
}

function rounded(cents: number, rate: number, rounding: Promised['rounding']): number {
  const hundredths = cents * rate;
  if (rounding === 'down') return Math.floor(hundredths / 100);
  return rounding === 'up' ? Math.ceil(hundredths / 100) : Math.floor((hundredths + 50) / 100);
}

function auditOrder(
  order: ShopOrder,
  claim: OrderClaim | undefined,
  member: MemberClaim,
  told: { readonly promises: readonly Promised[]; readonly publications: ReadonlyMap<number, Date> },
  problems: string[],
): { points: number; baseCents: number } {
  const say = (text: string) => problems.push(`order ${order.name}: ${text}`);
  const baseCents = baseOf(order);
  if (!claim) say('unknown to the server');
  else if (claim.memberId !== member.id) say(`belongs to ${member.customerId}, the server says ${claim.memberId ?? 'nobody'}`);
  if (!claim?.pin) {
    if (counts(order)) say('counts, and no rate was granted');
    return { points: 0, baseCents };
  }
  const candidates = inForce(order, told);
  const promise = candidates.find((one) => one?.version === claim.pin?.version) ?? candidates[0];
  const tier = promise?.tiers.find(({ id }) => id === claim.pin?.tierId);
  if (promise?.version !== claim.pin.version) say(`granted under version ${claim.pin.version}, in force was ${promise?.version}`);
  if (!promise || tier?.rate !== claim.pin.rate) say(`granted at ${claim.pin.rate}, promised were ${tier?.rate}`);
  const points = promise ? rounded(baseCents, claim.pin.rate, promise.rounding) : 0;
  if (claim.inLedger !== points)
    say(`${claim.inLedger} points in the ledger, due are ${points} for ${baseCents} cents at ${claim.pin.rate}`);
  const expiresOn = promise?.expiryMonths === undefined ? null : monthsLater(dayOf(zone, order.processedAt), promise.expiryMonths);
  for (const lot of claim.lotsExpireOn) if (lot !== expiresOn) say(`a lot expires on ${lot}, promised was ${expiresOn}`);
  return { points, baseCents };
}

/** The points this redemption costs its member in the end. */
function auditRedemption(
  claim: RedemptionClaim,
  owner: MemberClaim | undefined,
  discount: ShopDiscount | undefined,
  orders: ReadonlyMap<string, ShopOrder>,
  promises: readonly Promised[],
  problems: string[],
): number {
  const say = (text: string) => problems.push(`redemption ${claim.code}, ${claim.state}: ${text}`);
  const price = promises.find(({ version }) => version === claim.version)?.prices.get(claim.rewardId);
  if (price !== claim.points) say(`costs ${claim.points}, promised were ${price}`);
  if (claim.shortfall > 0) say(`${claim.shortfall} points were given back although the code was used`);
  if (discount && (discount.usageLimit !== 1 || discount.customerIds?.join() !== owner?.customerId))
    say('its code is not for this member alone, once');
  const paid = (discount?.uses ?? []).flatMap(({ orderId }) => orders.get(orderId) ?? []).filter(isPaid);
  if (paid.length > 1) say(`its code is on ${paid.length} paid orders`);
  const [order] = paid;
  if (order) {
    if (claim.state !== 'captured') say(`its code was used on ${order.name}`);
    else if (claim.orderId !== order.id) say(`used on ${order.name}, the server says ${claim.orderId}`);
    return order.cancelledAt === null ? claim.points : 0;
  }
  if (claim.state !== 'released') say('never used on a paid order, and its points are not back');
  if (discount?.status === 'ACTIVE') say('its code still works');
  return 0;
}

function auditMember(member: MemberClaim, earned: number, used: number, problems: string[]): void {
  const say = (text: string) => problems.push(`customer ${member.customerId}: ${text}`);
  if (member.earned !== earned) say(`earned ${earned}, the ledger says ${member.earned}`);
  if (member.redeemed !== used) say(`used ${used}, the ledger says ${member.redeemed}`);
  if (member.held !== 0) say(`${member.held} points are still held`);
  if (member.expired < 0 || member.available < 0 || member.pending < 0 || member.debt < 0) say('something is below nothing');
  if (member.available > 0 && member.debt > 0) say(`has ${member.available} and owes ${member.debt}`);
  const worth = member.available + member.pending + member.held - member.debt;
  if (worth !== earned - used - member.expired) {
    say(`has ${worth}: earned ${earned}, used ${used}, expired ${member.expired}`);
  }
}

function auditTier(
  member: MemberClaim,
  spent: readonly { day: string; cents: number }[],
  promise: Promised,
  today: string,
  problems: string[],
) {
  // Grace: whatever was reached on one of the last days still holds.
  const days = Array.from({ length: promise.graceDays + 1 }, (_, back) => daysLater(today, -back));
  const place = Math.max(...days.map((day) => placeOn(spent, promise, day)));
  const tier = promise.tiers[place];
  if (tier && member.tierId !== tier.id)
    problems.push(`customer ${member.customerId}: is ${member.tierId}, what they spent makes ${tier.id}`);
}

/** How high the spend that counts on a day reaches. */
function placeOn(spent: readonly { day: string; cents: number }[], { counts, tiers }: Promised, day: string): number {
  const reached = (from: string, to: string) => {
    const cents = sum(spent.filter((one) => one.day >= from && one.day <= to).map((one) => one.cents));
    return tiers.findLastIndex(({ thresholdCents }) => thresholdCents <= cents);
  };
  if ('months' in counts) return reached(daysLater(monthsLater(day, -counts.months), 1), day);
  const year = Number(day.slice(0, 4));
  const before = counts.year === 'next-year' ? reached(`${year - 1}-01-01`, `${year - 1}-12-31`) : 0;
  return Math.max(before, reached(`${year}-01-01`, day));
}

/** For history from before the programme, the first promise. */
function promisedAt(promises: readonly Promised[], at: string): Promised | undefined {
  return promises.findLast(({ startsAt }) => startsAt <= at) ?? promises[0];
}

/**
 * The promises that may have been granted. Which one was in force when the order was placed is a question to the versions known when
 * it was first settled: those published by then, and any number of those that came later.
 */
function inForce(
  order: ShopOrder,
  { promises, publications }: { readonly promises: readonly Promised[]; readonly publications: ReadonlyMap<number, Date> },
): (Promised | undefined)[] {
  const placed = new Date(order.processedAt).getTime();
  const known = (version: number) => (publications.get(version)?.getTime() ?? 0) < placed;
  const later = promises.map(({ version }) => version).filter((version) => !known(version));
  return [0, ...later].map((newest) =>
    promisedAt(
      promises.filter(({ version }) => version <= newest || known(version)),
      order.processedAt,
    ),
  );
}

function add(sums: Map<string, number>, key: string, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
