import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import { endKeeps, insertKeeps } from './keeps.ts';
import { requireAhead, sameAs, sayTier, tierNamed, type Said, type TierWord } from './say-tier.ts';

/**
 * Invites a member to a tier that is reached by invitation only, until a day or until it is ended; who reaches a higher one by
 * themselves stands there. A former invitation to the tier ends. Said twice it is one. Throws `forbidden` for who is not staff,
 * `not_found`, `conflict` for a member who was merged, `invalid_request` for a tier that is not by invitation or a day that has passed.
 */
export async function invite(ctx: Context, word: TierWord): Promise<Said> {
  return sayTier(ctx, word.memberId, async (tx, { staffId, memberId, definition, keeps }) => {
    const { tierId, until, reason } = word;
    const tier = tierNamed(definition, tierId);
    if (!tier.inviteOnly) {
      throw new LaurelError('invalid_request', `tier ${tierId} is not by invitation`, {
        publicMessage: `${tier.name} is reached by what members do. Pin the tier instead.`,
      });
    }
    requireAhead(ctx, until);
    if (sameAs(keeps, 'invited', word)) return undefined;
    const former = keeps.filter((keep) => keep.kind === 'invited' && keep.tierId === tierId).map(({ no }) => no);
    await endKeeps(tx, ctx, memberId, former, staffId);
    await insertKeeps(tx, ctx, [{ memberId, kind: 'invited', tierId, until, by: staffId, reason }]);
    return { because: { kind: 'invited' }, action: 'members.invite', details: { tierId, until: until ?? null } };
  });
}
