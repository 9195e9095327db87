import { systemContext } from '../http/callers.ts';
import { importHistory, type HistoryLine } from '../orders/index.ts';
import { noteReconciled } from '../shopify/index.ts';
import { buy, newPerson, signUp } from './actions.ts';
import { shopState } from './auditor.ts';
import { dayMs, hourMs } from './clock.ts';
import { runOn, type World } from './world.ts';

/**
 * A shop that had customers before it had Laurel: people sign up and buy in the two years before the opening, unheard by the
 * server, and then their history is brought over.
 */
export async function moveIn(world: World, count: number): Promise<string> {
  const { box, random } = world;
  await box.control('webhooks', { mode: 'drop' });
  for (let i = 0; i < count; i++) {
    const person = newPerson(world);
    await signUp(world, person);
    const orders = random.weighted({ 0: 3, 1: 4, 2: 2, 5: 1 });
    for (let no = 0; no < Number(orders); no++) {
      await buy(world, person, new Date(box.clock.now().getTime() - random.int(dayMs, 730 * dayMs)));
    }
  }
  await box.control('webhooks', { mode: 'normal' });
  const { deps } = runOn(world, random.fork(), {});
  const emailHash = (email: string) => deps.secrets.hmac('email', email).toString('hex');
  const { orders, points } = await importHistory(systemContext(deps, box.shop, 'import'), historyOf(world), {
    emailHash,
    onRefused: ({ line, reason }) => world.problems.push(`line ${line} of the history: ${reason}`),
  });
  // What was brought over need not be asked for again; the dev store takes it for changed at the opening.
  box.clock.advance(hourMs);
  await noteReconciled(box.test.db, box.shop.id, box.clock.now());
  return `${count} people move in with ${orders} orders, which bring ${points} points`;
}

/** The shop's orders as lines of a file: what was paid for merchandise, without what is not paid or a test. */
async function* historyOf({ box }: World): AsyncGenerator<HistoryLine> {
  const { orders } = await shopState(box);
  for (const [i, order] of orders.entries()) {
    if (order.test || order.receivedCents === 0) continue;
    const cents = order.lines.filter(({ giftCard }) => !giftCard).reduce((sum, { keptCents }) => sum + keptCents, 0);
    const row = {
      order_id: order.id,
      customer_id: order.customerId ?? undefined,
      email: order.email ?? undefined,
      processed_at: order.processedAt,
      net_amount: (cents / 100).toFixed(2),
      currency: undefined,
    };
    yield { line: i + 2, raw: order.name, row, problem: undefined };
  }
}
