import { writeSync } from 'node:fs';
import type pg from 'pg';
import { openDb, startEmbedded } from '../../db/index.ts';
import { openServer } from './ask.ts';
import { askedLine, toldLine } from './log.ts';
import { requestOf } from './requests.ts';

/** What the process that will be killed is told on its command line. */
export interface WriterTask {
  readonly seed: number;
  /** Number of the first request. */
  readonly from: number;
  /** Requests under way at the same time. */
  readonly lanes: number;
  /** Where the database is, or the folder of an embedded one that the writer starts itself, as `npm start` does. */
  readonly database: { readonly connection: pg.PoolConfig } | { readonly embeddedIn: string };
}

/** Its connections are known by this name. */
export const writerName = 'laurel-crash-writer';

/** How the writer ends when its database is gone. */
export const databaseGone = 3;

/**
 * Laurel's server with impatient clients, who ask as fast as they are answered and write down every answer, after it came, on
 * standard output, which is a file. Runs until it is killed or its database is.
 */
async function write({ seed, from, lanes, database }: WriterTask): Promise<void> {
  const connection = 'connection' in database ? database.connection : await startOwn(database.embeddedIn);
  const server = openServer(openDb({ ...connection, max: lanes + 4, application_name: writerName }));
  let next = from;
  const lane = async (): Promise<never> => {
    for (;;) {
      const no = next++;
      writeSync(1, askedLine(no));
      const told = await server.ask(requestOf(seed, no));
      writeSync(1, toldLine(no, told));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

async function startOwn(dataDir: string): Promise<pg.PoolConfig> {
  return (await startEmbedded({ dataDir })).connection('postgres');
}

if (import.meta.main) {
  await write(JSON.parse(process.argv[2] ?? '') as WriterTask).catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(databaseGone);
  });
}
