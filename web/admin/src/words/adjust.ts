import type { Adjust, AdjustmentView, ApprovalView, MemberFile } from '@laurel/server/api';
import { number, points } from './numbers.ts';
import { readWhole } from './typed.ts';

/** What was typed to give or take points. */
export interface AdjustDraft {
  readonly way: 'give' | 'take';
  readonly points: string;
  readonly reason: string;
}

export interface AdjustProblems {
  readonly points?: string;
  readonly reason?: string;
}

const pointsMax = 1_000_000;
const reasonMin = 3;
const reasonMax = 300;

/** Reads what was typed, or says what to change. */
export function readAdjustment(draft: AdjustDraft): { problems: AdjustProblems; adjustment?: Omit<Adjust, 'attempt'> } {
  const count = readWhole(draft.points, 1, pointsMax);
  const reason = draft.reason.trim();
  const reasonProblem = problemOf(reason);
  const problems = { ...(!count.ok && { points: count.problem }), ...(reasonProblem !== undefined && { reason: reasonProblem }) };
  return count.ok && reasonProblem === undefined ? { problems, adjustment: { way: draft.way, points: count.value, reason } } : { problems };
}

function problemOf(reason: string): string | undefined {
  if (reason === '') return 'Say why. Who reads the history later will want to know.';
  if (reason.length < reasonMin) return `Use at least ${reasonMin} characters.`;
  return reason.length > reasonMax ? `Use at most ${reasonMax} characters; this has ${reason.length}.` : undefined;
}

/** Whether so many points at once need a second person; what was moved before may add to it. */
export function isOver({ points: count }: Pick<Adjust, 'points'>, limit: number | undefined): boolean {
  return limit !== undefined && count > limit;
}

/** What an adjustment will come to, by the balance and the limit as they are shown: "50 points can be spent now, 100 after this." */
export function foretell(
  balance: MemberFile['member']['points'],
  asked: Pick<Adjust, 'way' | 'points'>,
  limit: number | undefined,
): string {
  const waits = isOver(asked, limit) ? ` More than ${points(limit ?? 0)} wait until a second person approves.` : '';
  return `${foretold(balance, asked)}${waits}`;
}

function foretold(balance: MemberFile['member']['points'], { way, points: count }: Pick<Adjust, 'way' | 'points'>): string {
  const now = `${points(balance.available)} can be spent now`;
  if (way === 'take')
    return count > balance.available
      ? `${now}; that is fewer than ${number(count)}.`
      : `${now}, ${number(balance.available - count)} after this.`;
  const pays = Math.min(balance.debt, count);
  const after = `${now}, ${number(balance.available + count - pays)} after this`;
  return pays === 0 ? `${after}.` : `${after}: ${number(pays)} settle what is owed.`;
}

/** What came of it: "50 points given to Ada Moreau. They have 150 points to spend." */
export function resultSentence(name: string, result: AdjustmentView | { readonly approval: Pick<ApprovalView, 'way' | 'points'> }): string {
  if ('approval' in result) {
    const { way, points: count } = result.approval;
    return `Asked for: ${points(count)} ${way === 'give' ? 'to' : 'from'} ${name} wait for a second person to approve. No points moved yet.`;
  }
  const { points: change, balance } = result;
  const act = change > 0 ? `given to ${name}` : `taken from ${name}`;
  return `${points(Math.abs(change))} ${act}. They have ${points(balance.available)} to spend.`;
}
