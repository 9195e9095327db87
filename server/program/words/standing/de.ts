import { plural } from '../plural.ts';
import type { Always, Ended, StandingWords } from './words.ts';

const always: Always = {
  pinned: 'weil das Team des Shops es so festgelegt hat',
  invited: 'weil Sie eingeladen sind',
};

const ended: Ended = {
  pinned: 'die vom Team des Shops festgelegte Stufe endete',
  kept: 'die Zeit um ist, für die Ihre frühere Stufe blieb',
  invited: 'Ihre Einladung endete',
};

/** Standings in German. */
export const german: StandingWords = {
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
        return `weil ${ended[because.keep]}; nun gilt: ${measured('')}`;
    }
  },
  keeps: (heldBy, tier, until, then) => {
    if (until === undefined) return heldBy in always ? `Sie sind in ${tier}, ${always[heldBy]}.` : `${tier} bleibt Ihnen.`;
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
  measure: (period, measure) => {
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
  missing: {
    spend: (amount: string) => `${amount} mehr Umsatz`,
    points: (count: string, value: number) => `${count} ${plural('de', value, 'Punkt', 'Punkte')} mehr`,
    orders: (count: string, value: number) => `${count} ${plural('de', value, 'Bestellung', 'Bestellungen')} mehr`,
    all: (list: string, tier: string) => `Bis ${tier} fehlen: ${list}.`,
    none: (tier: string) => `Bis ${tier} fehlt nichts.`,
  },
};
