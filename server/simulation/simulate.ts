import type { Deps } from '../http/deps.ts';
import { systemContext } from '../http/callers.ts';
import { retryFailed } from '../jobs/index.ts';
import { publish } from '../program/index.ts';
import { findDifferences } from '../verification/index.ts';
import { promise, serverActs, shopActs } from './actions.ts';
import { audit, auditInBetween } from './auditor.ts';
import { openBox, type Box, type LogLine } from './box.ts';
import { dayMs, hourMs, minuteMs } from './clock.ts';
import type { Process, Trouble } from './faults.ts';
import { openMail } from './mail.ts';
import { moveIn } from './move-in.ts';
import { seeded, type Random } from './random.ts';
import { reconcile, round, workJobs } from './work.ts';
import { count, runOn, serve, type Ailment, type World } from './world.ts';

export interface SimulationOptions {
  readonly seed: number;
  /** How many things happen, or for how many hours of its own time the shop is open; whichever comes first. */
  readonly steps?: number;
  readonly hours?: number;
  /** How many people the shop has before it opens, with what they bought in the two years before. */
  readonly members?: number;
  /** Spoils the server, to see whether the auditor finds it. */
  readonly tamper?: (deps: Deps) => Deps;
  readonly onStep?: (line: string) => void;
}

export interface Report {
  readonly seed: number;
  readonly steps: number;
  /** The shop's own time. */
  readonly hours: number;
  readonly members: number;
  readonly orders: number;
  readonly redemptions: number;
  readonly postings: number;
  readonly injected: ReadonlyMap<string, number>;
  /** Empty: all laws held. */
  readonly problems: readonly string[];
  readonly lastSteps: readonly string[];
}

const lastStepsKept = 40;
const auditEvery = 25;
const clockAheadMaxMs = 5 * dayMs;

/** Plays a shop from a seed, heals what was broken and has the books compared. The same seed plays the same. */
export async function simulate(options: SimulationOptions): Promise<Report> {
  const random = seeded(options.seed);
  const heard: LogLine[] = [];
  const opened = await openBox(random.fork(), (line) => heard.push(line));
  const box = options.tamper ? { ...opened, deps: options.tamper(opened.deps) } : opened;
  try {
    const mail = openMail(box.wire, random.fork());
    const world: World = { box, random, mail, people: [], orders: [], injected: new Map(), problems: [], heard, publications: new Map() };
    return await play(world, options);
  } finally {
    await opened.close();
  }
}

async function play(world: World, options: SimulationOptions): Promise<Report> {
  const { box, problems } = world;
  const began = box.clock.now().getTime();
  const hours = () => (box.clock.now().getTime() - began) / hourMs;
  const lines: string[] = [];
  const note = (line: string) => {
    lines.push(`${box.clock.now().toISOString()} ${line}`);
    if (lines.length > lastStepsKept) lines.shift();
    options.onStep?.(lines.at(-1) ?? '');
  };
  await publish(systemContext(box.deps, box.shop, 'opening'), { basedOnVersion: 1, definition: promise(world.random) });
  for (const version of [1, 2]) world.publications.set(version, box.clock.now());
  if (options.members !== undefined) note(await moveIn(world, options.members));
  for (let i = 0; i < 4; i++) await shopActs.signUp(world);
  let steps = 0;
  while (problems.length === 0 && steps < (options.steps ?? Infinity) && hours() < (options.hours ?? Infinity)) {
    // So that two things never happen at the same moment, or within the auditor's patience.
    box.clock.advance(world.random.int(15_000, 60_000));
    const act = world.random.weighted(weights);
    // A stream for each step: what one step happens to draw moves no other.
    note(`${++steps}. ${await step({ ...world, random: world.random.fork() }, act)}`);
    if (act === 'undo' || steps % auditEvery === 0) problems.push(...(await auditInBetween(box)));
  }
  if (problems.length === 0) {
    await heal(world, note);
    problems.push(...(await audit(box, world.publications)), ...(await ownVerification(box)));
  }
  return {
    seed: options.seed,
    steps,
    hours: Math.round(hours()),
    ...(await sizes(box)),
    injected: world.injected,
    problems,
    lastSteps: lines,
  };
}

const weights = {
  buy: 26,
  rush: 3,
  buyAsGuest: 6,
  signUp: 6,
  pay: 3,
  refundLines: 6,
  refundByHand: 4,
  edit: 5,
  cancel: 4,
  timePasses: 18,
  visit: 4,
  redeem: 20,
  redeemRush: 3,
  undo: 7,
  publishChange: 1,
  mail: 10,
  round: 22,
  twoWorkers: 6,
  jobs: 10,
  reconcile: 4,
} as const;

async function step(world: World, act: Act): Promise<string> {
  if (isShopAct(act)) return shopStep(world, act);
  const faulty = world.random.chance(0.15);
  const fault = faulty ? await breakShopify(world) : undefined;
  const told = await serve(
    world,
    act === 'twoWorkers' ? [ailment(world), ailment(world)] : [ailment(world)],
    (process) => serverStep(world, process, act),
    faulty,
  );
  if (act === 'twoWorkers') count(world, 'two workers at once');
  if (faulty) await world.box.control('faults', { mode: 'clear' });
  await sortMail(world);
  return `${act}: ${told}${fault === undefined ? '' : ` (Shopify: ${fault})`}`;
}

type Act = keyof typeof weights;
type ShopAct = keyof typeof shopActs;
const isShopAct = (act: Act): act is ShopAct => act in shopActs;

async function shopStep(world: World, act: ShopAct): Promise<string> {
  const told = await shopActs[act](world);
  const fates = await sortMail(world);
  if (world.mail.waiting() === 0) return `${told}${fates}`;
  return `${told}${fates}; ${await serve(world, [ailment(world)], async (process) => `${await world.mail.deliver(process, false)} arrive`)}`;
}

async function sortMail(world: World): Promise<string> {
  await world.box.control('webhooks/settled', {});
  const fates = world.mail.sort();
  for (const fate of fates) count(world, `webhook ${fate}`);
  return fates.length === 0 ? '' : ` [mail ${fates.join(', ')}]`;
}

async function serverStep(world: World, process: Process, act: Exclude<Act, ShopAct>): Promise<string> {
  switch (act) {
    case 'mail':
      return `${await world.mail.deliver(process, true)} arrive, late and in any order`;
    case 'round':
    case 'twoWorkers':
      return round(process);
    case 'reconcile':
      return reconcile(process);
    case 'jobs':
      return workJobs(world, process, world.random.int(1, 6));
    default:
      return serverActs[act](world, process);
  }
}

const modes = ['throttled', '429', '500', 'timeout-before', 'timeout-after'] as const;

/** The next calls to Shopify fail; three in a row are more than the server waits for. */
async function breakShopify(world: World): Promise<string> {
  const mode = world.random.pick(modes) ?? '500';
  const times = world.random.int(1, 4);
  await world.box.control('faults', { operation: '*', mode, times });
  count(world, `Shopify ${mode}`);
  return `${mode} × ${times}`;
}

function ailment(world: World): Ailment {
  return { trouble: trouble(world), clockOffMs: wrongClock(world) };
}

/** Ahead by up to days, or behind by up to hours, for as long as the process lives; so the clock of the next one jumps. */
function wrongClock(world: World): number | undefined {
  const { random } = world;
  if (!random.chance(0.1)) return undefined;
  const ahead = random.chance(0.5);
  count(world, ahead ? 'clock ahead' : 'clock behind');
  return ahead ? random.int(1, clockAheadMaxMs) : -random.int(minuteMs, 6 * hourMs);
}

function trouble(world: World): Trouble | undefined {
  const { random } = world;
  if (!random.chance(0.3)) return undefined;
  const kind = random.weighted({ crash: 5, 'serialisation failure': 1, 'connection lost': 1, overtaken: 3 });
  const at = random.chance(0.6) ? random.int(1, 10) : random.int(1, 60);
  return kind === 'overtaken' ? { kind, at, by: () => meanwhile(world, random.fork()) } : { kind, at };
}

/** What another process, or a person, does while the first one stands still. */
async function meanwhile(world: World, random: Random): Promise<void> {
  const aside: World = { ...world, random };
  const other = runOn(world, random.fork(), { clockOffMs: wrongClock(aside) });
  try {
    const shopAct = random.weighted({ buy: 4, refundByHand: 1, refundLines: 1, cancel: 1, none: 3 });
    if (shopAct !== 'none') await shopActs[shopAct](aside);
    await sortMail(aside);
    await world.mail.deliver(other, random.chance(0.5));
    if (random.chance(0.3)) await serverActs.undo(aside, other);
    if (random.chance(0.7)) await round(other);
  } catch (error) {
    const unavailable = error instanceof Error && 'code' in error && error.code === 'shopify_unavailable';
    if (!unavailable) world.problems.push(`meanwhile: ${error instanceof Error ? error.stack : String(error)}`);
  }
}

/** Everything arrives, everything is paid or called off, every hold runs out, every job is done. */
async function heal(world: World, note: (line: string) => void): Promise<void> {
  const { box, mail, orders, random } = world;
  mail.heal();
  for (const order of orders.filter(({ paid }) => !paid)) {
    await (random.chance(0.5)
      ? box.control(`orders/${order.orderId}/payments`, {})
      : box.control(`orders/${order.orderId}/cancellations`, {}));
  }
  // What was promised by a clock that was ahead comes true when the others have caught up.
  box.clock.advance(clockAheadMaxMs);
  for (let i = 0; i < 6; i++) {
    // Longer than a lease, a retry, and any hold.
    box.clock.advance(i < 3 ? 10 * minuteMs : 2 * hourMs);
    await sortMail(world);
    await retryAllFailed(world);
    const told = await serve(world, [{}], async (process) => {
      await mail.deliver(process, true);
      return `${await round(process)}; ${await reconcile(process)}; ${await workJobs(world, process, Infinity)}`;
    });
    note(`healing: ${told}`);
  }
}

/** What staff do with webhooks that were put aside. */
async function retryAllFailed({ box }: World): Promise<void> {
  const { rows } = await box.test.owner.query<{ topic: string; webhook_id: string }>(
    `select topic, webhook_id from webhook where state = 'failed'`,
  );
  for (const { topic, webhook_id } of rows) await retryFailed(systemContext(box.deps, box.shop, 'staff'), topic, webhook_id);
}

/** The server's own verification must find nothing either. */
async function ownVerification({ deps, shop }: Box): Promise<string[]> {
  const { found } = await findDifferences(systemContext(deps, shop, 'verification'));
  return found.map(({ memberId, what, stored, derived }) => `verification: ${memberId} ${what}: ${stored}, derived ${derived}`);
}

async function sizes({ test }: Box): Promise<Pick<Report, 'members' | 'orders' | 'redemptions' | 'postings'>> {
  const { rows } = await test.owner.query<Pick<Report, 'members' | 'orders' | 'redemptions' | 'postings'>>(
    `select (select count(*) from member)::int as members, (select count(*) from shop_order)::int as orders,
       (select count(*) from redemption)::int as redemptions, (select count(*) from posting)::int as postings`,
  );
  return rows[0] ?? { members: 0, orders: 0, redemptions: 0, postings: 0 };
}
