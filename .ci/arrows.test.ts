import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importMap, problemsOf } from './rules.ts';
import { readSources } from './sources.ts';

let root: string;
beforeEach(() => (root = fs.mkdtempSync(path.join(os.tmpdir(), 'laurel-arrows-'))));
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

const sound = {
  'server/core/points.ts': `export const points = (n: number) => n;`,
  'server/db/index.ts': `export { open } from './client.ts';`,
  'server/db/client.ts': `import { points } from '../core/points.ts'; export const open = () => points(1);`,
  'server/program/index.ts': `export { earn } from './earn.ts'; export { publish } from './publish.ts';`,
  'server/program/earn.ts': `import { points } from '../core/points.ts'; import { z } from 'zod'; export const earn = () => [points(1), z];`,
  'server/program/publish.ts': `import { open } from '../db/index.ts'; export const publish = open;`,
  'server/ledger/index.ts': `export {} from './post.ts';`,
  'server/ledger/post.ts': `import { open } from '../db/index.ts'; export const post = open;`,
  'server/ledger/post.db.test.ts': `import { open } from '../db/client.ts'; new Date(); open();`,
  'server/http/api.ts': `export type { Api } from './admin.ts';`,
  'server/http/admin.ts': `import { publish } from '../program/index.ts'; export type Api = typeof publish;`,
  'server/main.ts': `import './http/admin.ts'; console.log(process.env, Date.now());`,
  'web/admin/src/api.ts': `import type { Api } from '@laurel/server/api'; export type A = Api;`,
};

/** What is wrong in the sound tree with these files put into it. */
function problemsWith(changed: Record<string, string>): string[] {
  for (const [file, text] of Object.entries({ ...sound, ...changed })) {
    fs.mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  }
  return problemsOf(readSources(root, ['server', 'devstore', 'web', 'extensions'])).map(
    ({ file, line, text }) => `${file}:${line} ${text}`,
  );
}

test('a tree whose arrows all point down is sound, and its map shows them', () => {
  expect(problemsWith({})).toEqual([]);
  expect(importMap(readSources(root, ['server']))).toEqual([
    ['main', ['http']],
    ['http', ['program']],
    ['ledger', ['db']],
    ['program', ['db', 'core']],
    ['db', ['core']],
    ['core', []],
  ]);
});

describe('is refused, with file and line:', () => {
  test.each<[what: string, file: string, text: string, problem: RegExp]>([
    [
      'an arrow upwards',
      'server/db/up.ts',
      `\nimport { post } from '../ledger/index.ts'; post;`,
      /^server\/db\/up\.ts:2 db may not import ledger$/,
    ],
    ['an arrow upwards, as a type', 'server/core/up.ts', `import type { Api } from '../http/index.ts';`, /core may not import http/],
    [
      'an arrow to a neighbour',
      'server/ledger/side.ts',
      `import { earn } from '../program/index.ts'; earn;`,
      /ledger may not import program/,
    ],
    [
      'an import past a door',
      'server/http/past.ts',
      `import { earn } from '../program/earn.ts'; earn;`,
      /reaches past server\/program\/index\.ts to earn\.ts/,
    ],
    ['an export past a door', 'server/http/past.ts', `export { earn } from '../program/earn.ts';`, /reaches past/],
    ['a late import past a door', 'server/http/past.ts', `await import('../program/earn.ts');`, /reaches past/],
    ['a room without a place', 'server/attic/old.ts', `import { points } from '../core/points.ts'; points;`, /attic has no place/],
    [
      'a decision that asks the database',
      'server/program/tier.ts',
      `import { open } from '../db/index.ts'; open;`,
      /decides, and so may import only core/,
    ],
    [
      'a decision that asks an act of its own room',
      'server/program/tier.ts',
      `import { publish } from './publish.ts'; publish;`,
      /decides/,
    ],
    [
      'a decision that takes an act through a door',
      'server/orders/award.ts',
      `import { earn, publish } from '../program/index.ts'; earn; publish;`,
      /decides/,
    ],
    ['a decision that uses a library with effects', 'server/program/tier.ts', `import fs from 'node:fs'; fs;`, /may not import node:fs/],
    [
      'Prisma in http',
      'server/http/query.ts',
      `import { PrismaClient } from '@prisma/client'; PrismaClient;`,
      /http may not touch the database/,
    ],
    [
      'a domain room behind the webhook door',
      'server/http/webhooks.ts',
      `import { earn } from '../program/index.ts'; earn;`,
      /may know no domain room/,
    ],
    ['a clock below main', 'server/ledger/now.ts', `export const now = () => Date.now();`, /helps itself to Date\.now/],
    ['today below main', 'server/ledger/now.ts', `export const now = () => new Date();`, /helps itself to new Date\(\)/],
    ['chance below main', 'server/ledger/now.ts', `export const dice = Math.random;`, /helps itself to Math\.random/],
    ['settings below main', 'server/ledger/now.ts', `export const home = process.env['HOME'];`, /helps itself to process\.env/],
    [
      'the server in the dev store',
      'devstore/x.ts',
      `import { points } from '../server/core/points.ts'; points;`,
      /devstore imports from server/,
    ],
    ['the API in the dev store', 'devstore/x.ts', `import type { Api } from '@laurel/server/api';`, /devstore imports from the server/],
    ['more than types in a client', 'web/admin/src/x.ts', `import { Api } from '@laurel/server/api'; Api;`, /more than types/],
    [
      'another file of the server in a client',
      'extensions/x.ts',
      `import type { A } from '@laurel/server/core';`,
      /extensions imports from the server/,
    ],
    ['a test helper in the product', 'server/main.ts', `import './ledger/testing.ts';`, /only for tests/],
  ])('%s', (_what, file, text, problem) => {
    expect(problemsWith({ [file]: text })).toEqual([expect.stringMatching(problem)]);
  });

  test('a circle of files', () => {
    const circle = {
      'server/ledger/a.ts': `import { b } from './b.ts'; export const a = () => b;`,
      'server/ledger/b.ts': `import { a } from './a.ts'; export const b = () => a;`,
    };
    expect(problemsWith(circle)).toEqual([expect.stringContaining('server/ledger/a.ts → server/ledger/b.ts → server/ledger/a.ts')]);
  });
});

describe('is allowed:', () => {
  test.each<[what: string, file: string, text: string]>([
    ['a decision that takes a decision through a door', 'server/orders/award.ts', `import { earn } from '../program/index.ts'; earn;`],
    ['a date from a number', 'server/ledger/then.ts', `export const then = new Date(0);`],
    ['types in a circle', 'server/ledger/types.ts', `import type { post } from './post.ts'; export type P = typeof post;`],
    [
      'a word that only looks like an import',
      'server/core/text.ts',
      `export const text = "import x from '../http/index.ts'"; // import '../ledger/index.ts'`,
    ],
  ])('%s', (_what, file, text) => {
    expect(problemsWith({ [file]: text })).toEqual([]);
  });
});
