import type { FactorReason, ReasonOf } from '../earn-reasons.ts';
import { plural } from './plural.ts';
import type { Sentences } from './reason-text.ts';
import type { Say } from './say.ts';

const item = (say: Say, lineId: string) => say.title(lineId) ?? 'Ein Artikel';
const points = (say: Say, count: number) => `${say.number(count)} ${plural('de', count, 'Punkt', 'Punkte')}`;

function priced({ baseMinor, currency, rate, unitMinor }: ReasonOf<'purchase' | 'shipping' | 'duties'>, say: Say): string {
  return `${say.money(baseMinor, currency)} × ${points(say, rate)} je ${say.unit(unitMinor, currency)}`;
}

function factor({ factor: hundredths, baseMinor, currency, lineIds = [] }: FactorReason, say: Say): string {
  const on = (lineIds.length > 0 ? say.titles(lineIds) : undefined) ?? say.money(baseMinor, currency);
  return `${say.factor(hundredths)} auf ${on}`;
}

function capped({ uncapped, capPerMember, givenBefore }: ReasonOf<'campaign-bonus' | 'campaign-factor'>, say: Say): string {
  if (uncapped === undefined) return '';
  return `; je Mitglied höchstens ${points(say, capPerMember ?? 0)}, davon ${say.number(givenBefore ?? 0)} schon vorher`;
}

const ways = { down: 'Abgerundet', 'half-up': 'Kaufmännisch gerundet', up: 'Aufgerundet' } as const;

/** The reasons in German. */
export const german: Sentences = {
  purchase: (reason, say) => `${item(say, reason.lineId)}: ${priced(reason, say)}`,
  shipping: (reason, say) => `Versand: ${priced(reason, say)}`,
  duties: (reason, say) => `Zoll: ${priced(reason, say)}`,
  'gift-card': ({ lineId }, say) => `${item(say, lineId)}: Für Geschenkgutscheine gibt es keine Punkte`,
  tip: ({ lineId }, say) => `${item(say, lineId)}: Für Trinkgeld gibt es keine Punkte`,
  'nothing-paid': ({ lineId }, say) => `${item(say, lineId)}: Dafür wurde nichts bezahlt`,
  'on-sale': ({ lineId }, say) => `${item(say, lineId)}: Für reduzierte Artikel gibt es keine Punkte`,
  'by-code': ({ lineId }, say) => `${item(say, lineId)}: Für Artikel, die ein Rabattcode günstiger macht, gibt es keine Punkte`,
  'excluded-line': ({ lineId }, say) => `${item(say, lineId)}: Dafür sieht das Programm keine Punkte vor`,
  'refunded-by-hand': ({ refundedMinor, currency }, say) =>
    `${say.money(refundedMinor, currency)} wurden erstattet, ohne einen Artikel zu nennen, und sind auf alle Artikel verteilt`,
  'other-currency': ({ currency }, say) => `Die Bestellung ist in ${currency}; Punkte werden in ${say.currency} gezählt`,
  'excluded-customer': ({ tag }) => `Für Kunden mit dem Tag „${tag}“ gibt es keine Punkte`,
  'excluded-channel': ({ channel }) => `Für Bestellungen über „${channel}“ gibt es keine Punkte`,
  'below-minimum': ({ baseMinor, minimumMinor }, say) =>
    `Punkte gibt es ab ${say.money(minimumMinor)}; von dieser Bestellung zählen ${say.money(baseMinor)}`,
  rounding: (reason, say) =>
    'per' in reason
      ? `${ways[reason.rounding]}, Artikel für Artikel`
      : `${ways[reason.rounding]} von ${say.number(reason.whole + reason.rest / reason.of)}, einmal für die ganze Bestellung`,
  'line-factor': (reason, say) => `${say.rule(reason.id) ?? 'Mehr Punkte für diese Artikel'}: ${factor(reason, say)}`,
  'channel-factor': (reason, say) => `${say.rule(reason.id) ?? 'Mehr Punkte für diesen Verkaufsweg'}: ${factor(reason, say)}`,
  'subscription-factor': (reason, say) => `${say.rule(reason.id) ?? 'Mehr Punkte im Abo'}: ${factor(reason, say)}`,
  'campaign-factor': (reason, say) => `${say.campaign(reason.id) ?? 'Aktion'}: ${factor(reason, say)}${capped(reason, say)}`,
  'line-points': ({ id, lineId, quantity, each }, say) =>
    `${say.rule(id) ?? 'Extrapunkte'}: ${say.number(quantity)} × ${points(say, each)} für ${say.title(lineId) ?? 'einen Artikel'}`,
  'first-order': ({ id }, say) => `${say.rule(id) ?? 'Erste Bestellung'}: für die erste Bestellung`,
  'order-milestone': ({ id, orderNumber }, say) => `${say.rule(id) ?? 'Bestellungen'}: für die ${say.number(orderNumber)}. Bestellung`,
  'spend-milestone': ({ id, reachedMinor }, say) => `${say.rule(id) ?? 'Umsatz'}: für insgesamt ${say.money(reachedMinor)}`,
  'campaign-bonus': (reason, say) =>
    `${say.campaign(reason.id) ?? 'Aktion'}: für eine Bestellung ab ${say.money(reason.minimumMinor)}${capped(reason, say)}`,
  'nothing-counts': () => 'Von der Bestellung zählt nichts, deshalb gibt es auch keine Extrapunkte',
  cap: (reason, say) => capText(reason, say),
};

function capText({ cap, most, earnedBefore }: ReasonOf<'cap'>, say: Say): string {
  const before = `${say.number(earnedBefore ?? 0)} kamen schon vorher dazu`;
  switch (cap) {
    case 'order':
      return `Höchstens ${points(say, most)} für eine Bestellung`;
    case 'day':
      return `Höchstens ${points(say, most)} am Tag; ${before}`;
    case 'month':
      return `Höchstens ${points(say, most)} im Monat; ${before}`;
    case 'posting':
      return `Höchstens ${points(say, most)} auf einmal`;
  }
}
