import type pg from 'pg';
import type { Shop } from '../context.ts';
import type { MemberId, ShopId } from '../core/id.ts';
import { migrate, openDb, openPool, type Db } from '../db/index.ts';
import { defaultDefinition } from '../program/index.ts';
import { openPlace } from './place.ts';

const shopCount = 20;
const membersPerShop = 5_000;

/** A database of its own with twenty shops and their members, every safety on, gone afterwards. */
export interface Stage {
  readonly db: Db;
  readonly owner: pg.Pool;
  readonly connection: pg.PoolConfig;
  readonly shops: readonly [Shop, ...Shop[]];
  /** Of each shop. */
  readonly members: readonly [readonly MemberId[], ...(readonly MemberId[])[]];
  /** Nobody has ever bought there. */
  readonly freshShop: Shop;
  /** "embedded PostgreSQL 18.4" */
  readonly server: string;
}

/** Runs `work` on a fresh stage: on the embedded server, or in a new database of the server at `databaseUrl`. */
export async function onStage<T>(databaseUrl: string | undefined, work: (stage: Stage) => Promise<T>): Promise<T> {
  const place = await openPlace(databaseUrl);
  const owner = openPool({ ...place.connection, max: 2 });
  const db = openDb({ ...place.connection, max: 32 });
  try {
    await migrate(place.connection);
    return await work({ db, owner, connection: place.connection, ...(await fill(owner)), server: `${place.name} ${await version(owner)}` });
  } finally {
    await Promise.all([db.close(), owner.end()]);
    await place.remove();
  }
}

async function version(owner: pg.Pool): Promise<string> {
  const { rows } = await owner.query<{ server_version: string }>('show server_version');
  return rows[0]?.server_version ?? '';
}

async function fill(owner: pg.Pool): Promise<Pick<Stage, 'shops' | 'freshShop' | 'members'>> {
  const shops = Array.from({ length: shopCount + 1 }, (_, i) => ({
    id: (i + 1) as ShopId,
    domain: `bench-${i}.myshopify.com`,
    name: 'Bench',
    currency: 'USD',
    timeZone: 'America/New_York',
  }));
  await owner.query(
    `insert into shop (id, domain, name, currency, time_zone, installed_at)
     select (s ->> 'id')::integer, s ->> 'domain', s ->> 'name', s ->> 'currency', s ->> 'timeZone', '2020-01-01' from jsonb_array_elements($1) s`,
    [JSON.stringify(shops)],
  );
  await owner.query(
    `insert into program_version (shop_id, version, definition, published_at, published_by, starts_at) select id, 1, $1, '2020-01-01', 'bench', '2020-01-01' from shop`,
    [defaultDefinition('USD')],
  );
  await owner.query(
    `insert into member (shop_id, id, customer_id, enrolled_at, tier_id, judged_at)
     select s.id, gen_random_uuid(), i, '2020-01-01', 'first', '2020-01-01' from shop s, generate_series(1, $1) i where s.id <= $2`,
    [membersPerShop, shopCount],
  );
  await owner.query(
    `create table floor_row (id uuid primary key, shop_id integer not null, member_id uuid not null, points integer not null, cause jsonb not null, at timestamptz not null default now())`,
  );
  await owner.query('grant insert on floor_row to laurel_app');
  // Not the empty tables: to say that they are empty is worse than to say nothing.
  await owner.query('analyze shop, member');
  const { rows } = await owner.query<{ ids: MemberId[] }>('select array_agg(id) as ids from member group by shop_id order by shop_id');
  const freshShop = shops.pop() as Shop;
  return { shops: shops as unknown as Stage['shops'], freshShop, members: rows.map(({ ids }) => ids) as unknown as Stage['members'] };
}

/** A random one. */
export function any<T>(list: readonly T[]): T {
  return list[Math.floor(Math.random() * list.length)] as T;
}

/** A random member of a random shop. */
export function pick(stage: Stage): { shop: Shop; memberId: MemberId } {
  const i = Math.floor(Math.random() * stage.shops.length);
  return { shop: stage.shops[i] as Shop, memberId: any(stage.members[i] as readonly MemberId[]) };
}
