import type { ReferralFigures, ReferralPage, ThresholdPreview } from '@laurel/server/api';
import { count, number, percent } from './numbers.ts';
import { memberName } from './people.ts';

export type ReferralRow = ReferralPage['referrals'][number];
export type ReferralState = ReferralRow['state'];
export type Judgement = ReferralRow['may'][number];

export const STATE_WORDS: Readonly<Record<ReferralState, string>> = {
  claimed: 'Has not ordered yet',
  held: 'Waits for a decision',
  qualified: 'Counts; in the return window',
  vested: 'Counts',
  refused: 'Does not count',
  reversed: 'Taken back',
};

/** "Ada Moreau brought Ben Okoye" */
export function whoWords({ advocate, friend }: Pick<ReferralRow, 'advocate' | 'friend'>): string {
  return `${memberName(advocate)} brought ${memberName(friend)}`;
}

/** After a decision, by the state it led to. */
export function judgedSentence(row: Pick<ReferralRow, 'advocate' | 'friend'>, state: ReferralState): string {
  switch (state) {
    case 'qualified':
    case 'vested':
      return `Approved: ${whoWords(row)}. Both are thanked.`;
    case 'refused':
      return `Refused: ${whoWords(row)}. Nobody is thanked.`;
    default:
      return `Waits again: ${whoWords(row)}.`;
  }
}

/** "12 of 40 who came have an order that counts, 30%." */
export function conversionWords({ claimed, counted }: Pick<ReferralFigures, 'claimed' | 'counted'>): string {
  return claimed === 0 ? 'Nobody came in these days.' : `of ${number(claimed)} who came: ${percent(counted, claimed)}.`;
}

/** What other scores would have come to: "Of 120 referrals that were judged, 4 would wait (now 6) and 2 would be refused (now 3)." */
export function previewSentence({ judged, now, proposed }: Pick<ThresholdPreview, 'judged' | 'now' | 'proposed'>): string {
  if (judged === 0) return 'No referral was judged yet, so nothing can be said of other scores.';
  const would = (then: number, before: number, what: string) => `${number(then)} would ${what} (now ${number(before)})`;
  return `Of ${count(judged, 'referral')} that were judged, ${would(proposed.held, now.held, 'wait')} and ${would(proposed.refused, now.refused, 'be refused')}.`;
}

/** How staff judged those that would wait or be refused. */
export function staffSentence({ approvedByStaff, refusedByStaff }: Pick<ThresholdPreview, 'approvedByStaff' | 'refusedByStaff'>): string {
  if (approvedByStaff + refusedByStaff === 0) return 'Staff decided about none of them yet.';
  return `Of them, staff approved ${number(approvedByStaff)} and refused ${number(refusedByStaff)}.`;
}

/** What is wrong with two scores as typed; undefined: nothing. */
export function scoresProblem(hold: string, refuse: string): { readonly hold?: string; readonly refuse?: string } | undefined {
  const wrong = (text: string) =>
    /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= 1_000 ? undefined : 'Enter a whole score from 1 to 1,000.';
  const [holdWrong, refuseWrong] = [wrong(hold), wrong(refuse)];
  if (holdWrong !== undefined || refuseWrong !== undefined)
    return { ...(holdWrong !== undefined && { hold: holdWrong }), ...(refuseWrong !== undefined && { refuse: refuseWrong }) };
  return Number(hold) <= Number(refuse) ? undefined : { refuse: 'What is refused has to score at least as much as what waits.' };
}
