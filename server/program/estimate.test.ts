import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minor } from '../core/money.ts';
import { defaultDefinition } from './definition.ts';
import { earn, termsOf } from './earn.ts';
import { estimate, tierOf } from './estimate.ts';

const definition = defaultDefinition('USD');

test('a guest is told what the first tier earns', () => {
  expect(estimate(definition, undefined, [{ netMinor: 24_00, giftCard: false }])).toMatchObject({
    points: 48,
    tierName: 'Fan',
    pointsPerMajorUnit: 2,
  });
});

test('a tier that the programme no longer has counts as the first', () => {
  expect(estimate(definition, 'gone', [{ netMinor: 24_00, giftCard: false }])).toMatchObject({ tierName: 'Fan' });
});

test('lines that earn nothing are listed with the reason', () => {
  const { lines } = estimate(definition, 'icon', [
    { netMinor: 10_00, giftCard: false },
    { netMinor: 25_00, giftCard: true },
  ]);
  expect(lines).toEqual([
    { points: 60, text: 'Item 1: $10.00 × 6 points per $1' },
    { points: 0, text: 'Item 2: gift cards earn no points' },
  ]);
});

test('the estimate is the grant, on every cart and in every tier', () => {
  const carts = fc.array(fc.record({ netMinor: fc.integer({ min: 0, max: 100_000_00 }), giftCard: fc.boolean() }), { maxLength: 20 });
  fc.assert(
    fc.property(carts, fc.constantFrom('fan', 'pro', 'icon'), (cart, tierId) => {
      const lines = cart.map((one, i) => ({
        lineId: `line ${i}`,
        productId: undefined,
        title: 'Anything',
        quantity: 1,
        tip: false,
        giftCard: one.giftCard,
        netMinor: minor(one.netMinor),
      }));
      const grant = earn({ currency: 'USD', lines, unexplainedRefundMinor: minor(0) }, termsOf(definition, tierOf(definition, tierId)));
      expect(estimate(definition, tierId, cart).points).toBe(grant.points);
    }),
  );
});
