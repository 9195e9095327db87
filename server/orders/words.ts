import { dayWords, reasonText, spokenFor, type EarnReason, type ReasonNames, type Spoken, type StoredReason } from '../program/index.ts';
import type { OrderReason } from './award.ts';

type OwnReason = Exclude<OrderReason, EarnReason>;
type Sentences = { readonly [R in OwnReason['rule']]: (reason: Extract<OwnReason, { rule: R }>) => string };

const english: Sentences = {
  cancelled: () => 'The order was cancelled',
  'test-order': () => 'Test orders earn no points',
  'not-paid': () => 'The order is not paid in full',
  'before-programme': () => 'The order was placed before the programme began',
  'given-before': () => 'Points of this order until now',
  'left-before': () => 'Points of this order that were left after an earlier refund',
  'moved-to-another-customer': () => 'The order now belongs to another customer',
  policy: ({ policy }) =>
    ({
      never: 'By the programme, points once given stay',
      'pending-only': 'By the programme, only points that are still pending are taken back',
      'within-balance': 'By the programme, no more is taken back than is there',
    })[policy],
  vests: ({ on }) => `The shop heard of the parcel: these points can be spent from ${dayWords(on, 'en')} on`,
  verification: ({ orderName, shouldHave, had }) => `Order ${orderName} should have ${shouldHave} points and had ${had}`,
};

const german: Sentences = {
  cancelled: () => 'Die Bestellung wurde storniert',
  'test-order': () => 'Für Testbestellungen gibt es keine Punkte',
  'not-paid': () => 'Die Bestellung ist nicht vollständig bezahlt',
  'before-programme': () => 'Die Bestellung kam vor dem Beginn des Programms',
  'given-before': () => 'Bisherige Punkte dieser Bestellung',
  'left-before': () => 'Punkte dieser Bestellung, die nach einer früheren Erstattung blieben',
  'moved-to-another-customer': () => 'Die Bestellung gehört jetzt einem anderen Kunden',
  policy: ({ policy }) =>
    ({
      never: 'Nach dem Programm bleiben Punkte, die einmal gegeben sind',
      'pending-only': 'Nach dem Programm werden nur Punkte zurückgenommen, die noch nicht frei sind',
      'within-balance': 'Nach dem Programm wird nicht mehr zurückgenommen, als da ist',
    })[policy],
  vests: ({ on }) => `Der Shop hat von der Sendung gehört: Diese Punkte sind ab dem ${dayWords(on, 'de')} einlösbar`,
  verification: ({ orderName, shouldHave, had }) => `Bestellung ${orderName} sollte ${shouldHave} Punkte haben und hatte ${had}`,
};

const sentences: Readonly<Record<Spoken, Sentences>> = { en: english, de: german };

/** Why an order has the points it has, in words of the locale, in English where we do not speak it; undefined: it is no reason of an order's. */
export function orderReasonText(reason: StoredReason, names: ReasonNames, locale: string): string | undefined {
  if (!isOwn(reason)) return reasonText(reason, names, locale);
  const sentence = sentences[spokenFor(locale)][reason.rule] as (reason: OwnReason) => string;
  return sentence(reason);
}

function isOwn(reason: StoredReason): reason is StoredReason & OwnReason {
  return Object.hasOwn(english, String(reason['rule']));
}
