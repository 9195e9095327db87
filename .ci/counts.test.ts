import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { countsOf, lastLine, playwrightCounts, sum, vitestCounts, vitestFailures } from './counts.ts';

const vitest = (failed: number, testResults: object[] = []) => ({
  numPassedTests: 3,
  numFailedTests: failed,
  numPendingTests: 1,
  numTodoTests: 0,
  testResults,
});

describe('no failure is lost on the way to the last line:', () => {
  test('failed tests', () => {
    const one = { status: 'failed', fullName: 'points are whole', failureMessages: ['expected 1.5\n    at here'] };
    const file = { name: 'points.test.ts', status: 'failed', assertionResults: [{ status: 'passed', fullName: 'fine' }, one] };
    expect(vitestCounts(vitest(1, [file]))).toEqual({ passed: 3, failed: 1, skipped: 1 });
    expect(vitestFailures(vitest(1, [file]))).toEqual(['points.test.ts: points are whole: expected 1.5']);
  });

  test('a test file that could not be read in', () => {
    const unread = vitest(0, [{ name: 'points.test.ts', status: 'failed', message: 'no such module\nat', assertionResults: [] }]);
    expect(vitestCounts(unread).failed).toBe(1);
    expect(vitestFailures(unread)).toEqual(['points.test.ts: no such module']);
  });

  test('a journey that passed only at the second try', () => {
    expect(playwrightCounts({ stats: { expected: 2, unexpected: 0, flaky: 1, skipped: 0 }, errors: [] }).failed).toBe(1);
  });

  test('a product that did not start for the journeys', () => {
    expect(playwrightCounts({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 5 }, errors: [{}] }).failed).toBe(1);
  });

  test('a runner that left no report, or failed without naming a test', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'laurel-counts-'));
    const file = path.join(folder, 'report.json');
    expect(countsOf(file, vitestCounts, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    fs.writeFileSync(file, JSON.stringify(vitest(0)));
    expect(countsOf(file, vitestCounts, 0).failed).toBe(0);
    expect(countsOf(file, vitestCounts, 1).failed).toBe(1);
    fs.rmSync(folder, { recursive: true });
  });
});

test('the last line names skipped tests only when there are any', () => {
  const counts = { passed: 3, failed: 0, skipped: 0 };
  expect(lastLine(sum([counts, counts]))).toBe('6 passed, 0 failed');
  expect(lastLine(sum([counts, { passed: 0, failed: 1, skipped: 2 }]))).toBe('3 passed, 1 failed, 2 skipped');
});
