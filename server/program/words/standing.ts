import { formatMoney, minor } from '../../core/money.ts';
import type { Day } from '../../core/time.ts';
import type { Locale } from '../definition/common.ts';
import type { Because, StandingReason } from '../standing-reason.ts';
import type { Measures } from '../tier-walk.ts';
import { spokenFor } from './say.ts';
import type { Standing } from '../tier.ts';

/** What sentences about standings are made of in one language; a language that is not here is spoken to in English. */
interface Words {
  readonly because: (reason: StandingReason, measured: Measured) => string;
  readonly keeps: (heldBy: Standing['heldBy'], tier: string, until: string | undefined, then: string | undefined) => string;
}

/** What counts, said in both ways a language needs: "your 12-month spend to $160.00", "your 12-month spend at $160.00". */
type Measured = (joint: string) => string;

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
  const count = (value: number) => new Intl.NumberFormat(speak).format(value);
  const say = missingWords[speak];
  const parts = [
    ...(spendMinor ? [say.spend(formatMoney({ minor: minor(spendMinor), currency }, speak))] : []),
    ...(points ? [say.points(count(points), points)] : []),
    ...(orders ? [say.orders(count(orders), orders)] : []),
  ];
  const list = new Intl.ListFormat(speak, { type: need === 'any' ? 'disjunction' : 'conjunction' }).format(parts);
  return parts.length === 0 ? say.none(next.tier.name) : say.all(list, next.tier.name);
}

const missingWords = {
  en: {
    spend: (amount: string) => `spend ${amount} more`,
    points: (count: string, value: number) => `earn ${count} more ${value === 1 ? 'point' : 'points'}`,
    orders: (count: string, value: number) => `place ${count} more ${value === 1 ? 'order' : 'orders'}`,
    all: (list: string, tier: string) => `${list.charAt(0).toUpperCase()}${list.slice(1)} to reach ${tier}.`,
    none: (tier: string) => `Nothing is missing to ${tier}.`,
  },
  de: {
    spend: (amount: string) => `${amount} mehr Umsatz`,
    points: (count: string, value: number) => `${count} ${value === 1 ? 'Punkt' : 'Punkte'} mehr`,
    orders: (count: string, value: number) => `${count} ${value === 1 ? 'Bestellung' : 'Bestellungen'} mehr`,
    all: (list: string, tier: string) => `Bis ${tier} fehlen: ${list}.`,
    none: (tier: string) => `Bis ${tier} fehlt nichts.`,
  },
} as const;

const words: Record<'en' | 'de', Words> = {
  en: {
    because: ({ because, way, heldBy }, measured) => {
      const step = heldBy === 'step' ? ', and you go one tier down only' : '';
      switch (because.kind) {
        case 'joined':
          return 'because you joined';
        case 'order':
          return way === 'down'
            ? `because a change of order ${because.orderName} left ${measured('at')}`
            : `because order ${because.orderName} brought ${measured('to')}`;
        case 'action':
          return `because “${because.name}” brought ${measured('to')}`;
        case 'import':
          return `because the orders brought over left ${measured('at')}`;
        case 'merge':
          return way === 'down'
            ? 'because your orders now count for the account that yours was merged into'
            : `because an account was merged into yours, which brought ${measured('to')}`;
        case 'time':
          return `because older orders no longer count, which left ${measured('at')}${step}`;
        case 'verification':
          return `because a check of the books found ${measured('at')}`;
        case 'program':
          return `because version ${because.version} of the programme applies to ${measured('of')}`;
        case 'pinned':
          return 'because the shop’s team chose this tier for you';
        case 'invited':
          return 'because the shop’s team invited you';
        case 'keep-ended':
          return `because ${endedEn[because.keep]}, with ${measured('at')}`;
      }
    },
    keeps: (heldBy, tier, until, then) => {
      if (until === undefined) return heldBy in alwaysEn ? `You are in ${tier} ${alwaysEn[heldBy]}.` : `${tier} stays yours.`;
      const end = `until ${until}`;
      const after = then === undefined ? '' : ` After that it is ${then}.`;
      switch (heldBy) {
        case 'activity':
          return `What counts now keeps you in ${tier} ${end}.${after}`;
        case 'lasting':
          return `You reached ${tier} in the year before: it is yours ${end}.${after}`;
        case 'step':
          return `One step down from where you were: ${tier} is yours ${end}.${after}`;
        case 'grace':
          return `What keeps ${tier} counts no more; you still have it ${end}.${after}`;
        case 'pinned':
          return `The shop’s team chose ${tier} for you ${end}.${after}`;
        case 'kept':
          return `The rules have changed; ${tier} stays yours ${end}.${after}`;
        case 'invited':
          return `You are invited to ${tier} ${end}.${after}`;
      }
    },
  },
  de: {
    because: ({ because, way, heldBy }, measured) => {
      const step = heldBy === 'step' ? '; es geht nur eine Stufe hinunter' : '';
      switch (because.kind) {
        case 'joined':
          return 'weil Sie Mitglied wurden';
        case 'order':
          return way === 'down'
            ? `weil nach einer Änderung der Bestellung ${because.orderName} gilt: ${measured('')}`
            : `weil mit Bestellung ${because.orderName} gilt: ${measured('')}`;
        case 'action':
          return `weil mit „${because.name}“ gilt: ${measured('')}`;
        case 'import':
          return `weil mit den übernommenen Bestellungen gilt: ${measured('')}`;
        case 'merge':
          return way === 'down'
            ? 'weil Ihre Bestellungen nun für das Konto zählen, in dem Ihres aufging'
            : `weil ein anderes Konto in Ihrem aufging; nun gilt: ${measured('')}`;
        case 'time':
          return `weil ältere Bestellungen nicht mehr zählen; nun gilt: ${measured('')}${step}`;
        case 'verification':
          return `weil eine Prüfung der Bücher ergab: ${measured('')}`;
        case 'program':
          return `weil nun Fassung ${because.version} des Programms gilt, bei: ${measured('')}`;
        case 'pinned':
          return 'weil das Team des Shops diese Stufe für Sie festgelegt hat';
        case 'invited':
          return 'weil das Team des Shops Sie eingeladen hat';
        case 'keep-ended':
          return `weil ${endedDe[because.keep]}; nun gilt: ${measured('')}`;
      }
    },
    keeps: (heldBy, tier, until, then) => {
      if (until === undefined) return heldBy in alwaysDe ? `Sie sind in ${tier}, ${alwaysDe[heldBy]}.` : `${tier} bleibt Ihnen.`;
      const end = `bis ${until}`;
      const after = then === undefined ? '' : ` Danach ist es ${then}.`;
      switch (heldBy) {
        case 'activity':
          return `Was jetzt zählt, hält Sie ${end} in ${tier}.${after}`;
        case 'lasting':
          return `${tier} haben Sie im Jahr zuvor erreicht: Die Stufe gilt ${end}.${after}`;
        case 'step':
          return `Eine Stufe unter der vorigen: ${tier} gilt ${end}.${after}`;
        case 'grace':
          return `Was ${tier} hält, zählt nicht mehr; Sie behalten die Stufe noch ${end}.${after}`;
        case 'pinned':
          return `Das Team des Shops hat ${tier} für Sie festgelegt, ${end}.${after}`;
        case 'kept':
          return `Die Regeln haben sich geändert; ${tier} bleibt Ihnen ${end}.${after}`;
        case 'invited':
          return `Sie sind ${end} zu ${tier} eingeladen.${after}`;
      }
    },
  },
};

const alwaysEn: Partial<Record<Standing['heldBy'], string>> = {
  pinned: 'because the shop’s team chose it for you',
  invited: 'because you are invited',
};
const alwaysDe: Partial<Record<Standing['heldBy'], string>> = {
  pinned: 'weil das Team des Shops es so festgelegt hat',
  invited: 'weil Sie eingeladen sind',
};
type Ended = Record<Extract<Because, { kind: 'keep-ended' }>['keep'], string>;
const endedEn: Ended = {
  pinned: 'the tier that the shop’s team had chosen has ended',
  kept: 'the time is over for which your former tier was kept',
  invited: 'your invitation has ended',
};
const endedDe: Ended = {
  pinned: 'die vom Team des Shops festgelegte Stufe endete',
  kept: 'die Zeit um ist, für die Ihre frühere Stufe blieb',
  invited: 'Ihre Einladung endete',
};

/** "your 12-month spend to $160.00 and your orders in 12 months to 3" */
function listOf({ period, measured }: StandingReason, currency: string, speak: 'en' | 'de', joint: string): string {
  const of = (value: number, measure: keyof Measures) =>
    measure === 'spendMinor' ? formatMoney({ minor: minor(value), currency }, speak) : new Intl.NumberFormat(speak).format(value);
  const said = (['spendMinor', 'points', 'orders'] as const).flatMap((measure) => {
    const value = measured[measure];
    return value === undefined ? [] : [`${measureWords[speak](period, measure)}${joint && ` ${joint}`} ${of(value, measure)}`];
  });
  return new Intl.ListFormat(speak, { type: 'conjunction' }).format(said);
}

const measureWords = {
  en: (period: StandingReason['period'], measure: keyof Measures): string => {
    const name = { spendMinor: 'spend', points: 'points', orders: 'orders' }[measure];
    switch (period.kind) {
      case 'rolling-months':
        return `your ${period.months}-month ${name}`;
      case 'lifetime':
        return `your ${name} so far`;
      case 'calendar-year':
        return `your ${name} this year`;
      case 'membership-year':
        return `your ${name} in this year of membership`;
    }
  },
  de: (period: StandingReason['period'], measure: keyof Measures): string => {
    const name = { spendMinor: 'Umsatz', points: 'Punkte', orders: 'Bestellungen' }[measure];
    switch (period.kind) {
      case 'rolling-months':
        return `${name} in ${period.months} Monaten`;
      case 'lifetime':
        return `${name} bisher`;
      case 'calendar-year':
        return `${name} in diesem Jahr`;
      case 'membership-year':
        return `${name} in diesem Mitgliedsjahr`;
    }
  },
};

/** "March 1, 2026", in words of the locale's language. */
export function dayWords(day: Day, speak: 'en' | 'de'): string {
  return new Intl.DateTimeFormat(speak, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}
