import type { Context as Call } from 'hono';
import { decodeJwt, jwtVerify, SignJWT } from 'jose';
import type { Actor, Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import type { MemberId } from '../core/id.ts';
import { enroll } from '../members/index.ts';
import { publishFirst } from '../program/index.ts';
import { allStaff, arrive, findStaff, mayNot, staffName, wrongRoleSentence, type Act, type Staff } from '../staff/index.ts';
import {
  addShop,
  exchangeToken,
  fetchShop,
  fetchStaffName,
  findShop,
  keepToken,
  lookUpShop,
  readCustomerToken,
  readStaffToken,
  type InstalledShop,
} from '../shopify/index.ts';
import type { Deps } from './deps.ts';

export interface Caller {
  readonly ctx: Context;
  readonly shop: InstalledShop;
}
export interface StaffCaller extends Caller {
  readonly staff: Staff;
}
export interface CustomerCaller extends Caller {
  /** Absent: a guest. */
  readonly customerId: string | undefined;
}

const storefrontAudience = 'laurel-storefront';
const storefrontMinutes = 10;

/** Who shops: from Shopify's session token, or from the session a storefront's server got from us. Throws `unauthenticated`. */
export async function customerCaller(deps: Deps, call: Call): Promise<CustomerCaller> {
  const token = bearer(call);
  const { shopDomain, customerId } =
    (await readStorefrontSession(deps, token)) ?? (await atEitherTime(deps, (at) => readCustomerToken(token, tokenSettings(deps), at)));
  const shop = await findShop(deps.db, shopDomain);
  return customerOf(deps, shop, customerId);
}

/** The caller for a customer whose word was proved. */
export function customerOf(deps: Deps, shop: InstalledShop, customerId: string | undefined): CustomerCaller {
  return { customerId, ...caller(deps, shop, customerId ? { kind: 'customer', customerId } : { kind: 'system', job: 'guest' }) };
}

/**
 * Which staff member works, from App Bridge's id token, and that their role allows what they do. The first call of a new shop installs
 * us there; the first call of a new staff member writes them down. Throws `unauthenticated`, and `forbidden` with who can help.
 */
export async function staffCaller(deps: Deps, call: Call, act: Act): Promise<StaffCaller> {
  const token = bearer(call);
  const { shopDomain, userId } = await atEitherTime(deps, (at) => readStaffToken(token, tokenSettings(deps), at));
  const known = await lookUpShop(deps.db, shopDomain);
  const shop = known?.accessTokenEncrypted ? known : await onboard(deps, shopDomain, token);
  const made = caller(deps, shop, { kind: 'staff', userId });
  const staff = (await made.ctx.db.read(shop.id, (tx) => findStaff(tx, shop.id, userId))) ?? (await newcomer(deps, made, userId, token));
  const wrong = mayNot(staff.role, act);
  if (wrong) {
    const owners = (await made.ctx.db.read(shop.id, (tx) => allStaff(tx, shop.id))).filter(({ role }) => role === 'owner');
    throw new LaurelError('forbidden', `${staff.role} ${userId} wants ${act}`, {
      publicMessage: wrongRoleSentence(wrong, owners.map(staffName)),
      details: { ...wrong },
    });
  }
  return { ...made, staff };
}

async function newcomer(deps: Deps, { ctx, shop }: Caller, userId: string, idToken: string): Promise<Staff> {
  const { adminBaseUrl: baseUrl, apiKey, apiSecrets } = deps.config.shopify;
  const name = await fetchStaffName({ baseUrl, domain: shop.domain, apiKey, apiSecret: apiSecrets[0] ?? '', idToken });
  return arrive(ctx, userId, name);
}

/** A context for work that nobody in particular asked for. */
export function systemContext(deps: Deps, shop: InstalledShop, job: string): Context {
  return caller(deps, shop, { kind: 'system', job }).ctx;
}

/** Who of the customers calls. Throws `unauthenticated` for a guest. */
export function signedIn(caller: CustomerCaller): string {
  if (caller.customerId === undefined) throw new LaurelError('unauthenticated', 'a guest asked for a member');
  return caller.customerId;
}

/** A visit enrols: the member of this customer, made when there is none. */
export async function enrolled({ ctx }: CustomerCaller, customerId: string): Promise<MemberId> {
  return (await enroll(ctx, [{ customerId }])).memberOf(customerId);
}

/** A session for a storefront's server, good for ten minutes on the member's paths. */
export async function storefrontSession(deps: Deps, shop: InstalledShop, customerId: string): Promise<{ token: string; expiresAt: Date }> {
  const expiresAt = new Date(deps.wallClock().getTime() + storefrontMinutes * 60_000);
  const token = await new SignJWT({ dest: shop.domain })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(storefrontAudience)
    .setSubject(customerId)
    .setExpirationTime(expiresAt)
    .sign(deps.secrets.key('storefront-session'));
  return { token, expiresAt };
}

/** Undefined: the token is none of ours, as most are not. */
async function readStorefrontSession(deps: Deps, token: string): Promise<{ shopDomain: string; customerId: string } | undefined> {
  try {
    if (decodeJwt(token).aud !== storefrontAudience) return undefined;
    const { payload } = await jwtVerify(token, deps.secrets.key('storefront-session'), {
      algorithms: ['HS256'],
      audience: storefrontAudience,
      currentDate: deps.wallClock(),
      requiredClaims: ['exp', 'sub', 'dest'],
    });
    return { shopDomain: String(payload['dest']), customerId: String(payload.sub) };
  } catch {
    return undefined;
  }
}

/** Shopify signs by the real time; the dev store by its own clock, which may have been moved on. In production both are one. */
async function atEitherTime<T>(deps: Deps, read: (at: Date) => Promise<T>): Promise<T> {
  try {
    return await read(deps.wallClock());
  } catch (error) {
    if (!deps.config.devstore) throw error;
    return read(deps.now());
  }
}

function tokenSettings(deps: Deps) {
  return { apiKey: deps.config.shopify.apiKey, apiSecrets: deps.config.shopify.apiSecrets };
}

function caller(deps: Deps, shop: InstalledShop, actor: Actor): Caller {
  const { now, wallClock, random, db, log } = deps;
  return { shop, ctx: { shop, actor, now: now(), wallClock, random, db, log } };
}

/** The token of the request. Throws `unauthenticated` without one. */
export function bearer(call: Call): string {
  const [scheme, token] = (call.req.header('authorization') ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token) throw new LaurelError('unauthenticated', 'no bearer token');
  return token;
}

/** A shop's first visit: its token is traded for our access token, the shop is written down with a programme to start from. */
async function onboard(deps: Deps, domain: string, idToken: string): Promise<InstalledShop> {
  const { adminBaseUrl: baseUrl, apiKey, apiSecrets } = deps.config.shopify;
  const { accessToken, scope } = await exchangeToken({ baseUrl, domain, apiKey, apiSecret: apiSecrets[0] ?? '', idToken });
  const accessTokenEncrypted = deps.secrets.encrypt(accessToken);
  const details = await fetchShop(deps.admin.of({ domain, accessTokenEncrypted }));
  if (details.domain !== domain) throw new LaurelError('unauthenticated', `${domain} calls itself ${details.domain}`);
  const shop = await addShop(deps.db, { ...details, installedAt: deps.wallClock() });
  await publishFirst(systemContext(deps, shop, 'install'));
  return keepToken(deps.db, shop, accessTokenEncrypted, scope);
}
