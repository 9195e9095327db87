import type { FactorReason, ReasonOf } from '../earn-reasons.ts';
import { plural } from './plural.ts';
import type { Sentences } from './reason-text.ts';
import type { Say } from './say.ts';

const item = (say: Say, lineId: string) => say.title(lineId) ?? 'Un article';
const points = (say: Say, count: number) => `${say.number(count)} ${plural('fr', count, 'point', 'points')}`;

function priced({ baseMinor, currency, rate, unitMinor }: ReasonOf<'purchase' | 'shipping' | 'duties'>, say: Say): string {
  return `${say.money(baseMinor, currency)} × ${points(say, rate)} par ${say.unit(unitMinor, currency)}`;
}

function factor({ factor: hundredths, baseMinor, currency, lineIds = [] }: FactorReason, say: Say): string {
  const on = (lineIds.length > 0 ? say.titles(lineIds) : undefined) ?? say.money(baseMinor, currency);
  return `${say.factor(hundredths)} sur ${on}`;
}

function capped({ uncapped, capPerMember, givenBefore }: ReasonOf<'campaign-bonus' | 'campaign-factor'>, say: Say): string {
  if (uncapped === undefined) return '';
  return ` ; chaque membre en reçoit au plus ${points(say, capPerMember ?? 0)}, dont ${say.number(givenBefore ?? 0)} déjà reçus`;
}

const ways = {
  down: 'Arrondi à l’unité inférieure',
  'half-up': 'Arrondi au point le plus proche',
  up: 'Arrondi à l’unité supérieure',
} as const;

/** The reasons in French. */
export const french: Sentences = {
  purchase: (reason, say) => `${item(say, reason.lineId)} : ${priced(reason, say)}`,
  shipping: (reason, say) => `Livraison : ${priced(reason, say)}`,
  duties: (reason, say) => `Droits de douane : ${priced(reason, say)}`,
  'gift-card': ({ lineId }, say) => `${item(say, lineId)} : les cartes-cadeaux ne rapportent pas de points`,
  tip: ({ lineId }, say) => `${item(say, lineId)} : les pourboires ne rapportent pas de points`,
  'nothing-paid': ({ lineId }, say) => `${item(say, lineId)} : rien n’a été payé pour cet article`,
  'on-sale': ({ lineId }, say) => `${item(say, lineId)} : les articles soldés ne rapportent pas de points`,
  'by-code': ({ lineId }, say) => `${item(say, lineId)} : les articles réduits par un code ne rapportent pas de points`,
  'excluded-line': ({ lineId }, say) => `${item(say, lineId)} : le programme ne donne pas de points pour cet article`,
  'refunded-by-hand': ({ refundedMinor, currency }, say) =>
    `${say.money(refundedMinor, currency)} ont été remboursés sans préciser d’article et sont répartis sur tous les articles`,
  'other-currency': ({ currency }, say) => `La commande est en ${currency} ; les points se comptent en ${say.currency}`,
  'excluded-customer': ({ tag }) => `Les clients avec le tag « ${tag} » ne gagnent pas de points`,
  'excluded-channel': ({ channel }) => `Les commandes passées par « ${channel} » ne rapportent pas de points`,
  'below-minimum': ({ baseMinor, minimumMinor }, say) =>
    `Les commandes rapportent des points à partir de ${say.money(minimumMinor)} ; celle-ci compte pour ${say.money(baseMinor)}`,
  rounding: (reason, say) =>
    'per' in reason
      ? `${ways[reason.rounding]}, article par article`
      : `${ways[reason.rounding]} à partir de ${say.number(reason.whole + reason.rest / reason.of)}, une fois pour toute la commande`,
  'line-factor': (reason, say) => `${say.rule(reason.id) ?? 'Plus de points pour ces articles'} : ${factor(reason, say)}`,
  'channel-factor': (reason, say) => `${say.rule(reason.id) ?? 'Plus de points pour ce canal de vente'} : ${factor(reason, say)}`,
  'subscription-factor': (reason, say) => `${say.rule(reason.id) ?? 'Plus de points avec un abonnement'} : ${factor(reason, say)}`,
  'campaign-factor': (reason, say) => `${say.campaign(reason.id) ?? 'Offre'} : ${factor(reason, say)}${capped(reason, say)}`,
  'line-points': ({ id, lineId, quantity, each }, say) =>
    `${say.rule(id) ?? 'Points en plus'} : ${say.number(quantity)} × ${points(say, each)} pour ${say.title(lineId) ?? 'un article'}`,
  'first-order': ({ id }, say) => `${say.rule(id) ?? 'Première commande'} : pour la première commande`,
  'order-milestone': ({ id, orderNumber }, say) => `${say.rule(id) ?? 'Commandes'} : pour la commande numéro ${say.number(orderNumber)}`,
  'spend-milestone': ({ id, reachedMinor }, say) => `${say.rule(id) ?? 'Achats'} : pour ${say.money(reachedMinor)} d’achats en tout`,
  'campaign-bonus': (reason, say) =>
    `${say.campaign(reason.id) ?? 'Offre'} : pour une commande d’au moins ${say.money(reason.minimumMinor)}${capped(reason, say)}`,
  'nothing-counts': () => 'Rien ne compte dans la commande, il n’y a donc pas de points en plus',
  cap: (reason, say) => capText(reason, say),
};

function capText({ cap, most, earnedBefore }: ReasonOf<'cap'>, say: Say): string {
  const before = `${say.number(earnedBefore ?? 0)} déjà gagnés auparavant`;
  switch (cap) {
    case 'order':
      return `Pas plus de ${points(say, most)} pour une commande`;
    case 'day':
      return `Pas plus de ${points(say, most)} par jour ; ${before}`;
    case 'month':
      return `Pas plus de ${points(say, most)} par mois ; ${before}`;
    case 'posting':
      return `Pas plus de ${points(say, most)} à la fois`;
  }
}
