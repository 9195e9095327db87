import type { Recount } from '../orders/index.ts';
import type { Correction, Found } from './difference.ts';

/** What is known of a member whose differences are explained. */
export interface Situation {
  /** All that was found of the member. */
  readonly found: readonly Found[];
  /** Why balance, lots and holds cannot be derived from the journal; undefined: they can. */
  readonly notDerivable: string | undefined;
  /** There are standings, and none is missing between the first and the newest. */
  readonly standingsWhole: boolean;
  readonly recounts: ReadonlyMap<string, Recount>;
}

export type Advice = { readonly correction: Correction } | { readonly instead: string };

/** What puts a difference right, or what to do instead. What others are derived from comes first: entries, then orders, then the tier. */
export function advise(one: Found, situation: Situation): Advice {
  switch (one.part) {
    case 'ledger':
      return adviseLedger(one, situation);
    case 'order':
      return adviseOrder(one, situation);
    case 'standing':
      return adviseStanding(situation);
    case 'cause':
      return {
        instead:
          'A posting is never changed. If its order, balance or tier is wrong by it, that stands in this list with a correction of its own; if not, adjust the member’s points by hand and say why.',
      };
  }
}

function adviseLedger(one: Found, { notDerivable }: Situation): Advice {
  if (notDerivable !== undefined)
    return {
      instead: `The journal itself is not whole: ${notDerivable}. Nothing can be derived from it until its rows are restored from a backup.`,
    };
  if (one.what.startsWith('posting '))
    return {
      instead:
        'The balance follows from the entries and is right; only what the posting says of itself is not. Restore that row from a backup.',
    };
  const text = 'Write the balance, lots and holds of this member again from the entries. No entry changes, and no points move.';
  return { correction: { kind: 'rebuild', text, operation: undefined } };
}

function adviseOrder(one: Found, { found, recounts }: Situation): Advice {
  if (found.some(({ part }) => part === 'ledger'))
    return { instead: 'Put the balance, lots and holds of this member right first; then this order can be counted.' };
  const recount = recounts.get(one.orderId ?? '');
  if (recount === undefined) return { instead: 'The order has gone to another customer meanwhile. Check again.' };
  return { correction: { kind: 'order', text: orderText(recount), operation: recount.operation } };
}

function orderText({ orderName, shouldHave, has, operation }: Recount): string {
  const numbers = `It should have ${points(shouldHave)}, and has ${points(has)}.`;
  if (operation?.kind === 'issue') return `Issue ${points(operation.points)} with order ${orderName}, in your name. ${numbers}`;
  if (operation?.kind === 'claw-back')
    return `Take back ${points(operation.points)} of order ${orderName}, in your name, ${policyWords[operation.policy]}. ${numbers}`;
  return `Note again what order ${orderName} counts and has. No points move.`;
}

const policyWords = {
  never: 'which the programme’s policy leaves with the member: it is noted as waived',
  'pending-only': 'as far as they are still pending',
  'within-balance': 'as far as they are there',
  unlimited: 'also if they were spent: then they are owed',
} as const;

function adviseStanding({ found, standingsWhole }: Situation): Advice {
  if (found.some(({ part }) => part === 'order'))
    return { instead: 'Put the orders of this member right first: the tier is judged by them, and again when that is done.' };
  if (!standingsWhole) return { instead: 'A standing of this member is missing. Restore its row from a backup.' };
  return { correction: { kind: 'judge', text: 'Judge the tier again by the orders. No points move.', operation: undefined } };
}

function points(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'point' : 'points'}`;
}
