import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import { calendarOf } from '../core/calendar.ts';
import type { MemberId } from '../core/id.ts';
import type { Day } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import { lockCurrent } from '../members/index.ts';
import { programVersionOf, type ProgramVersion, type Referral } from '../program/index.ts';
import { readSettings } from '../staff/index.ts';
import { countingFriends, noteStep, openReferralsOf, undecidedOf, type CountingFriend, type OpenReferral } from './record.ts';
import { signalsOf } from './signals.ts';
import { next, numberOf, thanksFor, type Known, type Step } from './states.ts';
import { suspicion, type Suspicion } from './suspicion.ts';
import { giveLater, takeBack, tellLater, thank } from './thank.ts';

/** What was not judged yet. */
const nothingSpeaks: Suspicion = { verdict: 'through', score: 0, reasons: [] };

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

/** The same for everybody an advocate brought and whose thanks are not theirs yet. */
export async function considerFriendsOf(tx: Tx, ctx: Context, advocateId: MemberId): Promise<void> {
  await consider(tx, ctx, [...new Set((await undecidedOf(tx, ctx, advocateId)).map(({ friendId }) => friendId))]);
}

/** Friends of whose referrals the return window is over on a shop-local day, at most so many; `consider` then finds them vested. */
export async function friendsDue(tx: Tx, ctx: Context, day: Day, limit: number): Promise<MemberId[]> {
  const rows = await tx.rows<{ id: MemberId }>(
    `select coalesce(f.merged_into, f.id) as id from referral_step q
     join referral r on r.shop_id = q.shop_id and r.id = q.referral_id join member f on f.shop_id = r.shop_id and f.id = r.friend_id
     where q.shop_id = $1 and q.state = 'qualified' and q.vests_on <= $2 and not exists (select from referral_step x
       where x.shop_id = q.shop_id and x.referral_id = q.referral_id and x.seq > q.seq) order by r.id limit $3`,
    [ctx.shop.id, day, limit],
  );
  return rows.map(({ id }) => id);
}

async function considerOne(tx: Tx, ctx: Context, referral: OpenReferral): Promise<void> {
  const situation = await situationOf(tx, ctx, referral);
  for (let now = situation; ;) {
    const step = next(now.referral.state, now.known);
    if (!step) return;
    now = await take(tx, ctx, now, step);
  }
}

/** A referral with all that is known of it. */
export interface Situation {
  readonly referral: OpenReferral;
  readonly program: ProgramVersion;
  readonly terms: Referral;
  readonly others: readonly CountingFriend[];
  readonly known: Known;
}

/** Looks up what is known of a referral; advocate and friend are locked. */
export async function situationOf(tx: Tx, ctx: Context, referral: OpenReferral): Promise<Situation> {
  const program = await programVersionOf(tx, ctx.shop.id, referral.programVersion);
  const terms = program?.definition.referral;
  assert(program && terms, `version ${referral.programVersion} has terms for friends`);
  const calendar = calendarOf(ctx.shop.timeZone);
  const others = (await countingFriends(tx, ctx, referral.advocateId)).filter(({ id }) => id !== referral.id);
  const { per } = terms.limitPerAdvocate;
  const period = (at: Date) => periodOf(per, calendar.dayOf(at));
  const { first } = referral;
  const today = calendar.dayOf(ctx.now);
  const known: Known = {
    terms,
    samePerson: referral.advocateId === referral.friendId,
    broughtBefore: referral.broughtBefore,
    blocked: referral.blocked,
    orderBefore: referral.orderBefore,
    first,
    othersInPeriod: first ? others.filter(({ at }) => period(at) === period(first.at)).length : 0,
    suspicion: isJudged(referral, today) ? await judged(tx, ctx, referral) : nothingSpeaks,
    approved: referral.approved,
    vestsOn: referral.vestsOn,
    today,
  };
  return { referral, program, terms, others, known };
}

/** Looking at traces costs something: it is done when a referral is about to count, and when its thanks are about to be theirs. */
function isJudged({ first, state, vestsOn }: OpenReferral, today: Day): boolean {
  if (!first) return false;
  return state === 'claimed' || state === 'held' || (state === 'qualified' && vestsOn !== undefined && vestsOn <= today);
}

async function judged(tx: Tx, ctx: Context, referral: OpenReferral): Promise<Suspicion> {
  const { referralHold: hold, referralRefuse: refuse } = await readSettings(tx, ctx.shop.id);
  return suspicion(await signalsOf(tx, ctx, referral), { hold, refuse });
}

/** Takes a step: moves the points, and notes it. */
export async function take(tx: Tx, ctx: Context, situation: Situation, step: Step): Promise<Situation> {
  const { known, others, program, referral, terms } = situation;
  const { today } = known;
  const { first } = referral;
  const calendar = calendarOf(ctx.shop.timeZone);
  const seq = referral.seq + 1;
  let { rounds, vestsOn } = referral;
  let nth: number | undefined;
  if (step.state === 'qualified') {
    assert(first, 'what qualifies has an order');
    vestsOn = calendar.daysAfter(calendar.dayOf(first.at), terms.vestDays);
    nth = step.friendOnly ? undefined : numberOf(others.map((other) => other.nth));
    const advocate = nth === undefined ? undefined : thanksFor(terms, nth);
    await thank(tx, ctx, program, { referral, vestsOn, today, friend: terms.friend, advocate, nth });
    rounds += 1;
  }
  if (step.state === 'qualified' && nth !== undefined) await tellLater(tx, ctx, referral.id);
  if (step.state === 'vested') await giveLater(tx, ctx, program, referral);
  // Within the window nothing was spent, so all of it is taken; later as much as the merchant takes back of anything.
  if ((step.state === 'reversed' || step.state === 'held') && rounds > 0) {
    const within = vestsOn !== undefined && today <= vestsOn && referral.state === 'qualified';
    await takeBack(tx, ctx, referral, within ? 'unlimited' : program.definition.earning.clawback);
  }
  const isScored = step.state === 'held' || step.state === 'qualified' || step.reasons.some(({ code }) => code === 'suspicious');
  await noteStep(tx, ctx, {
    ...step,
    referralId: referral.id,
    seq,
    ...(first && { orderId: first.orderId }),
    ...(step.state === 'qualified' && vestsOn !== undefined && { vestsOn }),
    ...(nth !== undefined && { nth }),
    ...(isScored && { score: known.suspicion.score }),
  });
  return { ...situation, referral: { ...referral, state: step.state, seq, rounds, vestsOn }, known: { ...known, vestsOn } };
}

function periodOf(per: 'day' | 'month' | 'year' | 'ever', day: Day): string {
  return { day, month: day.slice(0, 7), year: day.slice(0, 4), ever: 'ever' }[per];
}
