export { arrayText, jsonArrayText } from './arrays.ts';
export { openDb, openPool } from './client.ts';
export type { Db, Session, Tx } from './client.ts';
export { startEmbedded, eraseEmbedded } from './embedded.ts';
export type { Embedded, EmbeddedOptions } from './embedded.ts';
export { migrate, readMigrations } from './migrate.ts';
