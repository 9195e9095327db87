import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultDefinition } from './definition.ts';
import { firstOrder } from './earn-context.ts';
import { estimate, type EstimateCart } from './estimate.ts';
import { earned } from './testing/cases.ts';
import { anyCase } from './testing/random.ts';

const definition = defaultDefinition('USD');
const today = firstOrder('2026-03-15');
const one: EstimateCart = { lines: [{ netMinor: 24_00, giftCard: false }] };

test('a guest is told what the first tier earns', () => {
  expect(estimate(definition, undefined, one, today, 'en')).toMatchObject({ points: 48, tierName: 'Fan', pointsPerMajorUnit: 2 });
});

test('a tier that the programme no longer has counts as the first', () => {
  expect(estimate(definition, 'gone', one, today, 'en')).toMatchObject({ tierName: 'Fan' });
});

test('lines that earn nothing are listed with the reason, in the shopper’s language', () => {
  const cart = {
    lines: [
      { netMinor: 10_00, giftCard: false, title: 'Tint' },
      { netMinor: 25_00, giftCard: true },
    ],
  };
  expect(estimate(definition, 'icon', cart, today, 'en').lines).toEqual([
    { points: 60, text: 'Tint: $10.00 × 6 points per $1' },
    { points: 0, text: 'Item 2: gift cards earn no points' },
  ]);
  expect(estimate(definition, 'icon', cart, today, 'de').lines.map(({ text }) => text.replaceAll(/\s/g, ' '))).toEqual([
    'Tint: 10,00 $ × 6 Punkte je 1 $',
    'Artikel 2: Für Geschenkgutscheine gibt es keine Punkte',
  ]);
});

test('the estimate is the grant: on every cart, by every rule, in every tier, whatever the member did before', () => {
  fc.assert(
    fc.property(anyCase, fc.constantFrom('fan', 'pro', 'icon'), ({ definition: promised, facts, context }, tierId) => {
      const bought = {
        ...facts,
        unexplainedRefundMinor: 0 as typeof facts.unexplainedRefundMinor,
        lines: facts.lines.filter(({ tip }) => !tip),
      };
      const told = estimate(promised, tierId, bought, context, 'en');
      const grant = earned(promised, bought, context, tierId);
      expect(told.points).toBe(grant.points);
      expect(told.lines.map(({ points }) => points)).toEqual(grant.reasons.map(({ points }) => points));
    }),
    { numRuns: 300 },
  );
});
