import type { Logger } from 'pino';
import type { ShopId } from './core/id.ts';
import type { Db } from './db/index.ts';

/** Who acts. A verb records it; a door makes it from a verified token or signature. */
export type Actor =
  | { readonly kind: 'customer'; readonly customerId: string }
  | { readonly kind: 'staff'; readonly userId: string }
  | { readonly kind: 'webhook'; readonly topic: string; readonly webhookId: string }
  | { readonly kind: 'system'; readonly job: string };

export interface Shop {
  readonly id: ShopId;
  /** "glow-and-co.myshopify.com" */
  readonly domain: string;
  readonly name: string;
  readonly currency: string;
  /** IANA name: days, vesting and expiry are counted here. */
  readonly timeZone: string;
}

/** What every verb is given. Time and chance are handed in; nothing below main reads a clock. */
export interface Context {
  readonly shop: Shop;
  readonly actor: Actor;
  readonly now: Date;
  /** The machine's own time, for what the job queue and other machines count by; differs from `now` only while a clock is moved in the dev store. */
  readonly wallClock: () => Date;
  readonly random: () => number;
  readonly db: Db;
  readonly log: Logger;
}
