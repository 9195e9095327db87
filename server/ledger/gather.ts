import type { Shop } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Db } from '../db/index.ts';
import type { Operation, Outcome } from './operations.ts';
import { postAlone } from './post.ts';

export interface GathererOptions {
  /** Batches under way at the same time. Each has its own members, so none waits for another's locks. */
  readonly lanes?: number;
  /** Operations in one batch. */
  readonly batchMax?: number;
}

export interface Gatherer {
  /** Posts one operation; answers after its commit is durable. Throws as `post` does. */
  post(operation: Operation): Promise<Outcome>;
}

/**
 * Gathers concurrent callers into batches of one transaction each: while a batch is under way, newcomers wait and go together.
 * A lone caller waits for nobody. `clock` is asked for the time at each batch.
 */
export function createGatherer(db: Db, shop: Shop, clock: () => Date, { lanes = 4, batchMax = 400 }: GathererOptions = {}): Gatherer {
  const send = (operations: readonly Operation[]) => postAlone(db, shop, clock(), operations);
  const all = Array.from({ length: lanes }, () => createLane(send, batchMax));
  return { post: (operation) => (all[laneOf(operation.memberId, lanes)] as Gatherer).post(operation) };
}

interface Waiting {
  readonly operation: Operation;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (reason: unknown) => void;
}

function createLane(send: (operations: readonly Operation[]) => Promise<Outcome[]>, batchMax: number): Gatherer {
  let waiting: Waiting[] = [];
  let running = false;

  const settle = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      const outcomes = await send(batch.map(({ operation }) => operation));
      batch.forEach(({ resolve }, i) => resolve(outcomes[i] as Outcome));
    } catch (error) {
      // One caller's fault is not its neighbours': each goes again alone, safely, because its key makes a repeat harmless.
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const one of batch) await settle([one]);
    }
  };
  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, batchMax);
      waiting = waiting.slice(batchMax);
      await settle(batch);
    }
    running = false;
  };
  return {
    post: (operation) =>
      new Promise((resolve, reject) => {
        waiting.push({ operation, resolve, reject });
        if (running) return;
        running = true;
        // Those who ask in the same turn go together.
        queueMicrotask(() => void run());
      }),
  };
}

/** The last digits of a member's id are chance, so they spread the members evenly. */
function laneOf(memberId: MemberId, lanes: number): number {
  return Number.parseInt(memberId.slice(-6), 16) % lanes;
}
