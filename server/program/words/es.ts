import type { FactorReason, ReasonOf } from '../earn-reasons.ts';
import { plural } from './plural.ts';
import type { Sentences } from './reason-text.ts';
import type { Say } from './say.ts';

const item = (say: Say, lineId: string) => say.title(lineId) ?? 'Un artículo';
const points = (say: Say, count: number) => `${say.number(count)} ${plural('es', count, 'punto', 'puntos')}`;

function priced({ baseMinor, currency, rate, unitMinor }: ReasonOf<'purchase' | 'shipping' | 'duties'>, say: Say): string {
  return `${say.money(baseMinor, currency)} × ${points(say, rate)} por cada ${say.unit(unitMinor, currency)}`;
}

function factor({ factor: hundredths, baseMinor, currency, lineIds = [] }: FactorReason, say: Say): string {
  const on = (lineIds.length > 0 ? say.titles(lineIds) : undefined) ?? say.money(baseMinor, currency);
  return `${say.factor(hundredths)} sobre ${on}`;
}

function capped({ uncapped, capPerMember, givenBefore }: ReasonOf<'campaign-bonus' | 'campaign-factor'>, say: Say): string {
  if (uncapped === undefined) return '';
  return `; cada miembro recibe como máximo ${points(say, capPerMember ?? 0)}, y antes ya tenía ${say.number(givenBefore ?? 0)}`;
}

const ways = { down: 'Redondeado hacia abajo', 'half-up': 'Redondeado al punto más cercano', up: 'Redondeado hacia arriba' } as const;

/** The reasons in Spanish. */
export const spanish: Sentences = {
  purchase: (reason, say) => `${item(say, reason.lineId)}: ${priced(reason, say)}`,
  shipping: (reason, say) => `Envío: ${priced(reason, say)}`,
  duties: (reason, say) => `Aranceles: ${priced(reason, say)}`,
  'gift-card': ({ lineId }, say) => `${item(say, lineId)}: las tarjetas regalo no dan puntos`,
  tip: ({ lineId }, say) => `${item(say, lineId)}: las propinas no dan puntos`,
  'nothing-paid': ({ lineId }, say) => `${item(say, lineId)}: no se pagó nada por este artículo`,
  'on-sale': ({ lineId }, say) => `${item(say, lineId)}: los artículos rebajados no dan puntos`,
  'by-code': ({ lineId }, say) => `${item(say, lineId)}: los artículos rebajados con un código no dan puntos`,
  'excluded-line': ({ lineId }, say) => `${item(say, lineId)}: el programa no da puntos por este artículo`,
  'refunded-by-hand': ({ refundedMinor, currency }, say) =>
    `Se reembolsaron ${say.money(refundedMinor, currency)} sin indicar ningún artículo y se reparten entre todos`,
  'other-currency': ({ currency }, say) => `El pedido está en ${currency}; los puntos se cuentan en ${say.currency}`,
  'excluded-customer': ({ tag }) => `Los clientes con la etiqueta «${tag}» no ganan puntos`,
  'excluded-channel': ({ channel }) => `Los pedidos por «${channel}» no dan puntos`,
  'below-minimum': ({ baseMinor, minimumMinor }, say) =>
    `Los pedidos dan puntos a partir de ${say.money(minimumMinor)}; de este cuentan ${say.money(baseMinor)}`,
  rounding: (reason, say) =>
    'per' in reason
      ? `${ways[reason.rounding]}, artículo por artículo`
      : `${ways[reason.rounding]} desde ${say.number(reason.whole + reason.rest / reason.of)}, una vez para todo el pedido`,
  'line-factor': (reason, say) => `${say.rule(reason.id) ?? 'Más puntos por estos artículos'}: ${factor(reason, say)}`,
  'channel-factor': (reason, say) => `${say.rule(reason.id) ?? 'Más puntos por este canal de venta'}: ${factor(reason, say)}`,
  'subscription-factor': (reason, say) => `${say.rule(reason.id) ?? 'Más puntos con una suscripción'}: ${factor(reason, say)}`,
  'campaign-factor': (reason, say) => `${say.campaign(reason.id) ?? 'Promoción'}: ${factor(reason, say)}${capped(reason, say)}`,
  'line-points': ({ id, lineId, quantity, each }, say) =>
    `${say.rule(id) ?? 'Puntos extra'}: ${say.number(quantity)} × ${points(say, each)} por ${say.title(lineId) ?? 'un artículo'}`,
  'first-order': ({ id }, say) => `${say.rule(id) ?? 'Primer pedido'}: por el primer pedido`,
  'order-milestone': ({ id, orderNumber }, say) => `${say.rule(id) ?? 'Pedidos'}: por el pedido número ${say.number(orderNumber)}`,
  'spend-milestone': ({ id, reachedMinor }, say) => `${say.rule(id) ?? 'Compras'}: por llegar a ${say.money(reachedMinor)} en total`,
  'campaign-bonus': (reason, say) =>
    `${say.campaign(reason.id) ?? 'Promoción'}: por un pedido de ${say.money(reason.minimumMinor)} o más${capped(reason, say)}`,
  'nothing-counts': () => 'Nada del pedido cuenta, así que tampoco hay puntos extra',
  cap: (reason, say) => capText(reason, say),
};

function capText({ cap, most, earnedBefore }: ReasonOf<'cap'>, say: Say): string {
  const before = `antes ya se ganaron ${say.number(earnedBefore ?? 0)}`;
  switch (cap) {
    case 'order':
      return `Como máximo ${points(say, most)} por pedido`;
    case 'day':
      return `Como máximo ${points(say, most)} al día; ${before}`;
    case 'month':
      return `Como máximo ${points(say, most)} al mes; ${before}`;
    case 'posting':
      return `Como máximo ${points(say, most)} de una vez`;
  }
}
