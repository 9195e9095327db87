#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
/**
 * Stands in for Prisma's native schema-engine, which its CLI would download at its first command. Speaks the same
 * JSON-RPC on stdin and stdout, and does the work with the WebAssembly build of the very engine, from npm: offline.
 */
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { SchemaEngine, version } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import { migrationAdapter } from './adapter.ts';

const { values: options, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: { datasource: { type: 'string' }, datamodels: { type: 'string' }, version: { type: 'boolean' } },
});

// The engine leaves the reason of a panic here before it stops.
Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (reason: string) => process.stderr.write(`${reason}\n`) } });

if (options['version'] === true) print(`schema-engine-cli ${version()}`);
else if (positionals.includes('cli')) await probe();
else await serve();

function databaseUrl(): string {
  const given: unknown = typeof options['datasource'] === 'string' ? JSON.parse(options['datasource']) : {};
  const url = typeof given === 'object' && given !== null && 'url' in given ? given.url : undefined;
  return typeof url === 'string' ? url : (process.env['DATABASE_URL'] ?? '');
}

/** `cli can-connect-to-database`; the database is made by us, never by Prisma, so `create-database` is the same question. */
async function probe(): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl() });
  try {
    await client.connect();
    await client.end();
    print('Connection successful');
  } catch (error) {
    const message = messageOf(error);
    process.stderr.write(
      `${JSON.stringify({ level: 'ERROR', message, target: 'schema_engine', fields: { is_panic: false, error_code: 'P1001', message } })}\n`,
    );
    process.exitCode = 1;
  }
}

interface Request {
  readonly id: number;
  readonly method?: string;
  readonly params: unknown;
}

/** Answers one request after the other until stdin ends. */
async function serve(): Promise<void> {
  const factory = bindMigrationAwareSqlAdapterFactory(migrationAdapter(databaseUrl()));
  const engine = await SchemaEngine.new({ datamodels: datamodels() }, () => {}, factory);
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue;
    const request = JSON.parse(line) as Request;
    if (request.method === undefined) continue;
    print(JSON.stringify({ jsonrpc: '2.0', id: request.id, ...(await answer(engine, request.method, request.params)) }));
  }
  process.exit();
}

async function answer(engine: SchemaEngine, method: string, params: unknown): Promise<object> {
  try {
    const input: unknown = Array.isArray(params) ? params[0] : params;
    const act = (engine as unknown as Record<string, (input: unknown) => Promise<unknown>>)[
      method === 'getDatabaseVersion' ? 'version' : method
    ];
    if (act === undefined) throw new Error(`this schema engine cannot do ${method}`);
    const result = await act.call(engine, input);
    if (method === 'diff') printToTerminal(result);
    return { result: result ?? null };
  } catch (error) {
    const message = messageOf(error);
    const code = error instanceof Error && 'code' in error ? error.code : 'P1000';
    return { error: { code: 4466, message, data: { is_panic: false, message, meta: null, error_code: code } } };
  }
}

/** The native engine sends the text of a diff as a request of its own; the CLI prints it. */
function printToTerminal(result: unknown): void {
  if (typeof result !== 'object' || result === null || !('stdout' in result) || typeof result.stdout !== 'string') return;
  print(JSON.stringify({ jsonrpc: '2.0', id: 'print', method: 'print', params: { content: result.stdout } }));
}

function datamodels(): [string, string][] | undefined {
  const given = options['datamodels'];
  if (typeof given !== 'string') return undefined;
  if (given.startsWith('[')) return JSON.parse(given) as [string, string][];
  return given.split(',').map((file) => [path.resolve(file), fs.readFileSync(file, 'utf8')]);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
