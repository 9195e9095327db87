import { stringify } from 'csv-stringify/sync';
import type { Context } from '../context.ts';
import { calendarOf } from '../core/calendar.ts';
import type { MemberId } from '../core/id.ts';
import { statement, type PostingView } from '../ledger/index.ts';
import type { Locale } from '../program/index.ts';
import { historyEntries } from './member-history.ts';
import { statementWords } from './statement-words.ts';

const pageSize = 500;

/**
 * Every posting of a member as CSV, oldest first, in the words of a locale: the shop's day, what happened, how it changed all their
 * points (pending and held ones too, less what is owed) and how many they had then, and the same of those they can spend. Opened in a
 * spreadsheet no text of it is taken for a formula.
 */
export async function memberStatement(ctx: Context, memberId: MemberId, locale: Locale): Promise<string> {
  const entries = await ctx.db.read(ctx.shop.id, async (tx) => {
    const postings: PostingView[] = [];
    for (;;) {
      const before = postings.at(-1)?.no;
      const page = await statement(tx, ctx.shop.id, memberId, { ...(before !== undefined && { before }), limit: pageSize });
      postings.push(...page);
      if (page.length < pageSize) break;
    }
    return historyEntries(tx, ctx, postings, locale);
  });
  const words = statementWords[locale];
  const calendar = calendarOf(ctx.shop.timeZone);
  let spendable = 0;
  const rows = entries.toReversed().map(({ at, kind, subject, points, balance }) => {
    const what = words.kinds[kind];
    const { available, pending, held, debt } = balance;
    const change = available - spendable;
    spendable = available;
    const told = subject === null ? what : `${what}: ${subject}`;
    return [calendar.dayOf(new Date(at)), told, points, available + pending + held - debt, change, available];
  });
  return stringify([words.columns, ...rows], { bom: true, escape_formulas: true, record_delimiter: 'windows' });
}
