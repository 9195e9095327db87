import { enroll } from '../members/index.ts';
import { systemContext } from '../http/callers.ts';
import { defaultDefinition, publish, type Definition } from '../program/index.ts';
import { issueCode, release, start } from '../redemption/index.ts';
import { dayOf } from './auditor-days.ts';
import { dayMs, hourMs, minuteMs } from './clock.ts';
import type { Process } from './faults.ts';
import type { Random } from './random.ts';
import type { Person, Placed, World } from './world.ts';

/** What people do in the shop; answers what happened, in a few words. Shopify acts at once, the server hears of it by mail. */
export const shopActs = {
  buy: (world: World) => buy(world, world.random.pick(world.people.filter(({ customerId }) => customerId !== undefined))),
  rush: (world: World) => rush(world),
  buyAsGuest: (world: World) => buy(world, world.random.chance(0.5) ? newPerson(world) : anyGuest(world)),
  signUp: (world: World) => signUp(world, world.random.chance(0.4) ? anyGuest(world) : newPerson(world)),
  pay: (world: World) => pay(world, world.random.pick(world.orders.filter(({ paid }) => !paid))),
  refundLines: (world: World) =>
    withOrder(world, ({ lines }) => ({
      path: 'refunds',
      body: { lines: [{ lineItemId: world.random.pick(lines)?.id, quantity: 1 }], shipping: world.random.chance(0.2) },
    })),
  refundByHand: (world: World) =>
    withOrder(world, () => ({ path: 'refunds', body: { amount: (world.random.int(1, 40_00) / 100).toFixed(2) } })),
  edit: (world: World) =>
    withOrder(world, ({ lines }) => ({
      path: 'edits',
      body: { lines: [{ lineItemId: world.random.pick(lines)?.id, quantity: world.random.int(0, 4) }] },
    })),
  cancel: (world: World) => withOrder(world, () => ({ path: 'cancellations', body: {} })),
  timePasses: async (world: World) => {
    const ms = pause(world.random, world.box.clock.now());
    world.box.clock.advance(ms);
    return `${(ms / hourMs).toFixed(1)} h pass`;
  },
} as const;

/** What people ask of the server itself. */
export const serverActs = {
  async visit(world: World, { deps }: Process): Promise<string> {
    const person = member(world);
    if (!person?.customerId) return 'nobody visits';
    await enroll(systemContext(deps, world.box.shop, 'visit'), [{ customerId: person.customerId }]);
    return `${person.name} visits`;
  },
  async redeem(world: World, process: Process): Promise<string> {
    const person = member(world);
    return person ? redeem(world, process, person, world.random.chance(0.15), world.random.chance(0.2)) : 'nobody redeems';
  },
  async redeemRush(world: World, process: Process): Promise<string> {
    const told: string[] = [];
    for (let left = world.random.int(2, Math.min(40, 3 + Math.floor(world.people.length / 40))); left > 0; left--) {
      told.push(await serverActs.redeem(world, process));
    }
    return told.join('; ');
  },
  async undo(world: World, { deps }: Process): Promise<string> {
    const person = world.random.pick(world.people.filter(({ codes }) => codes.length > 0));
    const code = person && world.random.pick(person.codes);
    if (!person || !code) return 'nothing to undo';
    const after = await release(systemContext(deps, world.box.shop, 'undo'), deps.admin.of(world.box.shop), code.redemptionId, 'undone');
    // Some type the code at checkout all the same.
    if (world.random.chance(0.5)) person.codes = person.codes.filter((other) => other !== code);
    return `${person.name} undoes ${code.code}: ${after.state}`;
  },
  async publishChange(world: World, { deps }: Process): Promise<string> {
    const { rows } = await world.box.test.owner.query<{ version: number }>('select max(version) as version from program_version');
    const before = rows[0]?.version ?? 0;
    world.publications.set(before + 1, world.box.clock.now());
    await publish(systemContext(deps, world.box.shop, 'publish'), { basedOnVersion: before, definition: promise(world.random) });
    return `version ${before + 1} is published`;
  },
} as const;

/** A promise as a merchant might change it. What a refund takes back is always taken in full, so that the books can be exact. */
export function promise(random: Random): Definition {
  const base = defaultDefinition('USD');
  const rate = random.int(1, 5);
  return {
    ...base,
    tiers: base.tiers.map((tier, i) => ({
      ...tier,
      thresholdMinor: i === 0 ? 0 : tier.thresholdMinor + random.int(-50, 50) * 100,
      pointsPerMajorUnit: rate + i * random.int(1, 3),
    })),
    // Some count by the year, and some give a grace.
    qualification: { ...base.qualification, period: periodOf(random.int(2, 14)), graceDays: rate < 4 ? 0 : rate * 5 },
    earning: {
      ...base.earning,
      rounding: random.pick(['down', 'half-up', 'up'] as const) ?? 'down',
      vesting: random.chance(0.4) ? { kind: 'after-days', days: random.int(1, 30) } : { kind: 'at-once' },
      expiry: random.chance(0.7) ? { kind: 'months-after-earning', months: random.int(1, 12) } : { kind: 'never' },
      clawback: 'unlimited',
    },
    rewards: base.rewards.map((reward) => ({ ...reward, points: random.int(3, 20) * 10 })),
    redemption: { holdMinutes: random.int(5, 180) },
  };
}

function periodOf(months: number): Definition['qualification']['period'] {
  if (months < 12) return { kind: 'rolling-months', months };
  return { kind: 'calendar-year', lasts: months === 14 ? 'next-year' : 'this-year' };
}

const handles = [
  'dew-drops-serum',
  'velvet-lip-tint',
  'cloud-cleanser',
  'night-repair-cream',
  'rose-face-mist',
  'the-ritual-set',
  'gift-card',
];

/** Buys now, or has bought at an earlier date, then paid. */
export async function buy(world: World, person: Person | undefined, before?: Date): Promise<string> {
  if (!person) return 'nobody buys';
  const { random } = world;
  const lines = Array.from({ length: random.int(1, 3) }, () => ({ handle: random.pick(handles), quantity: random.int(1, 3) }));
  const code = random.chance(0.7) ? random.pick(person.codes)?.code : undefined;
  const paid = before !== undefined || !random.chance(0.08);
  const order = await world.box.control<Omit<Placed, 'paid'>>('orders', {
    customerId: person.customerId ?? null,
    email: person.email,
    lines,
    discountCodes: code === undefined ? [] : [code],
    unpaid: !paid,
    test: before === undefined && random.chance(0.03),
    ...(before && { processedAt: before.toISOString() }),
  });
  if (!order) return `${person.name} could not buy`;
  world.orders.push({ ...order, paid });
  return `${person.name} buys ${order.name}${code === undefined ? '' : ` with ${code}`}${paid ? '' : ', to be paid later'}`;
}

/** A sale: the more people there are, the more buy at the same time. */
async function rush(world: World): Promise<string> {
  const members = world.people.filter(({ customerId }) => customerId !== undefined);
  const buyers = world.random.shuffled(members).slice(0, world.random.int(2, Math.min(200, 3 + Math.floor(members.length / 10))));
  for (const person of buyers) await buy(world, person);
  return `${buyers.length} buy at once`;
}

export function newPerson(world: World): Person {
  const no = world.people.length + 1;
  const person = { name: `Person ${no}`, email: `person-${no}@example.com`, customerId: undefined, codes: [] };
  world.people.push(person);
  return person;
}

function anyGuest(world: World): Person {
  return world.random.pick(world.people.filter(({ customerId }) => customerId === undefined)) ?? newPerson(world);
}

function member(world: World): Person | undefined {
  return world.random.pick(world.people.filter(({ customerId }) => customerId !== undefined));
}

export async function signUp(world: World, person: Person): Promise<string> {
  const made = await world.box.control<{ customerId: string }>('customers', { firstName: person.name, email: person.email });
  person.customerId = made?.customerId;
  return `${person.name} signs up`;
}

async function pay(world: World, order: Placed | undefined): Promise<string> {
  if (!order) return 'nothing to pay';
  order.paid = true;
  await world.box.control(`orders/${order.orderId}/payments`, {});
  return `${order.name} is paid`;
}

async function withOrder(world: World, ask: (order: Placed) => { path: string; body: unknown }): Promise<string> {
  // People return what they bought lately, mostly.
  const order = world.random.pick(world.random.chance(0.7) ? world.orders.slice(-15) : world.orders);
  if (!order) return 'no order yet';
  const { body, path } = ask(order);
  const done = await world.box.control(`orders/${order.orderId}/${path}`, body);
  return `${order.name} ${path}${done ? '' : ' refused by the shop'}`;
}

async function redeem(world: World, { deps }: Process, person: Person, twice: boolean, leaves: boolean): Promise<string> {
  const { box, random } = world;
  const ctx = systemContext(deps, box.shop, 'redeem');
  const memberId = (await enroll(ctx, [{ customerId: person.customerId ?? '' }])).memberOf(person.customerId ?? '');
  const rewardId = random.pick(['three-off', 'free-shipping', 'fifteen-percent']) ?? '';
  const request = { memberId, rewardId, attempt: `attempt-${random.int(1, 2 ** 40)}`, cart: undefined };
  const [result, again] = await Promise.all([start(ctx, deps.secrets, request), twice ? start(ctx, deps.secrets, request) : undefined]);
  if ('refused' in result) return `${person.name} is refused ${rewardId}: ${result.refused.code}`;
  const { code, id } = result.started;
  if (again && 'started' in again && again.started.id !== id) world.problems.push(`one attempt made two redemptions, ${id}`);
  person.codes.push({ redemptionId: id, code });
  if (leaves) return `${person.name} redeems ${rewardId} and leaves`;
  const issued = await issueCode(systemContext(deps, box.shop, 'redeem'), deps.admin.of(box.shop), id);
  return `${person.name} redeems ${rewardId}: ${code} ${issued.state}`;
}

/** Minutes to months; and now and then to a few minutes around the shop's midnight, where days change. */
function pause(random: Random, now: Date): number {
  const unit = random.weighted({ minutes: 50, hours: 25, days: 20, months: 5, midnight: 15 });
  if (unit === 'midnight') return Math.max(minuteMs, untilMidnight(now) + random.int(-180, 180) * 1_000);
  const ms = { minutes: minuteMs, hours: hourMs, days: dayMs, months: 30 * dayMs }[unit];
  const most = { minutes: 60, hours: 24, days: 12, months: 3 }[unit];
  return random.int(1, most) * ms + random.int(0, 59_999);
}

/** New York's days begin on a full hour of universal time. */
function untilMidnight(now: Date): number {
  const today = dayOf('America/New_York', now.toISOString());
  let next = (Math.floor(now.getTime() / hourMs) + 1) * hourMs;
  while (dayOf('America/New_York', new Date(next).toISOString()) === today) next += hourMs;
  return next - now.getTime();
}
