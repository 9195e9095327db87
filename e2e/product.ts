import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = path.join(import.meta.dirname, '..');

/** The whole product as a person starts it, with a data folder of its own. */
export interface Product {
  readonly url: string;
  /** Where its database listens. */
  readonly socketFolder: string;
  /** Ends it as Ctrl-C does and deletes its data. */
  stop(): Promise<void>;
  /** Ends it at once, as a power cut would (kill -9), and keeps its data. */
  kill(): Promise<void>;
  /** Starts it again on the same data and address. */
  restart(): Promise<void>;
}

/** Starts `server/main.ts` with the dev store on a free port. Throws with its output when it does not come up. */
export async function startProduct(): Promise<Product> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'laurel-e2e-'));
  // PostgreSQL runs as another user when we are root, and must reach its folder.
  fs.chmodSync(dataDir, 0o755);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child = await launch(url, port, dataDir);
  const end = async (signal: 'SIGINT' | 'SIGKILL') => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return {
    url,
    socketFolder: path.join(dataDir, 'postgres-18'),
    kill: () => end('SIGKILL'),
    restart: async () => void (child = await launch(url, port, dataDir)),
    stop: async () => {
      await end('SIGINT');
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function launch(url: string, port: number, dataDir: string): Promise<ChildProcess> {
  const env = { ...process.env, PORT: String(port), HOST: '127.0.0.1', APP_URL: url, LAUREL_DATA_DIR: dataDir, DEVSTORE: '1' };
  const child = spawn(process.execPath, ['server/main.ts'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  // A run that is broken off must not leave a product behind.
  process.once('exit', () => child.kill('SIGINT'));
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    process.stderr.write(chunk);
  });
  // It serves before its demo history is complete, and says when it is.
  while (!output.includes('Laurel is ready') || !(await isHealthy(url))) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The product did not start:\n${output}`);
    await sleep(100);
  }
  return child;
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`)).ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
