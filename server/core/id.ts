import { createHash } from 'node:crypto';
import { v7 } from 'uuid';

declare const shop: unique symbol;
declare const member: unique symbol;
/** Our own small number for a shop; leads every key. */
export type ShopId = number & { readonly [shop]: true };
/** uuid v7 of a member: sorts by time of enrolment. */
export type MemberId = string & { readonly [member]: true };

/** A member id from outside; its shape was checked at the door, whether it exists is asked of the database. */
export function asMemberId(uuid: string): MemberId {
  return uuid as MemberId;
}

/** A new time-ordered id. `now` and `random` are handed in so that a simulation is repeatable. */
export function newId(now: Date, random: () => number): string {
  const bytes = new Uint8Array(16);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Math.floor(random() * 256);
  return v7({ msecs: now.getTime(), random: bytes });
}

/** Hash of an operation's input: the same key with another hash is a conflict, never a silent replay. Keys are sorted, so property order does not matter. */
export function inputHash(input: unknown): string {
  return createHash('sha256').update(canonicalJson(input)).digest('hex');
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner) && !(inner instanceof Date)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );
}

/** "gid://shopify/Customer/123" → "123". Throws nothing: returns undefined when the gid is of another type. */
export function gidNumber(gid: string, type: string): string | undefined {
  return new RegExp(`^gid://shopify/${type}/(\\d+)(?:\\?.*)?$`).exec(gid)?.[1];
}
