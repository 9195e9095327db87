import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '../core/money.ts';
import type { Definition } from './definition.ts';
import type { EarnReason } from './earn.ts';
import { largestRemainder } from './shares.ts';
import { earned } from './testing/cases.ts';
import { anyCase, anyContext } from './testing/random.ts';

const runs = { numRuns: 300 };
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const pointsOf = (reasons: readonly EarnReason[], ...rules: EarnReason['rule'][]): number =>
  sum(reasons.filter(({ rule }) => rules.includes(rule)).map(({ points }) => points));

describe('for every programme, order and member', () => {
  test('the reasons sum to the award, which is whole and not below nothing', () => {
    fc.assert(
      fc.property(anyCase, ({ definition, facts, context }) => {
        const award = earned(definition, facts, context);
        expect(sum(award.reasons.map(({ points }) => points))).toBe(award.points);
        expect(Number.isSafeInteger(award.points) && award.points >= 0 && award.baseMinor >= 0).toBe(true);
        for (const { rule, points } of award.reasons) expect(rule === 'cap' ? points < 0 : points >= 0).toBe(true);
      }),
      runs,
    );
  });

  test('every line of the order is explained once', () => {
    fc.assert(
      fc.property(anyCase, ({ definition, facts, context }) => {
        const { reasons } = earned(definition, facts, context);
        fc.pre(!reasons.some(({ rule }) => rule.startsWith('excluded-c') || rule === 'below-minimum'));
        const explained = reasons
          .filter(({ rule }) => rule !== 'line-points')
          .flatMap((reason) => ('lineId' in reason ? reason.lineId : []));
        expect(explained).toEqual(facts.lines.map(({ lineId }) => lineId));
      }),
      runs,
    );
  });

  test('the tier’s rate, rounded for the order, gives the exact product within a point, and each line its share within a point', () => {
    fc.assert(
      fc.property(anyCase, ({ definition, facts, context }) => {
        fc.pre(definition.earning.roundingPer !== 'line');
        const { reasons } = earned(definition, facts, context);
        const priced = reasons.filter((reason) => reason.rule === 'purchase' || reason.rule === 'shipping' || reason.rule === 'duties');
        const exact = priced.map(({ baseMinor, rate, unitMinor }) => (baseMinor * rate) / unitMinor);
        const given = sum(priced.map(({ points }) => points));
        const error = given - sum(exact);
        const [least, most] = { down: [-1, 0], 'half-up': [-0.5, 0.5], up: [0, 1] }[definition.earning.rounding] as [number, number];
        expect(error).toBeGreaterThanOrEqual(least - 1e-6);
        expect(error).toBeLessThanOrEqual(most + 1e-6);
        for (const [i, { points }] of priced.entries())
          expect(Math.abs(points - ((exact[i] ?? 0) * given) / (sum(exact) || 1))).toBeLessThan(1 + 1e-6);
      }),
      runs,
    );
  });

  test('the order in which factors are promised changes nothing', () => {
    fc.assert(
      fc.property(anyCase, fc.integer({ min: 0, max: 4 }), ({ definition, facts, context }, turn) => {
        const uncapped = { ...definition, campaigns: definition.campaigns?.map(({ capPerMember: _, ...rest }) => rest) } as Definition;
        const turned = {
          ...uncapped,
          earning: { ...uncapped.earning, rules: rotated(uncapped.earning.rules, turn) },
          campaigns: rotated(uncapped.campaigns ?? [], turn),
        };
        expect(earned(turned, facts, context).points).toBe(earned(uncapped, facts, context).points);
      }),
      runs,
    );
  });

  test('no cap is exceeded', () => {
    fc.assert(
      fc.property(anyCase, ({ definition, facts, context }) => {
        const { points, campaigns } = earned(definition, facts, context);
        const { order = Infinity, day = Infinity, month = Infinity } = definition.earning.caps ?? {};
        expect(points).toBeLessThanOrEqual(
          Math.min(order, Math.max(0, day - context.earnedThatDay), Math.max(0, month - context.earnedThatMonth)),
        );
        for (const { id, capPerMember = Infinity } of definition.campaigns ?? [])
          expect(campaigns[id] ?? 0).toBeLessThanOrEqual(Math.max(0, capPerMember - (context.campaignPoints[id] ?? 0)));
      }),
      runs,
    );
  });

  test('what campaigns gave is what their reasons say', () => {
    fc.assert(
      fc.property(anyCase, ({ definition, facts, context }) => {
        const { reasons, campaigns } = earned(definition, facts, context);
        expect(sum(Object.values(campaigns))).toBe(pointsOf(reasons, 'campaign-factor', 'campaign-bonus'));
      }),
      runs,
    );
  });

  test('more spend never earns less', () => {
    fc.assert(
      fc.property(anyCase, fc.nat(), fc.integer({ min: 1, max: 5_000 }), ({ definition, facts, context }, which, more) => {
        fc.pre(facts.lines.length > 0 && facts.paidCurrency === undefined && facts.unexplainedRefundMinor === 0);
        const dearer = facts.lines.map((line, i) =>
          i === which % facts.lines.length ? { ...line, netMinor: minor(line.netMinor + more) } : line,
        );
        expect(earned(definition, { ...facts, lines: dearer }, context).points).toBeGreaterThanOrEqual(
          earned(definition, facts, context).points,
        );
      }),
      runs,
    );
  });

  test('what is in the way of no rule changes nothing: an empty line', () => {
    fc.assert(
      fc.property(anyCase, anyContext, ({ definition, facts }, context) => {
        const [line] = facts.lines;
        fc.pre(line !== undefined);
        const empty = { ...line, lineId: 'empty', netMinor: minor(0) } as typeof line;
        expect(earned(definition, { ...facts, lines: [...facts.lines, empty] }, context).points).toBe(
          earned(definition, facts, context).points,
        );
      }),
      runs,
    );
  });
});

function rotated<T>(list: readonly T[], by: number): T[] {
  const at = list.length === 0 ? 0 : by % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}

describe('splitting by largest remainder', () => {
  test.each([
    [10, [1, 1, 1], [4, 3, 3]],
    [1, [1, 1], [1, 0]],
    [7, [50, 30, 20], [4, 2, 1]],
    [0, [5, 5], [0, 0]],
    [0, [0, 0], [0, 0]],
    [5, [0, 3], [0, 5]],
    [9_007_199_254_740_991, [1, 1], [4_503_599_627_370_496, 4_503_599_627_370_495]],
  ])('%i over %j', (total, weights, parts) => {
    expect(largestRemainder(total, weights)).toEqual(parts);
  });

  test('something is not split over nothing', () => {
    expect(() => largestRemainder(3, [])).toThrow('only nothing can be split over nothing');
  });

  test.each([1, 1_000_000_000])('no part is a whole unit away from its exact share, in units of %i', (unit) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1 }),
        (total, weights) => {
          const all = sum(weights);
          fc.pre(all > 0);
          const parts = largestRemainder(
            total,
            weights.map((weight) => weight * unit),
          );
          expect(sum(parts)).toBe(total);
          for (const [i, part] of parts.entries()) expect(Math.abs(part - (total * (weights[i] ?? 0)) / all)).toBeLessThan(1);
        },
      ),
    );
  });
});
