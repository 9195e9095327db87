import type { Context } from './context.ts';
import { unreachable } from './core/assert.ts';
import { LaurelError } from './core/errors.ts';
import { payBirthdays, payForJoining, payForNewsletter } from './actions/index.ts';
import { systemContext } from './http/callers.ts';
import type { Deps } from './http/deps.ts';
import { claim, fail, finish, type JobHandlers, type Received, type Trouble } from './jobs/index.ts';
import { sendMail, type Mailer } from './mail/index.ts';
import { postDue } from './ledger/index.ts';
import { announce, restandAll, restandBegun, restandDue } from './members/index.ts';
import { claimGuestOrders, mergeCustomers, simulate } from './orders/index.ts';
import { resumeSimulations } from './program/index.ts';
import { mailNotices, queueNotices, queueNoticesLater } from './notices/index.ts';
import { claimPromised, inviteToRefer, purgeTraces, stillStands, takeBackReward, tellAdvocate, vestReferrals } from './referrals/index.ts';
import { deliver, endAccess, finishRelease, grant, sweep, withdraw } from './redemption/index.ts';
import {
  changedOrders,
  fetchCustomers,
  findShop,
  installedShops,
  noteReconciled,
  orderTopics,
  otherTopics,
  readConsent,
  readMerge,
  readOrderId,
  reconciledUntil,
  uninstallShop,
  type InstalledShop,
} from './shopify/index.ts';
import { takeOrders } from './take-orders.ts';
import { checkNight, checkNightLater } from './verification/index.ts';

/** How many webhooks one round takes: they become one settlement. */
const batchMax = 100;
/** The longest wait before the list is looked at again, should nobody have woken us. */
const pollMs = 1_000;
/** How often holds that ran out are looked for; a removed reward is back within a minute, mostly at once. */
const sweepMs = 2_000;
/** How often vesting, expiry and rolling windows are looked at. */
const dueMs = 30_000;
/** How often Shopify is asked what changed, in case a webhook was lost; and how far back beyond the last time, for clocks that differ. */
const reconcileMs = 15 * 60_000;
const overlapMs = 10 * 60_000;

export interface Worker {
  wake(): void;
  /** Works everything off that is on the list now; for tests and for the dev store's clock. */
  round(): Promise<void>;
  /** Asks Shopify which orders changed since the last time, and settles them: a lost webhook is lost for a quarter of an hour at most. */
  reconcile(): Promise<void>;
  stop(): Promise<void>;
}

/** Works the list: webhooks in batches, holds that ran out, days that passed. One round at a time. Without `looping` only when `round` is called. */
export function startWorker(deps: Deps, options: { looping: boolean } = { looping: true }): Worker {
  let stopped = false;
  let woken = () => {};
  let running: Promise<void> = Promise.resolve();
  const last = { sweep: 0, due: 0, reconcile: deps.wallClock().getTime() };

  const round = async (everything: boolean): Promise<void> => {
    const now = deps.wallClock().getTime();
    // A clock that was set back makes everything due at once, not late by as much.
    const isDue = (before: number, everyMs: number) => Math.abs(now - before) >= everyMs;
    const sweeps = everything || isDue(last.sweep, sweepMs);
    const dues = everything || isDue(last.due, dueMs);
    for (const shop of await installedShops(deps.db)) {
      await alone(deps, shop, 'webhooks', drain);
      if (sweeps) await alone(deps, shop, 'sweep', sweepShop);
      if (dues) await alone(deps, shop, 'due', dueShop);
    }
    if (sweeps) last.sweep = now;
    if (dues) last.due = now;
    if (isDue(last.reconcile, reconcileMs)) {
      last.reconcile = now;
      await reconcile();
    }
  };
  const reconcile = async (): Promise<void> => {
    for (const shop of await installedShops(deps.db)) await alone(deps, shop, 'reconcile', reconcileShop);
  };
  const guarded = (everything: boolean): Promise<void> => {
    running = running.then(() => round(everything)).catch((error: unknown) => deps.log.error({ err: error }, 'worker round broke'));
    return running;
  };
  const loop = async (): Promise<void> => {
    while (!stopped) {
      await guarded(false);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pollMs);
        woken = () => {
          clearTimeout(timer);
          resolve();
        };
        if (stopped) woken();
      });
    }
  };
  const ended = options.looping ? loop() : Promise.resolve();
  return {
    wake: () => woken(),
    round: () => guarded(true),
    reconcile,
    async stop() {
      stopped = true;
      woken();
      await ended;
      await running;
    },
  };
}

/** What breaks for one shop is that shop's trouble: neither its other work nor the other shops wait for it. */
async function alone(
  deps: Deps,
  shop: InstalledShop,
  part: string,
  work: (deps: Deps, shop: InstalledShop) => Promise<void>,
): Promise<void> {
  try {
    await work(deps, shop);
  } catch (error) {
    deps.log.error({ err: error, shop: shop.domain, part }, 'worker round broke');
  }
}

async function drain(deps: Deps, shop: InstalledShop): Promise<void> {
  for (;;) {
    const ctx = systemContext(deps, shop, 'webhooks');
    const batch = await claim(ctx, batchMax);
    if (batch.length === 0) return;
    await workThrough(deps, shop, ctx, batch);
  }
}

/** One batch is one settlement; if it breaks, each is tried alone, so that one bad webhook does not hold up the others. */
async function workThrough(deps: Deps, shop: InstalledShop, ctx: Context, batch: readonly Received[]): Promise<void> {
  try {
    await handle(deps, shop, ctx, batch);
    await finish(ctx, batch);
  } catch (error) {
    const trouble = troubleOf(error);
    if (batch.length > 1 && trouble !== 'outage') {
      for (const one of batch) await workThrough(deps, shop, ctx, [one]);
      return;
    }
    for (const one of batch) {
      deps.log.warn({ topic: one.topic, webhookId: one.webhookId, detail: messageOf(error) }, 'webhook failed');
      await fail(ctx, one, messageOf(error), trouble);
    }
  }
}

function troubleOf(error: unknown): Trouble {
  if (!(error instanceof LaurelError)) return 'passing';
  if (error.code === 'shopify_unavailable') return 'outage';
  return error.code === 'unavailable' ? 'passing' : 'stays';
}

async function handle(deps: Deps, shop: InstalledShop, ctx: Context, batch: readonly Received[]): Promise<void> {
  const orderIds = new Set<string>();
  for (const webhook of batch) {
    const orderTopic = orderTopics.find((known) => known === webhook.topic);
    const otherTopic = otherTopics.find((known) => known === webhook.topic);
    if (orderTopic) orderIds.add(readOrderId(orderTopic, webhook.body.toString('utf8')));
    else if (otherTopic) await handleOther(ctx, otherTopic, webhook);
    else throw new LaurelError('invalid_request', `unknown topic ${webhook.topic}`);
  }
  if (orderIds.size === 0) return;
  await takeOrders(deps, shop, ctx, [...orderIds], { mayMiss: false });
}

async function handleOther(ctx: Context, topic: (typeof otherTopics)[number], webhook: Received): Promise<void> {
  switch (topic) {
    case 'customers/create':
      // Members are made at the first order or visit, and their names are asked for then.
      return;
    case 'customers/update': {
      const consent = readConsent(webhook.body.toString('utf8'));
      if (consent) await payForNewsletter(ctx, consent);
      return;
    }
    case 'customers/merge': {
      const merged = readMerge(webhook.body.toString('utf8'));
      if (merged) await mergeCustomers(ctx, merged);
      return;
    }
    case 'app/uninstalled':
      await uninstallShop(ctx.db, ctx.shop.id, webhook.triggeredAt ?? webhook.receivedAt);
      return;
    case 'customers/data_request':
    case 'customers/redact':
    case 'shop/redact':
      throw new LaurelError('unavailable', `${topic} is kept for staff: answering it is not built yet`);
    default:
      unreachable(topic);
  }
}

async function sweepShop(deps: Deps, shop: InstalledShop): Promise<void> {
  if (!shop.accessTokenEncrypted) return;
  const ctx = systemContext(deps, shop, 'sweep');
  await sweep(ctx, deps.admin.of(shop));
  await endAccess(ctx, deps.admin.of(shop));
}

async function dueShop(deps: Deps, shop: InstalledShop): Promise<void> {
  const ctx = systemContext(deps, shop, 'due');
  // Before points vest: thanks that turned out to be doubtful are taken back while they are pending.
  await vestReferrals(ctx);
  await postDue(ctx.db, ctx.shop, ctx.now);
  await restandDue(ctx);
  await payBirthdays(ctx);
  await restandBegun(ctx);
  await resumeSimulations(ctx);
  await queueNoticesLater(ctx);
  await checkNightLater(ctx);
}

async function reconcileShop(deps: Deps, shop: InstalledShop): Promise<void> {
  if (!shop.accessTokenEncrypted) return;
  const ctx = systemContext(deps, shop, 'reconcile');
  const api = deps.admin.of(shop);
  const before = await reconciledUntil(deps.db, shop.id);
  let newest = before.getTime();
  for await (const orderIds of changedOrders(api, new Date(newest - overlapMs))) {
    const { facts } = await takeOrders(deps, shop, ctx, orderIds, { mayMiss: true });
    for (const { updatedAt } of facts) newest = Math.max(newest, updatedAt.getTime());
  }
  // By Shopify's clock: were ours once ahead, all that changes until then would never be asked for.
  await noteReconciled(deps.db, shop.id, new Date(newest));
}

/** What each kind of job does. The compiler asks for every kind. Without a mailer e-mails are dropped, and notices stay on their list. */
export function jobHandlers(deps: Deps, mailer?: Mailer): JobHandlers {
  const at = async (domain: string, job: string) => {
    const shop = await findShop(deps.db, domain);
    return { ctx: systemContext(deps, shop, job), api: deps.admin.of(shop) };
  };
  return {
    'issue-code': async ({ shopDomain, redemptionId }) => {
      const { ctx, api } = await at(shopDomain, 'issue-code');
      await deliver(ctx, api, redemptionId);
    },
    'grant-reward': async ({ shopDomain, ...request }) => {
      const { ctx, api } = await at(shopDomain, 'grant-reward');
      const isThanks = request.attempt.startsWith('referral/');
      const granted = await grant(ctx, deps.secrets, request, isThanks ? (tx) => stillStands(tx, ctx, request.attempt) : undefined);
      if (granted) await deliver(ctx, api, granted.id);
    },
    'withdraw-thanks': async ({ shopDomain, memberId, attempt }) => {
      const { ctx, api } = await at(shopDomain, 'withdraw-thanks');
      await withdraw(ctx, api, memberId, attempt);
      await takeBackReward(ctx, attempt);
    },
    'finish-release': async ({ shopDomain, redemptionId }) => {
      const { ctx, api } = await at(shopDomain, 'finish-release');
      await finishRelease(ctx, api, redemptionId);
    },
    'greet-member': async ({ shopDomain, customerId }) => {
      const { ctx, api } = await at(shopDomain, 'greet-member');
      await payForJoining(ctx, customerId);
      const [details] = await fetchCustomers(api, [customerId]);
      if (details?.email) {
        const hash = emailHash(deps, details.email);
        await claimGuestOrders(ctx, customerId, hash);
        await claimPromised(ctx, customerId, hash);
      }
      await announce(ctx, api, [customerId], details);
    },
    announce: async ({ shopDomain, customerIds }) => {
      const { ctx, api } = await at(shopDomain, 'announce');
      await announce(ctx, api, customerIds);
    },
    'restand-all': async ({ shopDomain, programVersion }) => {
      const { ctx } = await at(shopDomain, 'restand-all');
      await restandAll(ctx, programVersion);
    },
    simulate: async ({ shopDomain, simulationId }) => {
      const { ctx } = await at(shopDomain, 'simulate');
      await simulate(ctx, simulationId, {
        memoryMb: () => process.memoryUsage.rss() / 2 ** 20,
        breathe: () => new Promise((resolve) => setImmediate(resolve)),
      });
    },
    'queue-notices': async ({ shopDomain, night }) => {
      const { ctx, api } = await at(shopDomain, 'queue-notices');
      await queueNotices(ctx, night);
      if (mailer) await mailNotices(ctx, api, { secrets: deps.secrets, shopUrl: shopUrl(deps, ctx) });
    },
    'send-mail': async ({ shopDomain, mailId }) => {
      const { ctx } = await at(shopDomain, 'send-mail');
      await sendMail(ctx, { mailer, secrets: deps.secrets, appUrl: deps.config.appUrl }, mailId);
    },
    'invite-to-refer': async ({ shopDomain, customerId }) => {
      const { ctx, api } = await at(shopDomain, 'invite-to-refer');
      await inviteToRefer(ctx, api, { secrets: deps.secrets, storefrontUrl: deps.config.storefrontUrl }, customerId);
    },
    'thank-advocate': async ({ shopDomain, referralId }) => {
      const { ctx, api } = await at(shopDomain, 'thank-advocate');
      await tellAdvocate(ctx, api, { secrets: deps.secrets, shopUrl: shopUrl(deps, ctx) }, referralId);
    },
    'check-night': async ({ shopDomain, night }) => {
      const { ctx } = await at(shopDomain, 'check-night');
      await checkNight(ctx, night);
      await purgeTraces(ctx);
    },
  };
}

function shopUrl({ config }: Deps, { shop }: Context): string {
  return config.storefrontUrl ?? `https://${shop.domain}`;
}

function emailHash(deps: Deps, email: string): string {
  return deps.secrets.hmac('email', email).toString('hex');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
