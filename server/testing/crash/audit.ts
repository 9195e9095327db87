import type pg from 'pg';
import { openDb, openPool } from '../../db/index.ts';
import { verify } from '../../ledger/index.ts';
import { verifyOrders } from '../../orders/index.ts';
import { openServer, type Told } from './ask.ts';
import type { Log } from './log.ts';
import { keysOf, requestOf, shop } from './requests.ts';

/** What was asked and answered since the database was made, over all crashes. */
export interface Clients {
  readonly seed: number;
  readonly asked: Set<number>;
  readonly told: Map<number, readonly Told[]>;
}

export interface Findings {
  /** Keys of which a client was told that they are posted. */
  readonly acknowledged: number;
  /** Requests whose clients never got an answer; `unansweredThere` of them were there all the same. */
  readonly unanswered: number;
  readonly unansweredThere: number;
  /** Acknowledged, and not there as it was told. */
  readonly lost: readonly string[];
  /** There in part. */
  readonly half: readonly string[];
  /** Whatever else is not as it must be. */
  readonly wrong: readonly string[];
}

export function newClients(seed: number): Clients {
  return { seed, asked: new Set(), told: new Map() };
}

export function remember(clients: Clients, { asked, told }: Log): void {
  for (const no of asked) clients.asked.add(no);
  for (const [no, answers] of told) clients.told.set(no, answers);
}

/** Compares the database, while nobody writes, with what every client was told since it was made. Reads with queries of its own. */
export async function audit(connection: pg.PoolConfig, clients: Clients): Promise<Findings> {
  const pool = openPool({ ...connection, max: 2 });
  try {
    const postings = new Map((await postingsIn(pool)).map((one) => [one.key, one]));
    const unanswered = [...clients.asked].filter((no) => !clients.told.has(no)).map((no) => keysOf(requestOf(clients.seed, no)));
    const there = unanswered.filter((keys) => keys.some((key) => postings.has(key)));
    return {
      acknowledged: [...clients.told.values()].flat().filter(({ outcome }) => outcome !== 'refused').length,
      unanswered: unanswered.length,
      unansweredThere: there.length,
      lost: [...clients.told].flatMap(([no, told]) => lostOf(clients.seed, no, told, postings)),
      half: [
        ...there.filter((keys) => !keys.every((key) => postings.has(key))).map((keys) => `of ${keys.join(' + ')} only a part`),
        ...(await halfPostings(pool)),
        ...(await halfOrders(pool)),
      ],
      wrong: [...neverAsked(clients, postings), ...(await differences(connection))],
    };
  } finally {
    await pool.end();
  }
}

/** Asks every request that got no answer again, as its client would, and once more. Answers what is wrong about the answers. */
export async function repeatUnanswered(connection: pg.PoolConfig, clients: Clients): Promise<string[]> {
  const db = openDb(connection);
  const server = openServer(db);
  const wrong: string[] = [];
  try {
    for (const no of clients.asked) {
      if (clients.told.has(no)) continue;
      const request = requestOf(clients.seed, no);
      const first = await server.ask(request);
      const second = await server.ask(request);
      clients.told.set(no, first);
      const twice = second.filter(({ outcome }, i) => outcome !== (first[i]?.outcome === 'refused' ? 'refused' : 'replayed'));
      if (twice.length > 0) wrong.push(`request ${no} was done twice: ${JSON.stringify({ first, second })}`);
    }
    return wrong;
  } finally {
    await db.close();
  }
}

interface Posting {
  readonly key: string;
  readonly no: number;
  readonly points: number;
  readonly member_id: string;
}

async function postingsIn(pool: pg.Pool): Promise<Posting[]> {
  return (await pool.query<Posting>('select key, no, points, member_id from posting where shop_id = $1', [shop.id])).rows;
}

function lostOf(seed: number, no: number, told: readonly Told[], postings: ReadonlyMap<string, Posting>): string[] {
  const request = requestOf(seed, no);
  const members = request.way === 'settled' ? [] : request.operations.map(({ memberId }) => memberId);
  return keysOf(request).flatMap((key, i) => {
    const answer = told[i];
    const found = postings.get(key);
    if (answer === undefined) return [`${key}: no answer`];
    if (answer.outcome === 'refused') return found ? [`${key}: refused and posted`] : [];
    if (!found) return [`${key}: not there`];
    const same =
      (answer.no === undefined || found.no === answer.no) &&
      (members[i] === undefined || found.member_id === members[i]) &&
      // A repeated order answers with what it moved now, which is nothing.
      (found.points === answer.points || (answer.outcome === 'replayed' && request.way === 'settled'));
    return same ? [] : [`${key}: told ${JSON.stringify(answer)}, found ${JSON.stringify(found)}`];
  });
}

/** Postings without all their entries, and entries without their posting. */
async function halfPostings(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ half: string }>(
    `select format('posting %s of member %s: announced entries %s to %s, there are %s', coalesce(p.no, e.posting_no),
       coalesce(p.member_id, e.member_id), p.first_seq, p.last_seq, coalesce(e.count, 0)) as half
     from posting p full join (
       select shop_id, member_id, posting_no, count(*), min(seq) as first, max(seq) as last from entry group by 1, 2, 3
     ) e on e.shop_id = p.shop_id and e.member_id = p.member_id and e.posting_no = p.no
     where p.no is null or coalesce(e.count, 0) <> p.last_seq - p.first_seq + 1 or e.first <> p.first_seq or e.last <> p.last_seq`,
  );
  return rows.map(({ half }) => half);
}

/** Orders whose row and posting do not agree, or of which only one is there. */
async function halfOrders(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ half: string }>(
    `select format('order %s: its row says %s points, its posting %s', coalesce(o.key, p.key), o.posted_points, p.points) as half
     from (select 'order/' || order_id || '/1' as key, posted_points from shop_order) o
     full join (select key, points from posting where starts_with(key, 'order/')) p using (key)
     where o.posted_points is distinct from p.points`,
  );
  return rows.map(({ half }) => half);
}

function neverAsked({ seed, asked }: Clients, postings: ReadonlyMap<string, Posting>): string[] {
  const known = new Set([...asked].flatMap((no) => keysOf(requestOf(seed, no))));
  return [...postings.keys()].filter((key) => !known.has(key)).map((key) => `${key}: nobody asked for it`);
}

async function differences(connection: pg.PoolConfig): Promise<string[]> {
  const db = openDb({ ...connection, max: 2 });
  try {
    const ofLedger = (await verify(db, shop)).differences;
    const ofOrders = await db.read(shop.id, (tx) => verifyOrders(tx, shop.id));
    return [...ofLedger, ...ofOrders].map((one) => JSON.stringify(one));
  } finally {
    await db.close();
  }
}
