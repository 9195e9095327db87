import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDb, type Db } from '../../db/index.ts';
import { testDb, type TestDb } from '../../db/testing.ts';
import { openServer } from './ask.ts';
import { audit, newClients, repeatUnanswered, type Clients, type Findings } from './audit.ts';
import { crash } from './crash.ts';
import { furnish } from './furnish.ts';
import { readLog } from './log.ts';
import { keysOf, requestOf } from './requests.ts';

const right = { lost: [], half: [], wrong: [] };

// The short form of `npm run crash`; the long one's results are in docs/proof.md.
describe.runIf(process.platform === 'linux')('killed in the middle of writing, three times', { timeout: 60_000 }, () => {
  it.each(['server', 'database'] as const)('the %s comes back with every acknowledged write, whole', async (kill) => {
    const seen: Findings[] = [];
    const report = await crash({
      kill,
      times: 3,
      seed: 7,
      lanes: 8,
      database: { kind: 'embedded' },
      onCrash: (_no, _afterMs, findings) => seen.push(findings),
    });
    expect(seen).toMatchObject([right, right, right]);
    expect(report.findings).toMatchObject({ ...right, unanswered: 0 });
    expect(report.findings.acknowledged).toBeGreaterThan(100);
    expect(report.unanswered).toBeGreaterThan(0);
  });
});

describe('the audit', () => {
  let test: TestDb;
  let db: Db;
  let clients: Clients;
  beforeEach(async () => {
    test = await testDb();
    db = openDb(test.connection);
    await furnish(test.connection);
    clients = newClients(3);
    const server = openServer(db);
    for (let no = 1; no <= 40; no++) {
      clients.asked.add(no);
      clients.told.set(no, await server.ask(requestOf(clients.seed, no)));
    }
  });
  afterEach(async () => {
    await db.close();
    await test.close();
  });

  /** The first request of a way of which all keys were posted. */
  function posted(way: string): number {
    const found = [...clients.told].find(
      ([no, told]) => requestOf(clients.seed, no).way === way && told.every(({ outcome }) => outcome !== 'refused'),
    );
    if (!found) throw new Error(`a request of the way "${way}" was answered`);
    return found[0];
  }
  const keyOf = (no: number, i = 0): string => keysOf(requestOf(clients.seed, no))[i] ?? '';
  const found = () => audit(test.connection, clients);
  /** Takes away behind every law what a crash might. */
  async function lose(table: string, condition: string, key: string): Promise<void> {
    await test.owner.query(`alter table ${table} disable trigger all`);
    await test.owner.query(`delete from ${table} where ${condition}`, [key]);
  }

  it('finds nothing where all is well', async () => {
    expect(await found()).toMatchObject({ ...right, unanswered: 0 });
  });

  it('finds an acknowledged write that is not there', async () => {
    clients.asked.add(1_000);
    clients.told.set(1_000, [{ outcome: 'posted', points: 5, no: 1 }]);
    expect((await found()).lost).toContain(`${keyOf(1_000)}: not there`);
  });

  it('finds an answer that told other points or another number', async () => {
    const no = posted('alone');
    const [told] = clients.told.get(no) ?? [];
    for (const other of [{ points: 12_345 }, { no: 12_345 }]) {
      clients.told.set(no, [{ outcome: 'posted', points: 0, no: undefined, ...told, ...other }]);
      expect((await found()).lost).toHaveLength(1);
    }
  });

  it('finds a posting without its entries', async () => {
    const ofPosting = 'exists (select from posting p where p.key = $1 and p.member_id = entry.member_id and p.no = entry.posting_no)';
    await lose('entry', ofPosting, keyOf(posted('settled')));
    expect((await found()).half).toMatchObject([expect.stringContaining('there are 0')]);
  });

  it('finds an order without its posting', async () => {
    await lose('posting', 'key = $1', keyOf(posted('settled')));
    expect((await found()).half).toContainEqual(expect.stringMatching(/^order .*: its row says \d+ points, its posting $/));
  });

  it('finds a request without an answer of which only a part is there', async () => {
    const no = posted('whole');
    clients.told.delete(no);
    expect(await found()).toMatchObject({ ...right, unanswered: 1, unansweredThere: 1 });
    await lose('posting', 'key = $1', keyOf(no, 2));
    expect((await found()).half).toContainEqual(expect.stringContaining('only a part'));
  });

  it('asks again what had no answer, and finds it posted once', async () => {
    const [there, never] = [posted('whole'), 41];
    clients.told.delete(there);
    clients.asked.add(never);
    expect(await repeatUnanswered(test.connection, clients)).toEqual([]);
    expect(clients.told.get(there)).toMatchObject(['a', 'b', 'c'].map(() => ({ outcome: 'replayed' })));
    expect(await found()).toMatchObject({ ...right, unanswered: 0 });
  });

  it('finds a posting nobody asked for', async () => {
    const no = posted('alone');
    clients.asked.delete(no);
    clients.told.delete(no);
    expect((await found()).wrong).toContain(`${keyOf(no)}: nobody asked for it`);
  });

  it('does not take a line that was cut off for an answer', () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'laurel-log-')), 'log');
    fs.writeFileSync(file, '{"no":1}\n{"no":2}\n{"no":1,"told":[]}\n{"no":2,"to');
    expect(readLog(file)).toEqual({ asked: new Set([1, 2]), told: new Map([[1, []]]) });
    fs.rmSync(path.dirname(file), { recursive: true });
  });
});
