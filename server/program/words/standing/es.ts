import { plural } from '../plural.ts';
import type { Always, Ended, StandingWords } from './words.ts';

const always: Always = {
  pinned: 'porque el equipo de la tienda lo ha decidido así',
  invited: 'porque te han invitado',
};
const ended: Ended = {
  pinned: 'terminó el nivel que había elegido el equipo de la tienda',
  kept: 'terminó el plazo en que conservabas tu nivel anterior',
  invited: 'terminó tu invitación',
};

/** Standings in Spanish. */
export const spanish: StandingWords = {
  because: ({ because, way, heldBy }, measured) => {
    const step = heldBy === 'step' ? '; solo bajas un nivel' : '';
    switch (because.kind) {
      case 'joined':
        return 'porque te uniste al programa';
      case 'order':
        return way === 'down'
          ? `porque tras un cambio en el pedido ${because.orderName} quedan ${measured('')}`
          : `porque con el pedido ${because.orderName} llegas a ${measured('')}`;
      case 'action':
        return `porque con «${because.name}» llegas a ${measured('')}`;
      case 'import':
        return `porque con los pedidos traspasados tienes ${measured('')}`;
      case 'merge':
        return way === 'down'
          ? 'porque tus pedidos cuentan ahora para la cuenta a la que se unió la tuya'
          : `porque se unió otra cuenta a la tuya y llegas a ${measured('')}`;
      case 'time':
        return `porque los pedidos más antiguos ya no cuentan y quedan ${measured('')}${step}`;
      case 'verification':
        return `porque una revisión de las cuentas dio ${measured('')}`;
      case 'program':
        return `porque se aplica la versión ${because.version} del programa, con ${measured('')}`;
      case 'pinned':
        return 'porque el equipo de la tienda eligió este nivel para ti';
      case 'invited':
        return 'porque el equipo de la tienda te invitó';
      case 'keep-ended':
        return `porque ${ended[because.keep]}, con ${measured('')}`;
    }
  },
  keeps: (heldBy, tier, until, then) => {
    if (until === undefined) return heldBy in always ? `Estás en ${tier} ${always[heldBy]}.` : `El nivel ${tier} es tuyo sin fecha de fin.`;
    const end = `hasta el ${until}`;
    const after = then === undefined ? '' : ` Después será ${then}.`;
    switch (heldBy) {
      case 'activity':
        return `Lo que cuenta ahora te mantiene en ${tier} ${end}.${after}`;
      case 'lasting':
        return `Alcanzaste ${tier} el año anterior: es tuyo ${end}.${after}`;
      case 'step':
        return `Un nivel por debajo del anterior: ${tier} es tuyo ${end}.${after}`;
      case 'grace':
        return `Lo que mantenía ${tier} ya no cuenta; aún lo conservas ${end}.${after}`;
      case 'pinned':
        return `El equipo de la tienda eligió ${tier} para ti ${end}.${after}`;
      case 'kept':
        return `Las reglas han cambiado; conservas ${tier} ${end}.${after}`;
      case 'invited':
        return `Tienes una invitación a ${tier} ${end}.${after}`;
    }
  },
  measure: (period, measure) => {
    const name = { spendMinor: 'compras', points: 'puntos', orders: 'pedidos' }[measure];
    switch (period.kind) {
      case 'rolling-months':
        return `${name} en ${period.months} ${plural('es', period.months, 'mes', 'meses')}:`;
      case 'lifetime':
        return `${name} hasta ahora:`;
      case 'calendar-year':
        return `${name} este año:`;
      case 'membership-year':
        return `${name} en este año como miembro:`;
    }
  },
  missing: {
    spend: (amount) => `${amount} en compras`,
    points: (count, value) => `${count} ${plural('es', value, 'punto', 'puntos')}`,
    orders: (count, value) => `${count} ${plural('es', value, 'pedido', 'pedidos')}`,
    all: (list, tier) => `Para llegar a ${tier} te falta: ${list}.`,
    none: (tier) => `No te falta nada para llegar a ${tier}.`,
  },
};
