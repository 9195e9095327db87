import { execFile } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDb, type TestDb } from '../server/db/testing.ts';

const root = path.join(import.meta.dirname, '..');
let t: TestDb;
beforeAll(async () => (t = await testDb()));
afterAll(() => t.close());

test('the Prisma schema and the migrations describe the same tables', async () => {
  const { code, output } = await prisma('migrate', 'diff', '--from-config-datasource', '--to-schema', 'prisma/schema', '--exit-code');
  expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('No difference detected') });
});

test('Prisma agrees that every migration is applied', async () => {
  const { code, output } = await prisma('migrate', 'status');
  expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('Database schema is up to date') });
});

/** The CLI, offline, on our stand-in for its engine. */
function prisma(...args: string[]): Promise<{ code: number; output: string }> {
  const cli = path.join(root, 'node_modules', 'prisma', 'build', 'index.js');
  const env = { ...process.env, DATABASE_URL: t.url };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [cli, ...args], { cwd: root, env }, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, output: stdout + stderr });
    });
  });
}
