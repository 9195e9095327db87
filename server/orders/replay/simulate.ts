import type { Context } from '../../context.ts';
import { calendarOf } from '../../core/calendar.ts';
import { asksForPoints } from '../../members/index.ts';
import {
  finishSimulation,
  noteProgress,
  programInForce,
  programVersions,
  takeSimulation,
  type SimulationRecord,
} from '../../program/index.ts';
import { foldMember, type Plan } from './fold.ts';
import { pointsHistory } from './history.ts';
import { pastMembers } from './pages.ts';
import { resultOf } from './result.ts';
import { expiryMonths } from './expiry.ts';
import { Tally } from './tally.ts';

/** How often it is told how far it is, and asked whether to stop. */
const tellMs = 300;
/** How long others wait at most while members are folded. */
const breathMs = 10;

export interface SimulateOptions {
  /** Megabytes this process takes now. */
  readonly memoryMb: () => number;
  /** Lets others have their turn. */
  readonly breathe: () => Promise<void>;
}

/**
 * Tries a draft on the shop's past, as the simulation asks; nobody is touched. Tells how far it is, and ends within a second of being asked
 * to stop. Beginning again after the worker died is harmless.
 */
export async function simulate(ctx: Context, id: string, options: SimulateOptions): Promise<void> {
  const simulation = await takeSimulation(ctx, id);
  if (simulation === undefined) return;
  try {
    const result = await replay(ctx, simulation, options);
    if (result !== undefined) await finishSimulation(ctx, id, { result });
  } catch (error) {
    ctx.log.error({ err: error, simulation: id }, 'a simulation broke');
    await finishSimulation(ctx, id, { problem: 'Something went wrong on our side. Please try again; nothing was changed.' });
  }
}

/** undefined: it was asked to stop. */
async function replay(ctx: Context, simulation: SimulationRecord, options: SimulateOptions): Promise<object | undefined> {
  const began = ctx.wallClock().getTime();
  const calendar = calendarOf(ctx.shop.timeZone);
  const { versions, published } = await ctx.db.read(ctx.shop.id, async (tx) => ({
    versions: await programVersions(tx, ctx.shop.id),
    published: (await programInForce(tx, ctx.shop.id, ctx.now)).definition,
  }));
  const lastMonth = calendar.dayOf(ctx.now).slice(0, 7);
  const firstDay = calendar.monthsAfter(`${lastMonth}-01`, 1 - simulation.months);
  const plan: Plan = { versions, draft: simulation.definition, calendar, from: calendar.startOf(firstDay), to: ctx.now };
  const history = await pointsHistory(ctx);
  const tally = new Tally(expiryMonths(plan));
  const peak = { mb: options.memoryMb() };
  if (!(await foldAll(ctx, simulation, plan, tally, history.orders, peak, options))) return undefined;
  return {
    ...resultOf({
      tally,
      history,
      published,
      draft: simulation.definition,
      months: simulation.months,
      firstMonth: firstDay.slice(0, 7),
      lastMonth,
    }),
    from: plan.from.toISOString(),
    to: plan.to.toISOString(),
    seconds: Math.round((ctx.wallClock().getTime() - began) / 100) / 10,
    peakMb: Math.round(peak.mb),
  };
}

/** False: it was asked to stop. */
async function foldAll(
  ctx: Context,
  { id }: SimulationRecord,
  plan: Plan,
  tally: Tally,
  total: number,
  peak: { mb: number },
  { memoryMb, breathe }: SimulateOptions,
): Promise<boolean> {
  if (!(await noteProgress(ctx, id, 0, total))) return false;
  let [told, breathed] = [ctx.wallClock().getTime(), ctx.wallClock().getTime()];
  const actions = [plan.draft, ...plan.versions.map(({ definition }) => definition)].some(asksForPoints);
  for await (const page of pastMembers(ctx, { beside: actions ? 'actions' : 'keeps' })) {
    for (const member of page) {
      tally.add(foldMember(plan, member));
      if (ctx.wallClock().getTime() - breathed < breathMs) continue;
      await breathe();
      breathed = ctx.wallClock().getTime();
    }
    peak.mb = Math.max(peak.mb, memoryMb());
    if (ctx.wallClock().getTime() - told < tellMs) continue;
    if (!(await noteProgress(ctx, id, tally.orders, Math.max(total, tally.orders)))) return false;
    told = ctx.wallClock().getTime();
  }
  return noteProgress(ctx, id, tally.orders, tally.orders);
}
