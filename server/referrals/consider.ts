import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import { calendarOf } from '../core/calendar.ts';
import type { MemberId } from '../core/id.ts';
import type { Day } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import { lockCurrent } from '../members/index.ts';
import { programVersionOf, type Definition, type ProgramVersion } from '../program/index.ts';
import { countingFriends, noteStep, openReferralsOf, type OpenReferral } from './record.ts';
import { next, thanksFor, type Known, type Step } from './states.ts';
import { giveLater, takeBack, tellLater, thank } from './thank.ts';

/**
 * Brings the referrals of some friends to what their orders say now, inside the caller's transaction, after the orders were settled.
 * Repeating it changes nothing. The advocate's own orders do not matter to it.
 */
export async function consider(tx: Tx, ctx: Context, friendIds: readonly MemberId[]): Promise<void> {
  if (friendIds.length === 0) return;
  const found = await openReferralsOf(tx, ctx, friendIds);
  if (found.length === 0) return;
  await lockCurrent(tx, ctx, [...new Set(found.flatMap(({ advocateId, friendId }) => [advocateId, friendId]))]);
  // Somebody else may have considered them until the lock was ours.
  for (const referral of await openReferralsOf(tx, ctx, friendIds)) await considerOne(tx, ctx, referral);
}

/** Friends of whose referrals the return window is over on a shop-local day; `consider` then finds them vested. */
export async function friendsDue(tx: Tx, ctx: Context, day: Day): Promise<MemberId[]> {
  const rows = await tx.rows<{ id: MemberId }>(
    `select coalesce(f.merged_into, f.id) as id from referral_step q
     join referral r on r.shop_id = q.shop_id and r.id = q.referral_id join member f on f.shop_id = r.shop_id and f.id = r.friend_id
     where q.shop_id = $1 and q.state = 'qualified' and q.vests_on <= $2 and not exists (select from referral_step x
       where x.shop_id = q.shop_id and x.referral_id = q.referral_id and x.seq > q.seq) order by r.id`,
    [ctx.shop.id, day],
  );
  return rows.map(({ id }) => id);
}

async function considerOne(tx: Tx, ctx: Context, found: OpenReferral): Promise<void> {
  const program = await programVersionOf(tx, ctx.shop.id, found.programVersion);
  const terms = program?.definition.referral;
  assert(program && terms, `version ${found.programVersion} has terms for friends`);
  const calendar = calendarOf(ctx.shop.timeZone);
  const others = (await countingFriends(tx, ctx, found.advocateId)).filter(({ id }) => id !== found.id);
  const { per } = terms.limitPerAdvocate;
  const today = calendar.dayOf(ctx.now);
  const inPeriod = others.filter(({ at }) => periodOf(per, calendar.dayOf(at)) === periodOf(per, today)).length;
  let referral = found;
  for (;;) {
    const known: Known = {
      terms,
      samePerson: referral.advocateId === referral.friendId,
      orderBefore: referral.orderBefore,
      first: referral.first,
      othersInPeriod: inPeriod,
      vestsOn: referral.vestsOn,
      today,
    };
    const step = next(referral.state, known);
    if (!step) return;
    referral = await take(tx, ctx, { referral, step, program, terms, nth: others.length + 1, today });
  }
}

interface Taking {
  readonly referral: OpenReferral;
  readonly step: Step;
  readonly program: ProgramVersion;
  readonly terms: NonNullable<Definition['referral']>;
  readonly nth: number;
  readonly today: Day;
}

async function take(tx: Tx, ctx: Context, { nth, program, referral, step, terms, today }: Taking): Promise<OpenReferral> {
  const seq = referral.seq + 1;
  const calendar = calendarOf(ctx.shop.timeZone);
  let { vestsOn } = referral;
  if (step.state === 'qualified') {
    assert(referral.first, 'what qualifies has an order');
    vestsOn = calendar.daysAfter(calendar.dayOf(referral.first.at), terms.vestDays);
    await thank(tx, ctx, program, { referral, vestsOn, today, friend: terms.friend, advocate: thanksFor(terms, nth) });
  }
  if (step.state === 'qualified') await tellLater(tx, ctx, referral.id);
  if (step.state === 'vested') await giveLater(tx, ctx, program, referral);
  // Within the window nothing was spent, so all of it is taken; later as much as the merchant takes back of anything.
  if (step.state === 'reversed') {
    const within = vestsOn !== undefined && today < vestsOn;
    await takeBack(tx, ctx, referral, within ? 'unlimited' : program.definition.earning.clawback);
  }
  await noteStep(tx, ctx, {
    ...step,
    referralId: referral.id,
    seq,
    ...(referral.first && { orderId: referral.first.orderId }),
    ...(step.state === 'qualified' && vestsOn !== undefined && { vestsOn }),
  });
  return { ...referral, state: step.state, seq, vestsOn };
}

function periodOf(per: 'day' | 'month' | 'year' | 'ever', day: Day): string {
  return { day, month: day.slice(0, 7), year: day.slice(0, 4), ever: 'ever' }[per];
}
