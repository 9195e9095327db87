import { birthdayOf, byClick, bySight, countOf, doneBy, pointsOf } from '../actions/index.ts';
import type { Context } from '../context.ts';
import { calendarOf } from '../core/calendar.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { nameFor, tierOf, type Action, type Definition, type Locale } from '../program/index.ts';
import type { ActionView } from './shapes.ts';

/** What can be earned beside buying, and how far a member has come with each; without a member: what is promised. */
export async function actionViews(
  tx: Tx,
  ctx: Context,
  definition: Definition,
  member: { readonly id: MemberId; readonly tierId: string } | undefined,
  locale: Locale,
): Promise<ActionView[]> {
  const { actions = [] } = definition;
  if (actions.length === 0) return [];
  const calendar = calendarOf(ctx.shop.timeZone);
  const today = calendar.dayOf(ctx.now);
  const ids = actions.map(({ id }) => id);
  const asksBirthday = actions.some(({ kind }) => kind === 'birthday');
  const [doneOf, birthday] = await Promise.all([
    member && doneBy(tx, ctx, [member.id], ids),
    member && asksBirthday ? birthdayOf(tx, ctx, member.id) : undefined,
  ]);
  const done = (member && doneOf?.get(member.id)) ?? [];
  return actions.map((action) => {
    const count = countOf(action, done, calendar, today);
    return {
      id: action.id,
      kind: action.kind,
      name: nameFor(action, locale),
      points: pointsOf(action, member && tierOf(definition, member.tierId)).points,
      ...count.limit,
      done: count.done,
      left: count.left,
      again: count.again,
      how: howOf(action.kind),
      birthday: action.kind === 'birthday' ? (birthday ?? null) : null,
    };
  });
}

function howOf(kind: Action['kind']): ActionView['how'] {
  if (kind === 'birthday') return 'tell-birthday';
  if (byClick.has(kind)) return 'click';
  return bySight.has(kind) || kind === 'newsletter' ? 'by-itself' : 'reported';
}
