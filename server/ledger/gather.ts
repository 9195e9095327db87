import type { Shop } from '../context.ts';
import type { Db } from '../db/index.ts';
import type { Operation, Outcome } from './operations.ts';
import { post } from './post.ts';

export interface GathererOptions {
  /** Batches under way at the same time. */
  readonly inFlightMax?: number;
  /** Operations in one statement. */
  readonly batchMax?: number;
}

interface Waiting {
  readonly operation: Operation;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (reason: unknown) => void;
}

export interface Gatherer {
  /** Posts one operation; answers after its commit is durable. Throws as `post` does. */
  post(operation: Operation): Promise<Outcome>;
}

/**
 * Gathers concurrent callers into batches of one transaction each: while the allowed number is under way, newcomers wait and go
 * together. A lone caller waits for nobody. `clock` is asked for the time at each batch.
 */
export function createGatherer(db: Db, shop: Shop, clock: () => Date, { inFlightMax = 2, batchMax = 400 }: GathererOptions = {}): Gatherer {
  const waiting: Waiting[] = [];
  let inFlight = 0;

  const send = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      const outcomes = await db.transaction(shop.id, (tx) => post(tx, shop, clock(), batch.map(({ operation }) => operation)));
      batch.forEach(({ resolve }, i) => resolve(outcomes[i] as Outcome));
    } catch (error) {
      // One caller's fault is not its neighbours': each goes again alone, safely, because its key makes a repeat harmless.
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const one of batch) await send([one]);
    }
  };
  const pump = (): void => {
    while (inFlight < inFlightMax && waiting.length > 0) {
      inFlight++;
      void send(waiting.splice(0, batchMax)).finally(() => {
        inFlight--;
        pump();
      });
    }
  };
  return {
    post: (operation) =>
      new Promise((resolve, reject) => {
        waiting.push({ operation, resolve, reject });
        // Those who ask in the same turn go together.
        if (waiting.length === 1) queueMicrotask(pump);
      }),
  };
}
