import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { earned } from '../program/testing/cases.ts';
import { anyCase } from '../program/testing/random.ts';
import { recomputeOrder } from './recompute.ts';

const tierIds = fc.constantFrom('fan', 'pro', 'icon');

describe('every award is computed again from its reasons', () => {
  test('by every rule: the same number', () => {
    fc.assert(
      fc.property(anyCase, tierIds, ({ definition, facts, context }, tierId) => {
        const { points, reasons } = earned(definition, facts, context, tierId);
        expect(recomputeOrder({ kind: 'order', ref: '1', programVersion: 1, tierId, reasons }, definition)).toEqual({
          about: points,
          before: 0,
        });
      }),
      { numRuns: 300 },
    );
  });

  test('whatever number of a reason is changed, it is noticed, or gives another award', () => {
    fc.assert(
      fc.property(
        anyCase,
        tierIds,
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 1, max: 50 }),
        ({ definition, facts, context }, tierId, which, where, more) => {
          const { points, reasons } = earned(definition, facts, context, tierId);
          const reason = reasons[which % Math.max(1, reasons.length)];
          const numbers = Object.entries(reason ?? {}).filter(([key, value]) => typeof value === 'number' && !mayDiffer.has(key));
          const number = numbers[where % Math.max(1, numbers.length)];
          fc.pre(reason !== undefined && number !== undefined);
          const changed = reasons.map((one) => (one === reason ? { ...one, [number[0]]: Number(number[1]) + more } : one));
          const again = recomputeOrder({ kind: 'order', ref: '1', programVersion: 1, tierId, reasons: changed }, definition);
          expect('why' in again || again.about !== points, `${reason.rule} ${number[0]}`).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** Told for reading, or only a bound: another number can give the same award. */
const mayDiffer = new Set([
  'refundedMinor',
  'netMinor',
  'orderNumber',
  'spentBeforeMinor',
  'spendMinor',
  'givenBefore',
  'earnedBefore',
  'baseMinor',
  'quantity',
]);
