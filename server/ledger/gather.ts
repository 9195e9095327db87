import type { Shop } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Db } from '../db/index.ts';
import type { Operation, Outcome } from './operations.ts';
import { postAlone } from './post.ts';

export interface GathererOptions {
  /** Batches under way at the same time when many wait; two while few do, so that those few still go together. */
  readonly inFlightMax?: number;
  /** Operations in one batch. */
  readonly batchMax?: number;
}

export interface Gatherer {
  /** Posts one operation; answers after its commit is durable. Throws as `post` does. */
  post(operation: Operation): Promise<Outcome>;
}

/** From so many waiting on, they are many. */
const many = 64;

/**
 * Gathers concurrent callers into batches of one transaction each: while batches are under way, newcomers wait and go together.
 * A lone caller waits for nobody. No member is in two batches at once, so that none waits for another's locks; a member's
 * operations are posted in the order asked. `clock` is asked for the time at each batch.
 */
export function createGatherer(db: Db, shop: Shop, clock: () => Date, { inFlightMax = 4, batchMax = 400 }: GathererOptions = {}): Gatherer {
  let waiting: Waiting[] = [];
  let inFlight = 0;
  let awake = false;
  const busy = new Set<MemberId>();

  const nextBatch = (limit: number): Waiting[] => {
    const size = Math.min(batchMax, Math.ceil(waiting.length / (limit - inFlight)));
    const batch: Waiting[] = [];
    const left: Waiting[] = [];
    for (const one of waiting) (batch.length < size && !busy.has(one.operation.memberId) ? batch : left).push(one);
    waiting = left;
    return batch;
  };
  const pump = (): void => {
    awake = false;
    const limit = waiting.length < many ? Math.min(2, inFlightMax) : inFlightMax;
    while (inFlight < limit) {
      const batch = nextBatch(limit);
      if (batch.length === 0) return;
      void run(batch);
    }
  };
  const run = async (batch: readonly Waiting[]): Promise<void> => {
    inFlight++;
    for (const { operation } of batch) busy.add(operation.memberId);
    await settle((operations) => postAlone(db, shop, clock(), operations), batch);
    for (const { operation } of batch) busy.delete(operation.memberId);
    inFlight--;
    pump();
  };
  return {
    post: (operation) =>
      new Promise((resolve, reject) => {
        waiting.push({ operation, resolve, reject });
        // Those who ask in the same turn go together.
        if (!awake) queueMicrotask(pump);
        awake = true;
      }),
  };
}

interface Waiting {
  readonly operation: Operation;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (reason: unknown) => void;
}

async function settle(send: (operations: readonly Operation[]) => Promise<Outcome[]>, batch: readonly Waiting[]): Promise<void> {
  try {
    const outcomes = await send(batch.map(({ operation }) => operation));
    batch.forEach(({ resolve }, i) => resolve(outcomes[i] as Outcome));
  } catch (error) {
    // One caller's fault is not its neighbours': each goes again alone, safely, because its key makes a repeat harmless.
    if (batch.length === 1) batch[0]?.reject(error);
    else for (const one of batch) await settle(send, [one]);
  }
}
