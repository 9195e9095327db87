import type { Random } from '../random.ts';
import { plain, type Person, type Town } from './people.ts';
import type { Brought } from './population.ts';

/** What people try, to be thanked for bringing nobody. */
export const cheats = [
  'same-mailbox',
  'second-mailbox',
  'thrown-away',
  'alias-at-home',
  'ring',
  'order-and-cancel',
  'old-customer',
] as const;
export type Cheat = (typeof cheats)[number];

type Try = Pick<Brought, 'friend' | 'atHours' | 'cancelledAfterHours'>;
/** One cheat's tries: mostly one friend, of a ring many. */
type Trick = (place: Town, random: Random, who: Person, customers: readonly Person[]) => Try[];

/** `perCheat` friends of each kind, by advocates who are otherwise like everybody. */
export function cheatsOf(place: Town, random: Random, customers: readonly Person[], advocates: number, perCheat: number): Brought[] {
  return cheats.flatMap((truth) => {
    const brought: Brought[] = [];
    while (brought.length < perCheat) {
      const advocate = random.int(0, advocates - 1);
      const who = customers[advocate];
      if (who) brought.push(...tricks[truth](place, random, who, customers).map((one) => ({ ...one, advocate, truth })));
    }
    return brought.slice(0, perCheat);
  });
}

const sometime = (random: Random): number => random.int(0, 24 * 360);

const tricks: Readonly<Record<Cheat, Trick>> = {
  /** Themselves by a plus tag, or dots; a few by another name of their own domain. */
  'same-mailbox': (place, random, who) => {
    const [local = '', host = ''] = who.email.split('@');
    const dotted = local
      .replaceAll('.', '')
      .split('')
      .join(random.chance(0.5) ? '.' : '');
    const tagged = `${local.split('+')[0]}+${place.firstName().toLowerCase()}${random.int(1, 99)}`;
    const dots = host === 'gmail.com' && random.chance(0.4);
    return [{ friend: themselves(place, random, { ...who, email: `${dots ? dotted : tagged}@${host}` }), atHours: sometime(random) }];
  },
  /** A mailbox elsewhere, in their own name or a short form of it. */
  'second-mailbox': (place, random, who) => {
    const [first = '', ...rest] = who.name.split(' ');
    const name = random.chance(0.85) ? who.name : `${random.chance(0.5) ? `${first[0]}.` : place.firstName()} ${rest.join(' ')}`;
    return [{ friend: themselves(place, random, { ...who, name, email: place.mailbox(name) }), atHours: sometime(random) }];
  },
  /** A mailbox for ten minutes and an invented name. */
  'thrown-away': (place, random, who) => {
    const name = `${place.firstName()} ${place.surname()}`;
    const hosts = [
      'mailinator.com',
      'guerrillamail.com',
      '10minutemail.com',
      'yopmail.com',
      'tempmail.com',
      'trashmail.com',
      'sharklasers.com',
    ];
    // New hosts come up faster than lists follow.
    const host = random.chance(0.9) ? random.pick(hosts) : `mx${random.int(1, 9_999)}.example`;
    const own = random.chance(0.7) ? {} : place.home();
    const email = `${plain(name).replace(' ', '')}${random.int(1, 99)}@${host}`;
    return [{ friend: themselves(place, random, { ...who, name, email, ...own }, 0.55), atHours: sometime(random) }];
  },
  /** A relative who does not exist, with the purse and the telephone of the one who does. */
  'alias-at-home': (place, random, who) => {
    const name = `${place.firstName()} ${random.chance(0.7) ? who.name.split(' ').slice(1).join(' ') : place.surname()}`;
    const friend = themselves(place, random, { ...who, name, email: place.mailbox(name) }, 0.85);
    return [{ friend, atHours: sometime(random) }];
  },
  /** Many accounts within days: few telephones, few cards, one drop. */
  ring: (place, random) => {
    const drop = place.home();
    const devices = Array.from({ length: random.int(1, 3) }, () => place.device());
    const cards = Array.from({ length: random.int(2, 4) }, () => place.card());
    const range = place.homeIp().split('.').slice(0, 3).join('.');
    const begin = sometime(random);
    return Array.from({ length: random.int(8, 30) }, (_, i): Try => {
      const name = `${place.firstName()} ${place.surname()}`;
      const device = random.chance(0.25) ? place.device() : random.pick(devices);
      const card = random.chance(0.85) ? random.pick(cards) : place.card();
      return {
        friend: {
          name,
          email: place.mailbox(name),
          ...(random.chance(0.8) ? { ...drop, street: `${drop.street.split(',')[0]}, Apt ${i + 1}` } : place.home()),
          ip: random.chance(0.7) ? `${range}.${random.int(1, 254)}` : place.mobileIp(),
          ...(device !== undefined && { device }),
          ...(card !== undefined && { card }),
          ...(random.chance(0.3) && { phone: place.phone() }),
        },
        atHours: begin + random.int(0, 24 * 6),
      };
    });
  },
  /** Friends in the know, who order and cancel, one after the other. */
  'order-and-cancel': (place, random, who) => {
    const begin = random.int(0, 24 * 300);
    return Array.from({ length: random.int(3, 7) }, (_, i): Try => ({
      friend: random.chance(0.5) ? place.relative(who) : place.person(),
      atHours: begin + i * random.int(24, 160),
      ...(random.chance(0.95) && { cancelledAfterHours: random.int(1, 40) }),
    }));
  },
  /** Somebody else who bought before, as if they were new. */
  'old-customer': (place, random, _who, customers) => {
    const old = random.pick(customers) ?? place.person();
    const name = random.chance(0.9) ? old.name : `${place.firstName()} ${place.surname()}`;
    return [{ friend: themselves(place, random, { ...old, name, email: place.mailbox(name) }, 0.8), atHours: sometime(random) }];
  },
};

/** The same person once more: each trace stays with a likelihood, and some write their address in another way. */
function themselves(place: Town, random: Random, who: Person, keeps = 0.8): Person {
  const { card, device, ip, phone, ...rest } = who;
  const stays = () => random.chance(keeps);
  const kept = { card: stays() ? card : place.card(), device: stays() ? device : place.device(), ip: stays() ? ip : place.mobileIp() };
  const number = phone === undefined || random.chance(0.4) ? (random.chance(0.3) ? place.phone() : undefined) : respelt(random, phone);
  return {
    ...rest,
    ...(random.chance(0.12) ? place.home() : { street: street(random, who.street) }),
    ...(kept.card !== undefined && { card: kept.card }),
    ...(kept.device !== undefined && { device: kept.device }),
    ...(kept.ip !== undefined && { ip: kept.ip }),
    ...(number !== undefined && { phone: number }),
  };
}

function respelt(random: Random, phone: string): string {
  return random.chance(0.5) ? phone.replaceAll(' ', '-').replace('+1-', '001 ') : phone.replaceAll(' ', '');
}

function street(random: Random, written: string): string {
  const short = written
    .replace('Street', 'St.')
    .replace('Avenue', 'Ave')
    .replace('Road', 'Rd')
    .replace('straße', 'str.')
    .replace('Apt', 'Apartment');
  return random.pick([written, short, written.toUpperCase(), written.replace(', Apt', ' #')]) ?? written;
}
