import pino from 'pino';
import type { Context, Shop } from '../../context.ts';
import type { MemberId } from '../../core/id.ts';
import type { TestDb } from '../../db/testing.ts';
import { balances, post, postDue, verify } from '../../ledger/index.ts';
import { enrollIn, restandAll, restandDue } from '../../members/index.ts';
import { settle, verifyOrders } from '../../orders/index.ts';
import { defaultDefinition, publish, type Definition } from '../../program/index.ts';
import { dayOf } from '../auditor-days.ts';
import { seeded } from '../random.ts';
import type { Story } from './acts.ts';
import { Life, type LotClaim } from './life.ts';
import { settingOf, type Promised, type Round, type Setting } from './setting.ts';

/** What the lives are played on; a test spoils one of them to see whether it is found. */
export interface Verbs {
  readonly settle: typeof settle;
  readonly post: typeof post;
  readonly postDue: typeof postDue;
}
export const realVerbs: Verbs = { settle, post, postDue };

/** Plays stories of one setting side by side in a shop of their own, to the end. Throws what the server throws. */
export async function play(test: TestDb, stories: readonly Story[], verbs: Verbs = realVerbs): Promise<Life[]> {
  const setting = settingOf(stories[0]?.seed ?? 0);
  const { currency, opensAt, promises, rounds, zone } = setting;
  const shop = await test.shop({ currency, timeZone: zone, installedAt: opensAt, definition: definitionOf(promises[0], currency) });
  const chance = seeded(setting.no);
  const at = (now: Date): Context => ({
    shop,
    actor: { kind: 'system', job: 'histories' },
    now,
    wallClock: () => now,
    random: chance.next,
    db: test.db,
    log: pino({ level: 'silent' }),
  });
  const lives = await enrolled(at(opensAt), stories, setting);
  for (const [no, round] of rounds.entries()) {
    await playRound(at(round.serverAt), setting, lives, no, round, verbs);
  }
  await compareEnd(at(rounds.at(-1)?.serverAt ?? opensAt), lives);
  return lives;
}

async function enrolled(ctx: Context, stories: readonly Story[], setting: Setting): Promise<Life[]> {
  const customers = stories.map((_, i) => ({ customerId: String(1_000 + i) }));
  const { memberOf } = await ctx.db.transaction(ctx.shop.id, (tx) => enrollIn(tx, ctx, customers, false));
  return stories.map((story, i) => new Life(story, setting, 1_000 + i, memberOf(String(1_000 + i))));
}

async function playRound(ctx: Context, setting: Setting, lives: readonly Life[], no: number, round: Round, verbs: Verbs): Promise<void> {
  const { db, shop } = ctx;
  const orders = setting.kind === 'orders';
  if (round.publishes && orders) {
    await publish(ctx, { basedOnVersion: 1, definition: definitionOf(setting.promises[1], setting.currency) });
    await restandAll(ctx, 2);
  }
  if (round.nightly) {
    await verbs.postDue(db, shop, ctx.now);
    if (orders) await restandDue(ctx);
  }
  const today = dayOf(setting.zone, ctx.now.toISOString());
  for (const life of lives) life.begin(no, round, today);
  const facts = lives.flatMap((life) => life.facts());
  await verbs.settle(ctx, facts, { emailHash: (email) => email });
  for (const life of lives) life.settled();

  const asked = lives.map((life) => life.operations());
  const outcomes = await db.transaction(shop.id, (tx) => verbs.post(tx, shop, ctx.now, asked.flat()));
  let next = 0;
  for (const [i, life] of lives.entries()) life.answered(outcomes.slice(next, (next += asked[i]?.length ?? 0)));

  const active = no === setting.rounds.length - 1 ? lives : lives.filter((life) => life.isActive());
  const ids = active.map(({ memberId }) => memberId);
  const stand = await db.read(shop.id, (tx) => balances(tx, shop, ids, ctx.now));
  for (const life of active) life.compare(stand.get(life.memberId));
}

interface EndRow extends LotClaim {
  readonly member_id: MemberId;
}

/** Lots, orders and tiers as they lie in the tables, and what the server's own verification finds. */
async function compareEnd(ctx: Context, lives: readonly Life[]): Promise<void> {
  const { db, shop } = ctx;
  const [lots, orders, tiers] = await db.read(shop.id, async (tx) => [
    await tx.rows<EndRow>(
      'select member_id, origin, pending, available, held, debt, expired, reversed as taken from lot where shop_id = $1 order by member_id, no',
      [shop.id],
    ),
    await tx.rows<{ order_id: string; points: number }>('select order_id, posted_points as points from shop_order where shop_id = $1', [
      shop.id,
    ]),
    await tx.rows<{ id: MemberId; tier_id: string }>('select id, tier_id from member where shop_id = $1', [shop.id]),
  ]);
  const lotsOf = Map.groupBy(lots, (lot) => lot.member_id);
  const posted = new Map(orders.map(({ order_id, points }) => [order_id, points]));
  const tierOf = new Map(tiers.map(({ id, tier_id }) => [id, tierIds.indexOf(tier_id)]));
  for (const life of lives) life.end(lotsOf.get(life.memberId) ?? [], posted, tierOf.get(life.memberId) ?? -1);
  await ownVerification(ctx, shop, lives);
}

async function ownVerification({ db }: Context, shop: Shop, lives: readonly Life[]): Promise<void> {
  const found = [...(await verify(db, shop)).differences, ...(await db.read(shop.id, (tx) => verifyOrders(tx, shop.id)))];
  const lifeOf = new Map(lives.map((life) => [life.memberId, life]));
  for (const { memberId, what, stored, derived } of found) {
    lifeOf.get(memberId)?.differs(`verification: ${what}: ${stored}, derived ${derived}`);
  }
}

const tierIds = ['first', 'second', 'third'];

function definitionOf(promised: Promised, currency: string): Definition {
  const { rates, thresholds, windowMonths, rounding, policy, vestingDays, lasting } = promised;
  return {
    ...defaultDefinition(currency),
    tiers: rates.map((rate, i) => ({
      id: tierIds[i] as string,
      name: tierIds[i] as string,
      thresholdMinor: thresholds[i] as number,
      pointsPerMajorUnit: rate,
      perks: [],
    })),
    qualification: { need: 'any', period: { kind: 'rolling-months', months: windowMonths }, graceDays: 0, drop: 'recompute' },
    earning: {
      rules: [{ id: 'purchase', kind: 'purchase' }],
      rounding,
      vesting: vestingDays === undefined ? { kind: 'at-once' } : { kind: 'after-days', days: vestingDays },
      expiry: expiryOf(lasting),
      clawback: policy,
    },
  };
}

function expiryOf(lasting: Promised['lasting']): Definition['earning']['expiry'] {
  switch (lasting?.kind) {
    case undefined:
      return { kind: 'never' };
    case 'months':
      return { kind: 'months-after-earning', months: lasting.months };
    case 'idle':
      return { kind: 'inactivity', months: lasting.months };
    case 'date':
      return { kind: 'calendar-date', month: lasting.month, day: lasting.day, atLeastMonths: lasting.atLeastMonths };
  }
}
