import { plural } from '../plural.ts';
import type { Always, Ended, StandingWords } from './words.ts';

const always: Always = {
  pinned: 'car l’équipe de la boutique en a décidé ainsi',
  invited: 'car vous y êtes invité',
};
const ended: Ended = {
  pinned: 'le niveau choisi par l’équipe de la boutique a pris fin',
  kept: 'la période pendant laquelle votre ancien niveau était conservé est terminée',
  invited: 'votre invitation a pris fin',
};

/** Standings in French. */
export const french: StandingWords = {
  because: ({ because, way, heldBy }, measured) => {
    const step = heldBy === 'step' ? ' ; vous ne descendez que d’un niveau' : '';
    switch (because.kind) {
      case 'joined':
        return 'car vous avez rejoint le programme';
      case 'order':
        return way === 'down'
          ? `car après une modification de la commande ${because.orderName} : ${measured('')}`
          : `car avec la commande ${because.orderName} : ${measured('')}`;
      case 'action':
        return `car avec « ${because.name} » : ${measured('')}`;
      case 'import':
        return `car avec les commandes reprises : ${measured('')}`;
      case 'merge':
        return way === 'down'
          ? 'car vos commandes comptent désormais pour le compte auquel le vôtre a été réuni'
          : `car un compte a été réuni au vôtre : ${measured('')}`;
      case 'time':
        return `car les commandes plus anciennes ne comptent plus : ${measured('')}${step}`;
      case 'verification':
        return `car une vérification des comptes a donné : ${measured('')}`;
      case 'program':
        return `car la version ${because.version} du programme s’applique, avec : ${measured('')}`;
      case 'pinned':
        return 'car l’équipe de la boutique a choisi ce niveau pour vous';
      case 'invited':
        return 'car l’équipe de la boutique vous a invité';
      case 'keep-ended':
        return `car ${ended[because.keep]} : ${measured('')}`;
    }
  },
  keeps: (heldBy, tier, until, then) => {
    if (until === undefined)
      return heldBy in always ? `Vous êtes au niveau ${tier}, ${always[heldBy]}.` : `Le niveau ${tier} vous reste acquis.`;
    const end = `jusqu’au ${until}`;
    const after = then === undefined ? '' : ` Ensuite, ce sera ${then}.`;
    switch (heldBy) {
      case 'activity':
        return `Ce qui compte aujourd’hui vous maintient au niveau ${tier} ${end}.${after}`;
      case 'lasting':
        return `Vous avez atteint ${tier} l’année précédente : le niveau est à vous ${end}.${after}`;
      case 'step':
        return `Un niveau au-dessous du précédent : ${tier} est à vous ${end}.${after}`;
      case 'grace':
        return `Ce qui maintenait ${tier} ne compte plus ; vous gardez le niveau ${end}.${after}`;
      case 'pinned':
        return `L’équipe de la boutique a choisi ${tier} pour vous ${end}.${after}`;
      case 'kept':
        return `Les règles ont changé ; vous gardez ${tier} ${end}.${after}`;
      case 'invited':
        return `Vous êtes invité au niveau ${tier} ${end}.${after}`;
    }
  },
  measure: (period, measure) => {
    const name = { spendMinor: 'vos achats', points: 'vos points', orders: 'vos commandes' }[measure];
    switch (period.kind) {
      case 'rolling-months':
        return `${name} sur ${period.months} mois :`;
      case 'lifetime':
        return `${name} jusqu’ici :`;
      case 'calendar-year':
        return `${name} cette année :`;
      case 'membership-year':
        return `${name} dans cette année d’adhésion :`;
    }
  },
  missing: {
    spend: (amount) => `${amount} d’achats`,
    points: (count, value) => `${count} ${plural('fr', value, 'point', 'points')}`,
    orders: (count, value) => `${count} ${plural('fr', value, 'commande', 'commandes')}`,
    all: (list, tier) => `Il vous manque pour atteindre ${tier} : ${list}.`,
    none: (tier) => `Il ne vous manque rien pour atteindre ${tier}.`,
  },
};
