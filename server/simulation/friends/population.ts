import { seeded, type Random } from '../random.ts';
import { cheatsOf, type Cheat } from './cheats.ts';
import { town, type Person, type Town } from './people.ts';

export const honestKinds = ['family', 'colleague', 'neighbour', 'namesake', 'friend', 'fan'] as const;
export type Honest = (typeof honestKinds)[number];

/** A friend who came by a member's link, with the truth about it, which only the bench knows. */
export interface Brought {
  readonly advocate: number;
  readonly friend: Person;
  /** Hours since the beginning. */
  readonly atHours: number;
  /** Hours after which the order was cancelled; absent: it was kept. */
  readonly cancelledAfterHours?: number;
  readonly truth: Honest | Cheat;
}

export interface Population {
  /** Everybody who bought before; advocates are some of them. */
  readonly customers: readonly Person[];
  readonly brought: readonly Brought[];
}

export interface PopulationOptions {
  readonly seed: number;
  readonly advocates: number;
  /** How many of each kind of cheats; a ring, and who has orders cancelled, counts by friends. */
  readonly perCheat: number;
}

const hoursOfYear = 24 * 365;

/** A shop's year of referrals, honest and not. The same seed makes the same people. */
export function population({ seed, advocates, perCheat }: PopulationOptions): Population {
  const random = seeded(seed);
  const place = town(random.fork());
  const customers = Array.from({ length: advocates * 3 }, () => place.person());
  const honest = Array.from({ length: advocates }, (_, advocate) => honestFriends(place, random, customers, advocate)).flat();
  return { customers, brought: [...honest, ...cheatsOf(place, random, customers, advocates, perCheat)] };
}

function honestFriends(place: Town, random: Random, customers: readonly Person[], advocate: number): Brought[] {
  const who = customers[advocate];
  if (!who) return [];
  // Somebody with an audience brings many within days, of whom nobody knows another.
  const fan = random.chance(0.004);
  const count = fan ? random.int(15, 40) : random.weighted({ '1': 70, '2': 20, '3': 7, '5': 3 });
  const begin = random.int(0, hoursOfYear - 400);
  return Array.from({ length: Number(count) }, (): Brought => {
    const truth: Honest = fan ? 'fan' : random.weighted({ family: 22, colleague: 16, neighbour: 8, namesake: 2, friend: 52 });
    return {
      advocate,
      friend: lent(random, who, friendOf(truth, place, who)),
      atHours: begin + (fan ? random.int(0, 96) : random.int(0, 390)),
      // People change their minds: most of them soon.
      ...(random.chance(0.02) && { cancelledAfterHours: random.int(1, 240) }),
      truth,
    };
  });
}

function friendOf(truth: Honest, place: Town, who: Person): Person {
  switch (truth) {
    case 'family':
      return place.relative(who);
    case 'colleague':
      return place.colleague(who);
    case 'neighbour':
      return place.neighbour(who);
    case 'namesake': {
      const other = place.person();
      return { ...other, name: who.name, email: place.mailbox(who.name) };
    }
    default:
      return place.person();
  }
}

/** Visiting friends order with the other's telephone, or have the parcel sent there. */
function lent(random: Random, who: Person, friend: Person): Person {
  const { street, postcode, city } = who;
  return {
    ...friend,
    ...(random.chance(0.02) && who.device !== undefined && who.ip !== undefined && { device: who.device, ip: who.ip }),
    ...(random.chance(0.01) && { street, postcode, city }),
  };
}
