import { describe, expect, it } from 'vitest';
import type { Deps } from '../http/deps.ts';
import type { AdminApi } from '../shopify/index.ts';
import { dayOf, monthsLater } from './auditor-days.ts';
import { seeded } from './random.ts';
import { simulate } from './simulate.ts';

describe('a shop played from a seed, with faults at every step, ends with books that agree', () => {
  it.each([7, 11, 23])('seed %i', async (seed) => {
    const report = await simulate({ seed, steps: 100 });
    // With the last steps, so that a failure tells its story.
    expect(report.problems.length > 0 ? [...report.lastSteps, ...report.problems] : []).toEqual([]);
    expect(report.postings).toBeGreaterThan(10);
    expect(report.injected.get('crash')).toBeGreaterThan(0);
    expect([...report.injected.keys()].some((what) => what.startsWith('clock '))).toBe(true);
  });

  it('with people whose history was brought over', async () => {
    const report = await simulate({ seed: 5, steps: 40, members: 60 });
    expect(report.problems.length > 0 ? [...report.lastSteps, ...report.problems] : []).toEqual([]);
    expect(report.members).toBeGreaterThan(30);
  });
});

describe('the auditor finds', () => {
  it('a server that gives points back while the code still works', async () => {
    const tamper = withApi((api) => ({
      ...api,
      async ask(document, variables, shape) {
        // The switch-off is lost, and the server is told that it was not.
        if (document.includes('discountCodeDeactivate')) return shape.parse({ off: { userErrors: [] } });
        const answer = await api.ask(document, variables, shape);
        return document.includes('LoyaltyCodeStatus') ? JSON.parse(JSON.stringify(answer).replace('"ACTIVE"', '"EXPIRED"')) : answer;
      },
    }));
    expect(await firstFinding(tamper)).toContain('are back and the code still works');
  });

  it('a server that earns by other numbers than the shop’s', async () => {
    const tamper = withApi((api) => ({
      ...api,
      async ask(document, variables, shape) {
        const answer = await api.ask(document, variables, shape);
        return document.includes('LoyaltyOrders') ? JSON.parse(JSON.stringify(answer), doubled) : answer;
      },
    }));
    expect(await firstFinding(tamper)).toMatch(/order #\d+: \d+ points in the ledger, due are \d+/);
  });
});

describe('chance and calendar of their own', () => {
  it('the same seed draws the same', () => {
    const draw = (seed: number) => {
      const random = seeded(seed);
      return Array.from({ length: 20 }, () => random.int(1, 100));
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-03-31', -1, '2024-02-29'],
    ['2024-12-15', 2, '2025-02-15'],
    ['2025-01-15', -13, '2023-12-15'],
  ])('%s and %i months is %s', (day, months, later) => {
    expect(monthsLater(day, months)).toBe(later);
  });

  it('a day begins at local midnight', () => {
    expect(dayOf('America/New_York', '2024-07-01T03:59:59Z')).toBe('2024-06-30');
    expect(dayOf('America/New_York', '2024-07-01T04:00:00Z')).toBe('2024-07-01');
  });
});

/** A spoiled server gets away with it in a shop where nobody happens to do the telling thing; not in shop after shop. */
async function firstFinding(tamper: (deps: Deps) => Deps): Promise<string> {
  for (const seed of [2, 5, 6, 10, 15, 16]) {
    const { problems } = await simulate({ seed, steps: 120, tamper });
    if (problems.length > 0) return problems.join('\n');
  }
  return 'nothing';
}

function withApi(change: (api: AdminApi) => AdminApi): (deps: Deps) => Deps {
  return (deps) => ({ ...deps, admin: { of: (shop) => change(deps.admin.of(shop)) } });
}

function doubled(key: string, value: unknown): unknown {
  return key === 'amount' ? (2 * Number(value)).toFixed(2) : value;
}
