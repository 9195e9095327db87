import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import { programInForce } from '../program/index.ts';
import { actionOf, byClick } from './decide.ts';
import { one, perform, type Performed } from './perform.ts';

/**
 * Pays a member for what they say they did, where nothing proves it but their click: following the shop elsewhere, completing their
 * profile. The same attempt is the same claim. Throws `key_reused` when it was for another action.
 */
export async function claim(ctx: Context, memberId: MemberId, actionId: string, attempt: string): Promise<Performed> {
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    const { definition } = await programInForce(tx, ctx.shop.id, ctx.now);
    const action = actionOf(definition, actionId);
    if (action && !byClick.has(action.kind)) return { refused: { code: 'not-by-click', kind: action.kind } };
    return one(await perform(tx, ctx, [{ memberId, actionId, event: `click/${memberId}/${attempt}`, at: ctx.now }]));
  });
}
