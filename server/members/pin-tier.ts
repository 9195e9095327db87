import type { Context } from '../context.ts';
import { endKeeps, insertKeeps } from './keeps.ts';
import { requireAhead, sameAs, sayTier, tierNamed, type Said, type TierWord } from './say-tier.ts';

/**
 * Gives a member exactly this tier, whatever they do, until a day or until it is ended. A former pin ends. Said twice it is one. Throws
 * `forbidden` for who is not staff, `not_found`, `conflict` for a member who was merged, `invalid_request` for a tier the programme does
 * not have or a day that has passed.
 */
export async function pinTier(ctx: Context, word: TierWord): Promise<Said> {
  return sayTier(ctx, word.memberId, async (tx, { staffId, memberId, definition, keeps }) => {
    const { tierId, until, reason } = word;
    tierNamed(definition, tierId);
    requireAhead(ctx, until);
    if (sameAs(keeps, 'pinned', word)) return undefined;
    const former = keeps.filter(({ kind }) => kind === 'pinned').map(({ no }) => no);
    await endKeeps(tx, ctx, memberId, former, staffId);
    await insertKeeps(tx, ctx, [{ memberId, kind: 'pinned', tierId, until, by: staffId, reason }]);
    return { because: { kind: 'pinned' }, action: 'members.pin-tier', details: { tierId, until: until ?? null } };
  });
}
