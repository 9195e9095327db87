import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Secrets } from '../core/secrets.ts';
import type { Db } from '../db/index.ts';
import type { AdminApis } from '../shopify/index.ts';

/** What the doors are built from. Tests hand in their own clock, chance and database. */
export interface Deps {
  readonly config: Config;
  readonly db: Db;
  readonly secrets: Secrets;
  readonly admin: AdminApis;
  readonly now: () => Date;
  readonly wallClock: () => Date;
  readonly random: () => number;
  readonly log: Logger;
  /** Tells the worker that there is something on the list; it would find it anyway, a little later. */
  readonly wake: () => void;
}
