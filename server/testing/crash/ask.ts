import { createGatherer, postAlone, type Gatherer } from '../../ledger/index.ts';
import type { Db } from '../../db/index.ts';
import { settle } from '../../orders/index.ts';
import { contextOn, shop, type Request } from './requests.ts';

/** What a client was told of one key. */
export interface Told {
  /** `posted` for the first time, `replayed`, or `refused`: then nothing may be there. */
  readonly outcome: 'posted' | 'replayed' | 'refused';
  readonly points: number;
  /** Unknown for settled orders. */
  readonly no: number | undefined;
}

export interface Server {
  /** Does a request the way Laurel's server does, and tells, key by key, what a client would be told. */
  ask(request: Request): Promise<Told[]>;
}

export function openServer(db: Db): Server {
  const ctx = contextOn(db);
  const gatherer = createGatherer(db, shop, () => ctx.now);
  return {
    ask: async (request) => (request.way === 'settled' ? settled(db, request) : posted(db, gatherer, request)),
  };
}

async function posted(db: Db, gatherer: Gatherer, { way, operations }: Exclude<Request, { way: 'settled' }>): Promise<Told[]> {
  const outcomes = way === 'gathered' ? [await gatherer.post(operations[0])] : await postAlone(db, shop, contextOn(db).now, operations);
  return outcomes.map((one) =>
    one.outcome === 'refused'
      ? { outcome: one.outcome, points: 0, no: undefined }
      : { outcome: one.outcome, points: one.points, no: one.postingNo },
  );
}

async function settled(db: Db, { orders }: Extract<Request, { way: 'settled' }>): Promise<Told[]> {
  const results = await settle(contextOn(db), orders, { emailHash: (email) => email });
  return results.map((result) => {
    if (result.outcome !== 'settled') throw new Error(`order ${result.orderId} was ${result.outcome}`);
    return { outcome: result.first ? 'posted' : 'replayed', points: result.points, no: undefined };
  });
}
