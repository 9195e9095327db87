import {
  addressOf,
  disposableDomains,
  houseOf,
  mailboxOf,
  nameKey,
  phoneKey,
  rangeOf,
  suspicion,
  type Around,
  type SharedKind,
} from '../referrals/index.ts';
import type { BenchOptions } from './run.ts';
import { cheats } from '../simulation/friends/cheats.ts';
import type { Person } from '../simulation/friends/people.ts';
import { honestKinds, population, type Brought, type Population } from '../simulation/friends/population.ts';

/** How many cheats are held or refused, and how many honest friends are, of a population that the signals never saw being made. */
export function benchReferral({ say }: BenchOptions): Promise<Record<string, number>> {
  const found = new Map<string, { all: number; caught: number }>();
  for (const seed of [21, 22, 23])
    for (const [truth, caught] of judged(population({ seed, advocates: 8_000, perCheat: 300 }))) count(truth, caught);
  function count(truth: string, caught: boolean): void {
    const before = found.get(truth) ?? { all: 0, caught: 0 };
    found.set(truth, { all: before.all + 1, caught: before.caught + Number(caught) });
  }
  for (const [truth, { all, caught }] of found)
    say(`${truth.padEnd(18)} ${String(caught).padStart(6)} of ${String(all).padStart(6)} held or refused`);
  const share = (kinds: readonly string[]): number => {
    const of = kinds.map((kind) => found.get(kind) ?? { all: 0, caught: 0 });
    return (
      of.reduce((sum, { caught }) => sum + caught, 0) /
      Math.max(
        1,
        of.reduce((sum, { all }) => sum + all, 0),
      )
    );
  };
  const figures = { recall: share(cheats), false_alarms: share(honestKinds) };
  say(`recall ${(100 * figures.recall).toFixed(1)} %, false alarms ${(100 * figures.false_alarms).toFixed(2)} %`);
  return Promise.resolve(figures);
}

const lookBackHours = 24 * 14;
const soonHours = 24 * 2;
const cancelLookBackHours = 24 * 45;

/** Judged when the return window ends: other friends of the days before and after are known, and so are cancellations. */
function judged({ brought, customers }: Population): [string, boolean][] {
  const bySame = indexOf(customers);
  const ofAdvocate = Map.groupBy(brought, ({ advocate }) => advocate);
  return brought.map((one) => {
    const advocate = customers[one.advocate] ?? one.friend;
    const around = aroundOf(one, ofAdvocate.get(one.advocate) ?? []);
    const { verdict } = suspicion({
      shared: sharedBy(advocate, one.friend),
      disposable: isDisposable(one.friend),
      around,
      old: oldTraces(one, bySame),
    });
    return [one.truth, verdict !== 'through'];
  });
}

function aroundOf(one: Brought, friends: readonly Brought[]): Around {
  const others = friends.filter((other) => other !== one && Math.abs(other.atHours - one.atHours) <= lookBackHours);
  const shared = (trace: (person: Person) => string | undefined) => {
    const own = trace(one.friend);
    return own === undefined ? 0 : others.filter(({ friend }) => trace(friend) === own).length;
  };
  const soon = ({ atHours, cancelledAfterHours }: Brought) =>
    cancelledAfterHours !== undefined && cancelledAfterHours <= soonHours && Math.abs(atHours - one.atHours) <= cancelLookBackHours;
  return {
    sameDevice: shared(({ device }) => device),
    sameCard: shared(({ card }) => card),
    sameHouse: shared(houseOf),
    sameRange: shared(({ ip }) => rangeOf(ip)),
    friends: others.length,
    cancelledSoon: friends.filter(soon).length,
  };
}

/** What two people have in common. */
function sharedBy(one: Person, other: Person): SharedKind[] {
  const same = (a: string | undefined, b: string | undefined) => a !== undefined && a !== '' && a === b;
  const both: [SharedKind, boolean][] = [
    ['mailbox', same(mailboxOf(one.email), mailboxOf(other.email))],
    ['name', same(nameKey(one.name), nameKey(other.name))],
    ['address', same(addressOf(one), addressOf(other))],
    ['phone', same(one.phone && phoneKey(one.phone), other.phone && phoneKey(other.phone))],
    ['card', same(one.card, other.card)],
    ['device', same(one.device, other.device)],
    ['range', same(rangeOf(one.ip), rangeOf(other.ip))],
  ];
  return both.flatMap(([kind, holds]) => (holds ? [kind] : []));
}

function isDisposable({ email }: Person): boolean {
  return disposableDomains.has(email.split('@')[1]?.toLowerCase() ?? '');
}

type Index = ReadonlyMap<string, ReadonlySet<number>>;

function keysOf(person: Person): [SharedKind, string][] {
  const { card, device, email, name, phone } = person;
  return [
    ['mailbox', mailboxOf(email)],
    ['person', `${nameKey(name)}/${addressOf(person)}`],
    ...(phone === undefined ? [] : [['phone', phoneKey(phone)] as [SharedKind, string]]),
    ...(card === undefined ? [] : [['card', card] as [SharedKind, string]]),
    ...(device === undefined ? [] : [['device', device] as [SharedKind, string]]),
  ];
}

function indexOf(customers: readonly Person[]): Index {
  const index = new Map<string, Set<number>>();
  for (const [i, person] of customers.entries())
    for (const [trace, key] of keysOf(person)) {
      const at = `${trace}:${key}`;
      index.set(at, (index.get(at) ?? new Set()).add(i));
    }
  return index;
}

/** The customer, not the advocate, who shares most with the friend. */
function oldTraces({ advocate, friend }: Brought, index: Index): readonly SharedKind[] {
  const shares = new Map<number, SharedKind[]>();
  for (const [trace, key] of keysOf(friend))
    for (const who of index.get(`${trace}:${key}`) ?? []) if (who !== advocate) shares.set(who, [...(shares.get(who) ?? []), trace]);
  return [...shares.values()].toSorted((a, b) => b.length - a.length)[0] ?? [];
}
