import { webhooks } from '../http/webhooks.ts';
import type { Process } from './faults.ts';
import type { Random } from './random.ts';
import type { Letter, Wire } from './wire.ts';

export type Fate = 'at once' | 'twice' | 'late' | 'lost';
const fates = { 'at once': 70, twice: 8, late: 15, lost: 7 } as const;
/** Troubles of a line are seldom alone: then everything sent together shares its fate. */
const outageChance = 0.15;
const outages = { late: 6, lost: 4 } as const;

/** Webhooks on their way: each arrives at once, twice, late and out of order, or never. */
export interface Mail {
  /** Draws the fate of what Shopify sent since the last call; answers the fates other than "at once". */
  sort(): Fate[];
  /** How many are waiting, the late ones among them. */
  waiting(): number;
  /** Hands over what is due; with `all` the late ones too, in any order. What the server did not take comes again. */
  deliver(process: Process, all: boolean): Promise<number>;
  /** Orders of which something was lost. */
  readonly lost: ReadonlySet<string>;
  /** From now on everything arrives. */
  heal(): void;
}

export function openMail(wire: Wire, random: Random): Mail {
  let due: Letter[] = [];
  let late: Letter[] = [];
  let healed = false;
  const lost = new Set<string>();
  const sortOne = (letter: Letter, shared: Fate | undefined): Fate => {
    const fate = healed ? 'at once' : (shared ?? random.weighted(fates));
    if (fate === 'at once') due.push(letter);
    if (fate === 'twice') due.push(letter, letter);
    if (fate === 'late') late.push(letter);
    if (fate === 'lost' && letter.orderId !== undefined) lost.add(letter.orderId);
    return fate;
  };
  return {
    lost,
    sort() {
      const shared = random.chance(outageChance) ? random.weighted(outages) : undefined;
      const sorted = wire.collect().map((letter) => sortOne(letter, shared));
      return sorted.filter((fate) => fate !== 'at once');
    },
    waiting: () => due.length + late.length,
    async deliver(process, all) {
      const batch = all ? random.shuffled([...due, ...late]) : due;
      due = [];
      if (all) late = [];
      for (const [i, letter] of batch.entries()) {
        if (await handOver(process, letter)) continue;
        // Shopify sends again what was not answered with 200; so does a server that died get the rest later.
        late.push(...(process.struck() === undefined ? [letter] : batch.slice(i)));
        if (process.struck() !== undefined) break;
      }
      return batch.length;
    },
    heal: () => void (healed = true),
  };
}

async function handOver({ deps }: Process, { headers, body }: Letter): Promise<boolean> {
  const door = webhooks(deps).onError(() => new Response(null, { status: 500 }));
  return (await door.request('/webhooks', { method: 'POST', headers: { ...headers }, body })).ok;
}
