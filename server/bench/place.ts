import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { eraseEmbedded, openPool, startEmbedded } from '../db/index.ts';

/** A database of its own for one run, with every safety on. */
export interface Place {
  readonly name: string;
  readonly connection: pg.PoolConfig;
  /** For a process of its own. */
  readonly url: string;
  remove(): Promise<void>;
}

/** On the embedded server, or a new database of the server at `databaseUrl`. */
export async function openPlace(databaseUrl: string | undefined): Promise<Place> {
  return databaseUrl === undefined ? embedded() : external(databaseUrl);
}

async function embedded(): Promise<Place> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'laurel-bench-'));
  const server = await startEmbedded({ dataDir });
  const remove = async () => {
    await server.stop({ force: true });
    await eraseEmbedded(dataDir);
    fs.rmSync(dataDir, { recursive: true, force: true });
  };
  return { name: 'embedded PostgreSQL', connection: server.connection('postgres'), url: server.url('postgres'), remove };
}

async function external(databaseUrl: string): Promise<Place> {
  const name = `laurel_bench_${process.pid}`;
  const admin = openPool({ connectionString: databaseUrl, max: 1 });
  await admin.query(`create database ${name}`);
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  const remove = async () => {
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  };
  return { name: 'PostgreSQL', connection: { connectionString: url.href }, url: url.href, remove };
}
