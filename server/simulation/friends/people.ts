import type { Random } from '../random.ts';

/** Somebody as a shop sees them with an order; what Shopify does not give is absent. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
  readonly phone?: string;
  readonly card?: string;
  readonly ip?: string;
  readonly device?: string;
}

/** What people of one place share: a home, an office, a mobile network. */
export interface Town {
  /** Somebody who lives alone, or begins a household. */
  person(): Person;
  /** Another one at the same home, most often of the same surname; sometimes with the same card, tablet or telephone. */
  relative(of: Person): Person;
  colleague(of: Person): Person;
  /** Another door of the same house or residence, with its network now and then. */
  neighbour(of: Person): Person;
  firstName(): string;
  surname(): string;
  home(): Pick<Person, 'street' | 'postcode' | 'city'>;
  phone(): string;
  card(): string;
  device(): string;
  homeIp(): string;
  mobileIp(): string;
  mailbox(name: string): string;
}

// Common names come often: the n-th about 1/n times as often as the first.
const firstNames =
  'Mary James Linda John Anna Robert Sarah Michael Emma David Laura Daniel Julia Thomas Sophie Mark Lisa Paul Nina Peter Clara Simon Mia Jonas Lea Lukas Eva Felix Ida Max Zoë André José Søren Chloé Hélène Mehmet Ayşe Wei Mei Hiro Yuki Priya Arjun Fatima Omar Olga Ivan Aroha Tane'.split(
    ' ',
  );
const surnames =
  'Smith Johnson Müller Brown Jones García Miller Davis Schmidt Wilson Lee Nguyen Martin Anderson Taylor Meyer Kim Patel Weber Clark Lewis Wagner Singh Becker Hall Khan Wright Schulz Novak Rossi Dubois Silva Kowalski Jensen Yılmaz Chen Tanaka Sato Hansen O’Brien van Dijk Öztürk Larsen Costa Moreau Fischer Ramos Ortega Lindqvist Abebe'.split(
    ' ',
  );
const streets =
  'Main Street|Oak Avenue|Park Road|High Street|Church Lane|Mill Road|Station Road|Lindenstraße|Hauptstraße|King St|Elm Drive'.split('|');
const cities = 'Springfield Riverton Lindau Fairview Greenville Ashford Brookfield Salem Georgetown Clinton'.split(' ');
const providers = ['gmail.com', 'gmail.com', 'gmail.com', 'icloud.com', 'outlook.com', 'yahoo.com', 'gmx.de', 'hotmail.com'];

export function town(random: Random): Town {
  const often = (list: readonly string[]): string => list[Math.floor(list.length ** random.next()) - 1] ?? list[0] ?? '';
  const any = (list: readonly string[]): string => random.pick(list) ?? '';
  const hex = (length: number) => Array.from({ length }, () => random.int(0, 15).toString(16)).join('');
  const firstName = () => often(firstNames);
  const surname = () => often(surnames);
  const home = () => ({
    street: `${random.int(1, 180)} ${any(streets)}${random.chance(0.35) ? `, Apt ${random.int(1, 40)}` : ''}`,
    postcode: String(random.int(10_000, 99_999)),
    city: any(cities),
  });
  const phone = () => `+1 ${random.int(201, 989)} ${random.int(200, 999)} ${random.int(1_000, 9_999)}`;
  const card = () => `card-${hex(12)}`;
  const device = () => `device-${hex(12)}`;
  const homeIp = () => `${random.int(20, 190)}.${random.int(0, 255)}.${random.int(0, 255)}.${random.int(1, 254)}`;
  // A mobile network hides thousands of people behind a few addresses.
  const mobileIp = () => `100.64.${random.int(0, 7)}.${random.int(1, 254)}`;
  // A mailbox is one person's, whatever else they share.
  const taken = new Set<string>();
  const mailbox = (name: string): string => {
    for (;;) {
      const address = someMailbox(name);
      const box = address.replace(/\+[^@]*/, '').replace(/\.(?=[^@]*@gmail)/g, '');
      if (taken.has(box)) continue;
      taken.add(box);
      return address;
    }
  };
  const someMailbox = (name: string): string => {
    const parts = plain(name).split(' ');
    const [first = 'me', last = 'me'] = [parts[0], parts.at(-1)];
    const year = random.int(60, 99);
    const forms = [
      `${first}.${last}`,
      `${first}${last}`,
      `${first}.${last}${year}`,
      `${first[0]}${last}${year}`,
      `${first}${random.int(1, 9_999)}`,
      `${first}.${last}${random.int(1, 9_999)}`,
    ];
    if (random.chance(0.06)) return `${hex(10)}@privaterelay.appleid.com`;
    const tag = random.chance(0.02) ? `+${any(['shop', 'beauty', 'orders', 'news'])}` : '';
    // A few honest people give an address that is thrown away.
    const host = random.chance(0.004) ? 'mailinator.com' : any(providers);
    return `${any(forms)}${tag}@${host}`;
  };
  const person = (): Person => {
    const name = `${firstName()} ${surname()}`;
    return {
      name,
      email: mailbox(name),
      ...home(),
      ...(random.chance(0.7) && { phone: phone() }),
      ...(random.chance(0.85) && { card: card() }),
      ip: random.chance(0.35) ? mobileIp() : homeIp(),
      device: device(),
    };
  };
  const at = (of: Person) => ({ street: of.street, postcode: of.postcode, city: of.city });
  return {
    person,
    firstName,
    surname,
    home,
    phone,
    card,
    device,
    homeIp,
    mobileIp,
    mailbox,
    relative(of) {
      const name = `${firstName()} ${random.chance(0.75) ? of.name.split(' ').slice(1).join(' ') : surname()}`;
      return {
        ...person(),
        name,
        email: mailbox(name),
        ...at(of),
        ip: random.chance(0.7) && of.ip !== undefined ? of.ip : mobileIp(),
        ...(random.chance(0.025) && of.card !== undefined && { card: of.card }),
        ...(random.chance(0.08) && of.phone !== undefined && { phone: of.phone }),
        ...(random.chance(0.12) && of.device !== undefined && { device: of.device }),
      };
    },
    colleague(of) {
      const name = `${firstName()} ${surname()}`;
      const host = random.chance(0.5) ? `firm${random.int(1, 400)}.example` : undefined;
      return {
        ...person(),
        name,
        email: host ? `${plain(name).replace(' ', '.')}@${host}` : mailbox(name),
        ip: random.chance(0.8) && of.ip !== undefined ? of.ip : mobileIp(),
        ...(random.chance(0.15) && at(of)),
      };
    },
    neighbour: (of) => ({
      ...person(),
      ...at(of),
      street: `${of.street.split(',')[0]}, Apt ${random.int(1, 60)}`,
      ...(random.chance(0.5) && of.ip !== undefined && { ip: of.ip }),
    }),
  };
}

/** "Zoë O’Brien" → "zoe obrien" */
export function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^A-Za-z ]/g, '')
    .toLowerCase();
}
