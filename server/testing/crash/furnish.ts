import type pg from 'pg';
import { migrate, openPool } from '../../db/index.ts';
import { defaultDefinition } from '../../program/index.ts';
import { memberCount, memberOf, shop } from './requests.ts';

/** Makes the tables, the shop and its members. Answers the server's version, e.g. "18.4". */
export async function furnish(connection: pg.PoolConfig): Promise<string> {
  await migrate(connection);
  const definition = defaultDefinition(shop.currency);
  const pool = openPool({ ...connection, max: 1 });
  try {
    await pool.query(`insert into shop (id, domain, name, currency, time_zone, installed_at) values ($1, $2, $3, $4, $5, '2020-01-01')`, [
      shop.id,
      shop.domain,
      shop.name,
      shop.currency,
      shop.timeZone,
    ]);
    await pool.query(
      `insert into program_version (shop_id, version, definition, published_at, published_by, starts_at) values ($1, 1, $2, '2020-01-01', 'crash', '2020-01-01')`,
      [shop.id, definition],
    );
    const numbers = Array.from({ length: memberCount }, (_, i) => i + 1);
    await pool.query(
      `insert into member (shop_id, id, customer_id, enrolled_at, tier_id, judged_at)
       select $1, id, customer_id, '2020-01-01', $4, '2020-01-01' from unnest($2::uuid[], $3::text[]) as m(id, customer_id)`,
      [shop.id, numbers.map(memberOf), numbers.map(String), definition.tiers[0]?.id],
    );
    const { rows } = await pool.query<{ server_version: string }>('show server_version');
    return (rows[0]?.server_version ?? '').split(' ')[0] ?? '';
  } finally {
    await pool.end();
  }
}
