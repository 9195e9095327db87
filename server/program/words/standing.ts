import { daysIn, listsIn, numbersIn } from '../../core/intl.ts';
import { formatMoney, minor } from '../../core/money.ts';
import type { Day } from '../../core/time.ts';
import type { Locale } from '../definition/common.ts';
import type { StandingReason } from '../standing-reason.ts';
import type { Measures } from '../tier-walk.ts';
import type { Standing } from '../tier.ts';
import { spokenFor, type Spoken } from './say.ts';
import { german } from './standing/de.ts';
import { english } from './standing/en.ts';
import { spanish } from './standing/es.ts';
import { french } from './standing/fr.ts';
import { japanese } from './standing/ja.ts';
import { thai } from './standing/th.ts';
import type { StandingWords } from './standing/words.ts';
import { chinese } from './standing/zh-tw.ts';

const words: Readonly<Record<Spoken, StandingWords>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  ja: japanese,
  th: thai,
  'zh-TW': chinese,
};

/** Why a member has the tier they have, beginning in the middle of a sentence: "because order #1001 brought your 12-month spend to $160.00". */
export function standingWords(reason: StandingReason, currency: string, locale: Locale): string {
  const speak = spokenFor(locale);
  return words[speak].because(reason, (joint) => listOf(reason, currency, speak, joint));
}

/** What keeps a tier and until when, as a sentence: "Your orders keep you in Gold until December 31, 2027; then it is Silver." */
export function keepWords({ heldBy, safe }: Pick<Standing, 'heldBy' | 'safe'>, tierName: string, thenName: string, locale: Locale): string {
  const speak = spokenFor(locale);
  return words[speak].keeps(heldBy, tierName, safe && dayWords(safe.until, speak), safe && thenName);
}

/** What is missing to the next tier: "Spend $60.00 more or place 2 more orders to reach Pro." */
export function nextWords(
  next: Pick<NonNullable<Standing['next']>, 'tier' | 'missing'>,
  need: 'any' | 'all',
  currency: string,
  locale: Locale,
): string {
  const speak = spokenFor(locale);
  const { spendMinor, points, orders } = next.missing;
  const count = (value: number) => numbersIn(speak).format(value);
  const say = words[speak].missing;
  const parts = [
    ...(spendMinor ? [say.spend(formatMoney({ minor: minor(spendMinor), currency }, speak))] : []),
    ...(points ? [say.points(count(points), points)] : []),
    ...(orders ? [say.orders(count(orders), orders)] : []),
  ];
  const list = listsIn(speak)(need === 'any' ? 'disjunction' : 'conjunction').format(parts);
  return parts.length === 0 ? say.none(next.tier.name) : say.all(list, next.tier.name);
}

/** "your 12-month spend to $160.00 and your orders in 12 months to 3" */
function listOf({ period, measured }: StandingReason, currency: string, speak: Spoken, joint: string): string {
  const of = (value: number, measure: keyof Measures) =>
    measure === 'spendMinor' ? formatMoney({ minor: minor(value), currency }, speak) : numbersIn(speak).format(value);
  const said = (['spendMinor', 'points', 'orders'] as const).flatMap((measure) => {
    const value = measured[measure];
    return value === undefined ? [] : [`${words[speak].measure(period, measure)}${joint && ` ${joint}`} ${of(value, measure)}`];
  });
  return listsIn(speak)('conjunction').format(said);
}

/** "March 1, 2026", in words of the locale's language. */
export function dayWords(day: Day, speak: Spoken): string {
  return daysIn(speak).format(new Date(`${day}T00:00:00Z`));
}
