import type { MemberFile, SaidTier, SayTier } from '@laurel/server/api';
import { day } from './numbers.ts';

/** What was typed to pin a tier or to invite. `until` empty: until it is ended. */
export interface TierDraft {
  readonly kind: 'pinned' | 'invited';
  readonly tierId: string;
  readonly until: string;
  readonly reason: string;
}

export interface TierProblems {
  readonly tier?: string;
  readonly until?: string;
  readonly reason?: string;
}

type Tiers = MemberFile['tiers'];
type Keeps = MemberFile['keeps'];
type TierWord = MemberFile['tierWords'][number];

/** Tiers that can be pinned, or those somebody can be invited to. */
export function choosable(tiers: Tiers, kind: TierDraft['kind']): Tiers {
  return kind === 'invited' ? tiers.filter(({ inviteOnly }) => inviteOnly) : tiers;
}

/** Reads what was typed, or says what to change; whether a day has passed the server knows, by the shop's calendar. */
export function readTierDraft(draft: TierDraft, tiers: Tiers): { problems: TierProblems; said?: SayTier } {
  const { kind, tierId, until } = draft;
  const reason = draft.reason.trim();
  const problems = {
    ...(!choosable(tiers, kind).some(({ id }) => id === tierId) && { tier: 'Choose a tier.' }),
    ...(until !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(until) && { until: 'Enter a day such as 2027-12-31, or none.' }),
    ...(reason.length < 3 && { reason: 'Say why, in at least 3 characters.' }),
  };
  if (Object.keys(problems).length > 0) return { problems };
  return { problems, said: { kind, tierId, reason, ...(until !== '' && { until }) } };
}

/** What will happen: "Ada Moreau has Gold until Jun 30, 2026, whatever they buy." */
export function foretellTier(name: string, said: SayTier, tierName: string): string {
  const end = said.until === undefined ? 'until you end it' : `until ${day(said.until)}`;
  return said.kind === 'pinned'
    ? `${name} has ${tierName} ${end}, whatever they buy or return. A former pin ends.`
    : `${name} has ${tierName} ${end}; a higher tier that they reach by themselves goes before it.`;
}

export function saidSentence(name: string, { tierName, changed }: SaidTier): string {
  return changed ? `${name} is in ${tierName} now.` : `Noted. ${name} stays in ${tierName}.`;
}

const held: Record<Keeps['by'], string> = {
  activity: 'by what counts now',
  lasting: 'because it was reached in the year before',
  step: 'one step down from a higher tier',
  grace: 'by the days of grace',
  pinned: 'pinned by staff',
  kept: 'kept when the rules changed',
  invited: 'by invitation',
};

/** What keeps the tier: "Gold, by what counts now, until Dec 31, 2027; then Silver." */
export function keepsSentence({ by, until, after }: Keeps, tierName: string): string {
  const end = until === null ? '' : `, until ${day(until)}${after === null ? '' : `; then ${after}`}`;
  return `${tierName}, ${held[by]}${end}.`;
}

const kinds: Record<TierWord['kind'], string> = { pinned: 'Pinned', kept: 'Kept', invited: 'Invited' };

export function kindWords({ kind, over }: Pick<TierWord, 'kind' | 'over'>): string {
  return over ? `${kinds[kind]}, over` : kinds[kind];
}
