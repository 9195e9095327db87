import type { Context } from '../context.ts';
import { calendarOf, type Calendar } from '../core/calendar.ts';
import { LaurelError } from '../core/errors.ts';
import type { MemberId } from '../core/id.ts';
import type { Day } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import { lockCurrent } from '../members/index.ts';
import { programInForce, type Action } from '../program/index.ts';
import { actionsOfKind, limitOf, periodOf } from './decide.ts';
import { perform, type Deed } from './perform.ts';
import { livesOf } from './record.ts';

export interface Birthday {
  readonly month: number;
  readonly day: number;
}

/** How many days a birthday that nobody paid on its day, because nothing ran, is still paid. */
const lateDays = 6;
const batch = 500;

/**
 * Notes the day a member celebrates, as they say it; in each later year of the shop they can change it once, and a slip on the day it was
 * told. Told on the day itself it still counts, told later it counts next year. Throws `invalid_request` for a day that no year has,
 * `refused` with the day from which it can be changed, `conflict` for a member who was merged.
 */
export async function keepBirthday(ctx: Context, memberId: MemberId, birthday: Birthday): Promise<void> {
  if (!isDay(birthday))
    throw new LaurelError('invalid_request', `no day ${birthday.month}-${birthday.day}`, {
      publicMessage: 'There is no such day in any year.',
    });
  await ctx.db.transaction(ctx.shop.id, async (tx) => {
    await lockCurrent(tx, ctx, [memberId]);
    await mayChange(tx, ctx, memberId, birthday);
    await tx.exec(
      `insert into birthday (shop_id, member_id, month, day, given_at) values ($1, $2, $3, $4, $5)
       on conflict (shop_id, member_id) do update set month = excluded.month, day = excluded.day, given_at = excluded.given_at
       where (birthday.month, birthday.day) <> (excluded.month, excluded.day)`,
      [ctx.shop.id, memberId, birthday.month, birthday.day, ctx.now],
    );
  });
}

async function mayChange(tx: Tx, ctx: Context, memberId: MemberId, { month, day }: Birthday): Promise<void> {
  const [known] = await tx.rows<Birthday & { given_at: Date }>(
    'select month, day, given_at from birthday where shop_id = $1 and member_id = $2',
    [ctx.shop.id, memberId],
  );
  if (!known || (known.month === month && known.day === day)) return;
  const calendar = calendarOf(ctx.shop.timeZone);
  const [told, today] = [calendar.dayOf(known.given_at), calendar.dayOf(ctx.now)];
  if (told === today || told.slice(0, 4) !== today.slice(0, 4)) return;
  const again = `${Number(today.slice(0, 4)) + 1}-01-01`;
  throw new LaurelError('refused', `birthday of ${memberId} was told on ${told}`, {
    publicMessage: `A birthday can be changed once a year: again from ${again} on.`,
    details: { code: 'birthday-changed', again },
  });
}

/** The day a member celebrates: what they said themselves, else what one said who was merged into them; undefined: nobody said any. */
export async function birthdayOf(tx: Tx, ctx: Context, memberId: MemberId): Promise<Birthday | undefined> {
  const lives = await livesOf(tx, ctx, [memberId]);
  const [row] = await tx.rows<Birthday>(
    'select month, day from birthday where shop_id = $1 and member_id = any($2::uuid[]) order by member_id = $3 desc, given_at limit 1',
    [ctx.shop.id, [...lives.keys()], memberId],
  );
  return row;
}

/**
 * Pays everybody whose birthday it is in the shop's time zone, or was within the last days without anybody looking, once in a year. Who
 * is born on 29 February has it on the 28th in other years. Repeating it pays nothing more. Answers how many were paid.
 */
export async function payBirthdays(ctx: Context): Promise<number> {
  const calendar = calendarOf(ctx.shop.timeZone);
  const today = calendar.dayOf(ctx.now);
  const days = Array.from({ length: lateDays + 1 }, (_, ago) => calendar.daysAfter(today, -ago));
  let paid = 0;
  for (;;) {
    const some = await ctx.db.transaction(ctx.shop.id, async (tx) => {
      const deeds = await due(tx, ctx, calendar, days);
      const results = await perform(tx, ctx, deeds);
      return { asked: deeds.length, paid: results.filter((result) => 'points' in result && !result.repeated).length };
    });
    paid += some.paid;
    // Whoever was asked for and could not be paid would be asked for again and again.
    if (some.asked < batch || some.paid === 0) return paid;
  }
}

async function due(tx: Tx, ctx: Context, calendar: Calendar, days: readonly Day[]): Promise<Deed[]> {
  const { definition } = await programInForce(tx, ctx.shop.id, ctx.now);
  const deeds: Deed[] = [];
  for (const action of actionsOfKind(definition, 'birthday')) {
    for (const day of days) deeds.push(...(await dueOn(tx, ctx, calendar, action, day, batch - deeds.length)));
  }
  return deeds;
}

async function dueOn(tx: Tx, ctx: Context, calendar: Calendar, action: Action, day: Day, most: number): Promise<Deed[]> {
  const at = calendar.startOf(day);
  const rows = await tx.rows<{ member_id: MemberId }>(
    `select coalesce(m.merged_into, m.id) as member_id from birthday b join member m on m.shop_id = b.shop_id and m.id = b.member_id
     where b.shop_id = $1 and (b.month, b.day) in (select * from unnest($2::int[], $3::int[])) and b.given_at < $4 and m.enrolled_at < $4
       and not exists (select from birthday own where own.shop_id = $1 and own.member_id = m.merged_into)
       and not exists (
         select from action_done d
         where d.shop_id = $1 and d.member_id = coalesce(m.merged_into, m.id) and d.action_id = $5 and d.period = $6)
       and not exists (
         select from member life join action_done d on d.shop_id = $1 and d.member_id = life.id and d.action_id = $5 and d.period = $6
         where life.shop_id = $1 and life.merged_into = coalesce(m.merged_into, m.id))
     order by 1 limit $7`,
    [
      ctx.shop.id,
      datesOf(day).map(({ month }) => month),
      datesOf(day).map((date) => date.day),
      calendar.startOf(calendar.daysAfter(day, 1)),
      action.id,
      periodOf(limitOf(action).per, day),
      most,
    ],
  );
  return rows.map(({ member_id: memberId }) => ({ memberId, actionId: action.id, event: `birthday/${memberId}/${day}`, at }));
}

/** Whose birthday a day is: also of those born on a 29th of February, when the year has none. */
function datesOf(day: Day): Birthday[] {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const leap = new Date(Date.UTC(year, 1, 29)).getUTCDate() === 29;
  return month === 2 && date === 28 && !leap
    ? [
        { month, day: date },
        { month, day: 29 },
      ]
    : [{ month, day: date }];
}

function isDay({ month, day }: Birthday): boolean {
  // In a leap year, so that there is a 29th of February.
  const date = new Date(Date.UTC(2024, month - 1, day));
  return Number.isInteger(month) && Number.isInteger(day) && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
