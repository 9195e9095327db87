import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobHandlers } from '../worker.ts';
import { defaultDefinition } from '../program/index.ts';
import { openStage, type Stage } from '../testing/stage.ts';
import { staffToken } from '../testing/tokens.ts';
import type { CurrentProgram, ProgramDraft, ProgramVersionView, Simulation, VersionList } from '../views/index.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

async function call<T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
  const response = await fetch(`${stage.appUrl}/rpc/admin/program${path}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await staffToken(stage)}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as T };
}

const usual = defaultDefinition('USD');
const dearer = { ...usual, rewards: usual.rewards.map((reward, i) => (i === 0 ? { ...reward, points: 120 } : reward)) };

describe('the doors from draft to publication', () => {
  test('lead to a new version, and back', async () => {
    const empty = await call<ProgramDraft>('GET', '/draft');
    expect(empty).toMatchObject({ status: 200, body: { draft: null, published: { version: 1 }, problems: [], changes: [] } });

    const saved = await call<ProgramDraft>('PUT', '/draft', { definition: dearer, basedOnVersion: 1, revision: null });
    expect(saved).toMatchObject({
      status: 200,
      body: {
        draft: { revision: 1, savedBy: 'staff member 42', definition: dearer },
        problems: [],
        changes: ['$3 off’s price: 100 points → 120 points.'],
      },
    });
    const stale = await call('PUT', '/draft', { definition: usual, basedOnVersion: 1, revision: null });
    expect(stale).toMatchObject({ status: 409, body: { code: 'conflict', details: { revision: 1, savedBy: 'staff 42' } } });

    const hash = saved.body.draft?.hash ?? '';
    const started = await call<{ id: string }>('POST', '/simulations', { hash });
    expect(started.status).toBe(202);
    const { id } = started.body;
    expect(await call<Simulation>('GET', `/simulations/${id}`)).toMatchObject({
      status: 200,
      body: { state: 'waiting', result: null, months: 12 },
    });
    const early = { hash, simulationId: id, startsAt: null, keepUntil: null, note: 'Points are dear' };
    expect(await call('POST', '/publications', early)).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining('not done') },
    });

    await jobHandlers(stage.deps).simulate({ shopDomain: stage.shop.domain, simulationId: id });
    const newest = await call<{ simulation: Simulation }>('GET', `/simulations?hash=${hash}`);
    expect(newest.body.simulation).toMatchObject({ id, state: 'done', result: { liveDifference: 0, months: 12 } });
    expect(newest.body.simulation.result?.peakMb).toBeGreaterThan(10);

    expect(await call('POST', '/publications', early)).toEqual({ status: 201, body: { version: 2 } });
    expect(await call<CurrentProgram>('GET', '')).toMatchObject({ body: { version: 2, note: 'Points are dear', coming: null } });
    await jobHandlers(stage.deps)['restand-all']({ shopDomain: stage.shop.domain, programVersion: 2 });
    expect((await call<VersionList>('GET', '/versions')).body.versions).toMatchObject([
      { version: 2, inForce: true, replacedBy: null, note: 'Points are dear', restood: { finished: true } },
      { version: 1, inForce: false, restood: null },
    ]);
    expect(await call('GET', '/versions/2/compare/1')).toEqual({
      status: 200,
      body: { changes: ['$3 off’s price: 120 points → 100 points.'] },
    });
    expect((await call<ProgramVersionView>('GET', '/versions/1')).body.definition).toEqual(usual);

    const back = await call<ProgramDraft>('POST', '/draft/from-version', { version: 1, revision: null });
    expect(back).toMatchObject({ status: 200, body: { changes: ['$3 off’s price: 120 points → 100 points.'] } });
    const revision = back.body.draft?.revision ?? 0;
    expect(await call<ProgramDraft>('DELETE', '/draft', { revision })).toMatchObject({ status: 200, body: { draft: null } });
  });

  test('a draft is shown with what is wrong, be it of the right shape or not', async () => {
    const half = await call<ProgramDraft>('PUT', '/draft', { definition: { name: 7 }, basedOnVersion: 2, revision: null });
    expect(half.body.problems[0]?.message).toBeTruthy();
    expect(half.body).toMatchObject({ draft: { definition: { name: 7 } }, changes: [], warnings: [] });
    const revision = half.body.draft?.revision ?? 0;
    const wrong = { ...usual, tiers: usual.tiers.map((tier) => ({ ...tier, pointsPerMajorUnit: 9 - tier.pointsPerMajorUnit })) };
    const told = await call<ProgramDraft>('PUT', '/draft', { definition: wrong, basedOnVersion: 2, revision });
    expect(told.body.problems.map(({ path }) => path.join('.'))).toEqual(['tiers.1.pointsPerMajorUnit', 'tiers.2.pointsPerMajorUnit']);
    expect(told.body.changes.length).toBeGreaterThan(0);
    const tried = await call('POST', '/simulations', { hash: told.body.draft?.hash });
    expect(tried).toMatchObject({ status: 422, body: { code: 'invalid_program' } });
  });

  test('a simulation stops when it is asked to', async () => {
    const now = await call<ProgramDraft>('GET', '/draft');
    const saved = await call<ProgramDraft>('PUT', '/draft', {
      definition: usual,
      basedOnVersion: 2,
      revision: now.body.draft?.revision ?? null,
    });
    const { id } = (await call<{ id: string }>('POST', '/simulations', { hash: saved.body.draft?.hash, months: 36 })).body;
    expect(await call('DELETE', `/simulations/${id}`)).toMatchObject({ status: 200, body: { state: 'cancelled' } });
    await jobHandlers(stage.deps).simulate({ shopDomain: stage.shop.domain, simulationId: id });
    expect(await call('GET', `/simulations/${id}`)).toMatchObject({ body: { state: 'cancelled', result: null } });
  });

  test.each<[string, string, unknown, number]>([
    ['POST', '/simulations', { hash: 'x', months: 12 }, 400],
    ['POST', '/simulations', { hash: 'a'.repeat(64), months: 37 }, 400],
    ['POST', '/simulations', { hash: 'a'.repeat(64) }, 409],
    ['PUT', '/draft', { definition: [], basedOnVersion: 1, revision: null }, 400],
    ['PUT', '/draft', { definition: { name: 'a\u0000b' }, basedOnVersion: 1, revision: null }, 400],
    ['PUT', '/draft', { definition: {}, basedOnVersion: 1, revision: 1e12 }, 400],
    ['POST', '/publications', { hash: 'a'.repeat(64), simulationId: 'x', startsAt: null, keepUntil: null, note: 'why' }, 400],
    [
      'POST',
      '/publications',
      { hash: 'a'.repeat(64), simulationId: '00000000-0000-4000-8000-000000000000', startsAt: null, keepUntil: null, note: 'why' },
      404,
    ],
    [
      'POST',
      '/publications',
      { hash: 'a'.repeat(64), simulationId: '00000000-0000-4000-8000-000000000000', startsAt: null, keepUntil: null, note: ' ' },
      400,
    ],
    ['GET', '/versions/99', undefined, 404],
    ['GET', '/versions/x', undefined, 400],
    ['GET', '/simulations/00000000-0000-4000-8000-000000000000', undefined, 404],
  ])('%s %s with %j answers %i in words', async (method, path, body, status) => {
    const answer = await call<{ message: string }>(method, path, body);
    expect(answer.status).toBe(status);
    expect(answer.body.message).toMatch(/[.!]$/);
  });
});
