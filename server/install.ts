import type pg from 'pg';
import { devAccessToken, devShop, devStaff } from './config.ts';
import type { Secrets } from './core/secrets.ts';
import { defaultDefinition } from './program/index.ts';

export interface NewShop {
  readonly id: number;
  readonly domain: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly accessToken: string;
}

/**
 * Makes a shop known, with a first programme to start from; a shop that is known keeps what it has. `startsAt` is when the
 * first version begins: early enough for the orders that are to count.
 */
export async function installShop(owner: pg.Pool, secrets: Secrets, shop: NewShop, installedAt: Date, startsAt: Date): Promise<void> {
  await owner.query(
    `insert into shop (id, domain, name, currency, time_zone, access_token_encrypted, installed_at, shopify_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing`,
    [shop.id, shop.domain, shop.name, shop.currency, shop.timeZone, secrets.encrypt(shop.accessToken), installedAt, String(shop.id)],
  );
  await owner.query(
    `insert into program_version (shop_id, version, definition, published_at, published_by, starts_at)
     values ($1, 1, $2, $3, 'Laurel', $4) on conflict do nothing`,
    [shop.id, JSON.stringify(defaultDefinition(shop.currency)), installedAt, startsAt],
  );
}

/** Demo orders reach back this far, so the demo programme must too. */
const demoHistoryMs = 3 * 365 * 86_400_000;

/** Makes the dev store's shop known, with its staff in their roles; whichever command runs first does it. */
export async function installDevShop(owner: pg.Pool, secrets: Secrets, now: Date): Promise<void> {
  await installShop(owner, secrets, { ...devShop, accessToken: devAccessToken }, now, new Date(now.getTime() - demoHistoryMs));
  for (const { id, name, role } of devStaff) {
    const came = await owner.query(
      `insert into staff (shop_id, user_id, name, role, since)
       values ($1, $2, $3, case when exists (select from staff where shop_id = $1)
         then coalesce((select default_role from shop_settings where shop_id = $1), 'viewer') else 'owner' end, $4)
       on conflict do nothing`,
      [devShop.id, id, name, now],
    );
    if (came.rowCount === 0) continue;
    await owner.query('update staff set role = $3, given_by = $4 where shop_id = $1 and user_id = $2 and role <> $3', [
      devShop.id,
      id,
      role,
      devStaff[0].id,
    ]);
  }
}
