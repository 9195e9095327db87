import { z } from 'zod';
import type { Shop } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import type { ShopId } from '../core/id.ts';
import type { Secrets } from '../core/secrets.ts';
import type { Db } from '../db/index.ts';
import { openAdminApi, type AdminApi } from './admin.ts';

interface ShopRow {
  id: number;
  domain: string;
  name: string;
  currency: string;
  time_zone: string;
  access_token_encrypted: string | null;
  shopify_id: string | null;
}

export interface InstalledShop extends Shop {
  readonly accessTokenEncrypted: string | undefined;
  /** Shopify's own number of the shop. */
  readonly shopifyId: string | undefined;
}

const columns = 'id, domain, name, currency, time_zone, access_token_encrypted, shopify_id';

/** The installed shop of a domain. Throws `unauthenticated` when the app is not installed there: a stranger learns nothing more. */
export async function findShop(db: Db, domain: string): Promise<InstalledShop> {
  const shop = await lookUpShop(db, domain);
  if (!shop) throw new LaurelError('unauthenticated', `not installed: ${domain}`);
  return shop;
}

/** The shop of a domain, or undefined; one that uninstalled us only when asked for: its last webhooks still come. */
export async function lookUpShop(db: Db, domain: string, uninstalledToo = false): Promise<InstalledShop | undefined> {
  const [row] = await db.directory<ShopRow>(`select ${columns} from shop where domain = $1 and (uninstalled_at is null or $2)`, [
    domain,
    uninstalledToo,
  ]);
  return row && toShop(row);
}

const idAttemptsMax = 5;
const uniqueViolation = '23505';

/** Writes a shop down that has just installed us, or has come back, without its token yet. Our number for it is the next free one. */
export async function addShop(db: Db, details: ShopDetails & { installedAt: Date }): Promise<InstalledShop> {
  const { domain, name, currency, timeZone, shopifyId, installedAt } = details;
  for (let attempt = 1; ; attempt++) {
    try {
      const [row] = await db.directory<ShopRow>(
        `insert into shop (id, domain, name, currency, time_zone, shopify_id, installed_at)
         select coalesce(max(id), 0) + 1, $1, $2, $3, $4, $5, $6 from shop
         on conflict (domain) do update set name = excluded.name, time_zone = excluded.time_zone, shopify_id = excluded.shopify_id,
           installed_at = excluded.installed_at, uninstalled_at = null
         returning ${columns}`,
        [domain, name, currency, timeZone, shopifyId, installedAt],
      );
      if (!row) throw new LaurelError('unavailable', `could not write down ${domain}`);
      return toShop(row);
    } catch (error) {
      // Two shops that install at the same moment want the same number.
      const taken = error instanceof Error && 'code' in error && error.code === uniqueViolation;
      if (!taken || attempt >= idAttemptsMax) throw error;
    }
  }
}

/** Keeps a shop's access token. Last of an installation: a shop with a token is ready. */
export async function keepToken(db: Db, shop: InstalledShop, accessTokenEncrypted: string, scope: string): Promise<InstalledShop> {
  await db.directory('update shop set access_token_encrypted = $2, scope = $3 where id = $1', [shop.id, accessTokenEncrypted, scope]);
  return { ...shop, accessTokenEncrypted };
}

/** Until when the shop's orders are known to have been looked at; at first, when it installed us. */
export async function reconciledUntil(db: Db, shopId: ShopId): Promise<Date> {
  const [row] = await db.directory<{ until: Date }>('select coalesce(reconciled_until, installed_at) as until from shop where id = $1', [
    shopId,
  ]);
  if (!row) throw new LaurelError('not_found', `no shop ${shopId}`);
  return row.until;
}

/** Notes that the shop's orders were looked at until then. */
export async function noteReconciled(db: Db, shopId: ShopId, until: Date): Promise<void> {
  await db.directory('update shop set reconciled_until = $2 where id = $1', [shopId, until]);
}

/** Forgets a shop's token, unless it has installed us again since `at`. */
export async function uninstallShop(db: Db, shopId: ShopId, at: Date): Promise<void> {
  await db.directory('update shop set uninstalled_at = $2, access_token_encrypted = null where id = $1 and installed_at <= $2', [
    shopId,
    at,
  ]);
}

/** Every installed shop, for the worker's rounds. */
export async function installedShops(db: Db): Promise<InstalledShop[]> {
  const rows = await db.directory<ShopRow>(`select ${columns} from shop where uninstalled_at is null order by id`, []);
  return rows.map(toShop);
}

function toShop(row: ShopRow): InstalledShop {
  return {
    id: row.id as ShopId,
    domain: row.domain,
    name: row.name,
    currency: row.currency,
    timeZone: row.time_zone,
    accessTokenEncrypted: row.access_token_encrypted ?? undefined,
    shopifyId: row.shopify_id ?? undefined,
  };
}

export interface AdminApis {
  /** Throws `shopify_unavailable` when we hold no token for the shop. */
  of(shop: Pick<InstalledShop, 'domain' | 'accessTokenEncrypted'>): AdminApi;
}

/** Opens the Admin API of any installed shop. `baseUrl` holds `{shop}` where the domain belongs. */
export function adminApis(settings: {
  baseUrl: string;
  secrets: Secrets;
  random: () => number;
  wait: (ms: number) => Promise<void>;
  timeoutMs?: number;
  attemptsMax?: number;
}): AdminApis {
  return {
    of(shop) {
      if (!shop.accessTokenEncrypted) throw new LaurelError('shopify_unavailable', `no access token for ${shop.domain}`);
      return openAdminApi({
        url: `${settings.baseUrl.replace('{shop}', shop.domain)}/admin/api/2026-07/graphql.json`,
        accessToken: settings.secrets.decrypt(shop.accessTokenEncrypted),
        timeoutMs: settings.timeoutMs ?? 8_000,
        attemptsMax: settings.attemptsMax ?? 3,
        random: settings.random,
        wait: settings.wait,
      });
    },
  };
}

export interface ShopDetails {
  readonly domain: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly shopifyId: string;
}

export const shopDocument = /* GraphQL */ `
  query LaurelShop {
    shop {
      id
      name
      myshopifyDomain
      currencyCode
      ianaTimezone
    }
  }
`;
const shopShape = z.object({
  shop: z.object({ id: z.string(), name: z.string(), myshopifyDomain: z.string(), currencyCode: z.string(), ianaTimezone: z.string() }),
});

/** What Shopify says of the shop itself. Throws `shopify_unavailable`. */
export async function fetchShop(api: AdminApi): Promise<ShopDetails> {
  const { shop } = await api.ask(shopDocument, {}, shopShape);
  const { myshopifyDomain: domain, name, currencyCode: currency, ianaTimezone: timeZone } = shop;
  return { domain, name, currency, timeZone, shopifyId: shop.id.replace('gid://shopify/Shop/', '') };
}

const refusedTokenShape = z.object({ error: z.literal('invalid_subject_token') });
const tokenShape = z.object({ access_token: z.string().min(1), scope: z.string() });

/** Trades a staff member's id token for the shop's offline access token (managed install). Throws `unauthenticated` when Shopify refuses the token, else `shopify_unavailable`. */
export async function exchangeToken(settings: {
  baseUrl: string;
  domain: string;
  apiKey: string;
  apiSecret: string;
  idToken: string;
}): Promise<{ accessToken: string; scope: string }> {
  const response = await fetch(`${settings.baseUrl.replace('{shop}', settings.domain)}/admin/oauth/access_token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({
      client_id: settings.apiKey,
      client_secret: settings.apiSecret,
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: settings.idToken,
      subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
      requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
    }),
    signal: AbortSignal.timeout(8_000),
  }).catch(() => undefined);
  const answer: unknown = await response?.json().catch(() => undefined);
  if (refusedTokenShape.safeParse(answer).success)
    throw new LaurelError('unauthenticated', `${settings.domain} does not know the id token`);
  const parsed = tokenShape.safeParse(answer);
  if (!response?.ok || !parsed.success) throw new LaurelError('shopify_unavailable', `token exchange failed for ${settings.domain}`);
  return { accessToken: parsed.data.access_token, scope: parsed.data.scope };
}
