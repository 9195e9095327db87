import { serve } from '@hono/node-server';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pino from 'pino';
import { readConfig, SettingsProblem, type Config } from './config.ts';
import { openSecrets } from './core/secrets.ts';
import { eraseEmbedded, migrate, openDb, openPool, startEmbedded } from './db/index.ts';
import type { Deps } from './http/deps.ts';
import { installDevShop } from './install.ts';
import { runJobs } from './jobs/index.ts';
import { openMailer } from './mail/index.ts';
import { adminApis } from './shopify/index.ts';
import { createSite, type MovableClock, type Site } from './site.ts';
import { jobHandlers, startWorker, type Worker } from './worker.ts';

export interface Running {
  readonly config: Config;
  /** Stops taking calls, finishes what is under way, closes the database. */
  stop(): Promise<void>;
}

/** Starts everything on one port. Throws SettingsProblem or a LaurelError whose message is one plain sentence. */
export async function boot(env: Record<string, string | undefined>, fresh: boolean): Promise<Running> {
  const asked = readConfig(env);
  let site: Site | undefined;
  const http = await listen(asked, (request) => site?.fetch(request) ?? starting());
  const port = (http.address() as AddressInfo).port;
  const config = readConfig({ ...env, PORT: String(port) });
  const log = pino({ level: config.logLevel });

  const database = await openDatabase(config, fresh);
  await migrate(database.connection).catch((error: unknown) => explainDatabase(error, config));
  const owner = openPool(database.connection);
  const db = openDb(database.connection);
  const clock = movableClock();
  const secrets = openSecrets(config.encryptionKey);
  let worker: Worker | undefined;
  const deps: Deps = {
    config,
    db,
    secrets,
    admin: adminApis({ baseUrl: config.shopify.adminBaseUrl, secrets, random: Math.random, wait: (ms) => wait(ms) }),
    now: clock.now,
    wallClock: () => new Date(),
    random: Math.random,
    log,
    wake: () => worker?.wake(),
  };
  if (config.devstore) await installDevShop(owner, secrets, new Date());
  site = await createSite(deps, clock);
  worker = startWorker(deps);
  const post = config.mail ?? site.mail;
  const mailer = post && openMailer(post);
  const jobs = await runJobs(owner, jobHandlers(deps, mailer), log);
  await site.seed();

  return {
    config,
    async stop() {
      http.close();
      http.closeAllConnections();
      await worker?.stop();
      await jobs.stop();
      mailer?.close();
      await site?.close();
      await db.close();
      await owner.end();
      await database.stop();
    },
  };
}

async function listen(config: Config, fetch: (request: Request) => Response | Promise<Response>) {
  const server = serve({ fetch, port: config.port, hostname: config.host });
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new SettingsProblem(portProblem(error as NodeJS.ErrnoException, config));
  }
  return server as import('node:http').Server;
}

function portProblem(error: NodeJS.ErrnoException, { host, port }: Config): string {
  if (error.code === 'EADDRINUSE') return `Port ${port} is taken. Stop what runs there, or choose another: PORT=${port + 1} npm start`;
  if (error.code === 'EACCES') return `Port ${port} may not be opened by this user. Choose one above 1024: PORT=3000 npm start`;
  return `Cannot listen on ${host}:${port} (${error.code}). Check HOST and PORT.`;
}

function starting(): Response {
  return Response.json(
    { code: 'unavailable', message: 'Laurel is starting. Please try again in a moment.', requestId: 'none' },
    { status: 503 },
  );
}

async function openDatabase(config: Config, fresh: boolean) {
  if (config.databaseUrl !== undefined) {
    if (fresh) throw new SettingsProblem('--fresh erases the embedded database only. DATABASE_URL is set, so nothing was touched.');
    return { connection: { connectionString: config.databaseUrl }, stop: async () => undefined };
  }
  if (fresh) {
    await eraseEmbedded(config.dataDir);
    await rm(join(config.dataDir, 'devstore.json'), { force: true });
  }
  const embedded = await startEmbedded({ dataDir: config.dataDir });
  return { connection: embedded.connection('postgres'), stop: () => embedded.stop() };
}

/** A database of somebody else's that cannot be reached or entered is theirs to mend: said in one sentence, without the password. */
function explainDatabase(error: unknown, config: Config): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const unreachable = /^(ECONN|ENOTFOUND|ETIMEDOUT|EAI_|28|3D000)/.test(code);
  if (config.databaseUrl === undefined || !unreachable) throw error;
  const why = error instanceof Error ? error.message : code;
  throw new SettingsProblem(`The database of DATABASE_URL cannot be used: ${why}. Check its address, name, user and password.`);
}

/** Time that the dev store may move on; nobody else does. */
function movableClock(): MovableClock {
  let offsetMs = 0;
  return {
    now: () => new Date(Date.now() + offsetMs),
    advance: (ms) => {
      offsetMs += ms;
    },
  };
}
