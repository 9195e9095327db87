export type { Db, Tx } from './client.ts';
