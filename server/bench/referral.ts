import { cheats } from '../simulation/friends/cheats.ts';
import type { Person } from '../simulation/friends/people.ts';
import { honestKinds, population, type Brought, type Population } from '../simulation/friends/population.ts';
import { suspicion, tracesOf, type Around, type TraceKind } from '../referrals/index.ts';
import type { BenchOptions } from './run.ts';

const thresholds = [40, 50, 60, 70, 80, 100, 120];
const defaultHold = 60;

/**
 * How many cheats are held or refused, and how many honest friends are, of a population on whose seeds no weight was chosen; by the
 * traces that the server keeps hashed, compared as it compares them.
 */
export function benchReferral({ say }: BenchOptions): Promise<Record<string, number>> {
  const judgements = [21, 22, 23].flatMap((seed) => judged(population({ seed, advocates: 8_000, perCheat: 300 })));
  const shareOf = (kinds: readonly string[], hold: number) => {
    const of = judgements.filter(({ truth }) => kinds.includes(truth));
    return of.filter(({ score }) => score >= hold).length / Math.max(1, of.length);
  };
  for (const kind of [...honestKinds, ...cheats]) {
    const of = judgements.filter(({ truth }) => truth === kind);
    const caught = of.filter(({ score }) => score >= defaultHold).length;
    say(`${kind.padEnd(18)} ${String(caught).padStart(6)} of ${String(of.length).padStart(6)} held or refused`);
  }
  const percent = (share: number, digits: number) => `${(100 * share).toFixed(digits)} %`;
  for (const hold of thresholds)
    say(
      `held from ${String(hold).padStart(3)} on: recall ${percent(shareOf(cheats, hold), 1)}, false alarms ${percent(shareOf(honestKinds, hold), 2)}`,
    );
  return Promise.resolve({ recall: shareOf(cheats, defaultHold), false_alarms: shareOf(honestKinds, defaultHold) });
}

const lookBackHours = 24 * 14;
const soonHours = 24 * 2;
const cancelLookBackHours = 24 * 45;

interface Judgement {
  readonly truth: string;
  readonly score: number;
}
type Traces = ReadonlyMap<TraceKind, string>;

/** Judged when the return window ends: other friends of the days before and after are known, and so are cancellations. */
function judged({ brought, customers }: Population): Judgement[] {
  const known = new Map<Person, Traces>();
  const traces = (person: Person): Traces => {
    const found = known.get(person) ?? new Map(tracesOf(person).map(({ kind, text }) => [kind, text]));
    known.set(person, found);
    return found;
  };
  const bySame = indexOf(customers, traces);
  const ofAdvocate = Map.groupBy(brought, ({ advocate }) => advocate);
  return brought.map((one) => {
    const advocate = customers[one.advocate] ?? one.friend;
    const { score } = suspicion({
      shared: sharedBy(traces(advocate), traces(one.friend)),
      disposable: traces(one.friend).has('disposable'),
      around: aroundOf(one, ofAdvocate.get(one.advocate) ?? [], traces),
      old: oldTraces(one, bySame, traces),
    });
    return { truth: one.truth, score };
  });
}

function sharedBy(one: Traces, other: Traces): TraceKind[] {
  return [...one].flatMap(([kind, text]) => (kind !== 'disposable' && other.get(kind) === text ? [kind] : []));
}

function aroundOf(one: Brought, friends: readonly Brought[], traces: (person: Person) => Traces): Around {
  const others = friends.filter((other) => other !== one && Math.abs(other.atHours - one.atHours) <= lookBackHours);
  const shared = (kind: TraceKind) => {
    const own = traces(one.friend).get(kind);
    return own === undefined ? 0 : others.filter(({ friend }) => traces(friend).get(kind) === own).length;
  };
  const soon = ({ atHours, cancelledAfterHours }: Brought) =>
    cancelledAfterHours !== undefined && cancelledAfterHours <= soonHours && Math.abs(atHours - one.atHours) <= cancelLookBackHours;
  return {
    sameDevice: shared('device'),
    sameCard: shared('card'),
    sameHouse: shared('house'),
    sameRange: shared('range'),
    friends: others.length,
    cancelledSoon: friends.filter(soon).length,
  };
}

const oldKinds = ['mailbox', 'person', 'phone', 'card', 'device'] as const satisfies readonly TraceKind[];
type Index = ReadonlyMap<string, ReadonlySet<number>>;

function indexOf(customers: readonly Person[], traces: (person: Person) => Traces): Index {
  const index = new Map<string, Set<number>>();
  for (const [i, person] of customers.entries())
    for (const kind of oldKinds) {
      const text = traces(person).get(kind);
      if (text !== undefined) index.set(`${kind}:${text}`, (index.get(`${kind}:${text}`) ?? new Set()).add(i));
    }
  return index;
}

/** The customer, not the advocate, who shares most with the friend. */
function oldTraces({ advocate, friend }: Brought, index: Index, traces: (person: Person) => Traces): TraceKind[] {
  const shares = new Map<number, TraceKind[]>();
  for (const kind of oldKinds)
    for (const who of index.get(`${kind}:${traces(friend).get(kind)}`) ?? [])
      if (who !== advocate) shares.set(who, [...(shares.get(who) ?? []), kind]);
  return [...shares.values()].toSorted((a, b) => b.length - a.length)[0] ?? [];
}
