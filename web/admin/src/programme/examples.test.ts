import { expect, test } from 'vitest';
import { fullDefinition } from '../testing/full.ts';
import { sampleDefinition } from '../testing/sample.ts';
import { everyOrder, exampleNotes, exampleOrderMinor, examplesFor } from './examples.ts';

test('every tier has an example, and every rule and campaign that gives more has an order it is for', () => {
  const examples = examplesFor(fullDefinition).map(({ place, cart: { tierId, lines, ...order } }) => [
    place,
    tierId,
    { ...lines[0], ...order },
  ]);
  const line = { netMinor: 48_00, quantity: 1, giftCard: false };
  const matching = { productId: '1', collections: ['3'], tags: ['sale'], vendor: 'Dew' };
  expect(examples).toEqual([
    ['tiers.0.pointsPerMajorUnit', 'fan', line],
    ['tiers.1.pointsPerMajorUnit', 'icon', line],
    ['earning.rules.1.factorHundredths', 'icon', { ...line, ...matching }],
    ['earning.rules.2.points', 'icon', { ...line, tags: ['new'] }],
    ['earning.rules.3.factorHundredths', 'icon', { ...line, channel: 'pos' }],
    ['earning.rules.4.factorHundredths', 'icon', { ...line, subscription: true }],
    ['campaigns.0.effect.factorHundredths', 'icon', { ...line, ...matching, day: '2026-03-01', customerTags: ['vip'] }],
    ['campaigns.1.effect.points', 'icon', { ...line, netMinor: 50_00, day: '2026-05-01' }],
  ]);
});

test('what is given only now and then is left out', () => {
  expect(everyOrder(fullDefinition).earning.rules.map(({ id }) => id)).toEqual(['purchase', 'a', 'b', 'c', 'd']);
});

test('an answer is told at its field; without one nothing is', () => {
  const examples = examplesFor(sampleDefinition);
  expect([...exampleNotes(sampleDefinition, examples, [{ points: 96 }, { points: 1 }])]).toEqual([
    ['tiers.0.pointsPerMajorUnit', 'An order of $48.00 in Fan earns 96 points.'],
    ['tiers.1.pointsPerMajorUnit', 'An order of $48.00 in Pro earns 1 point.'],
  ]);
});

test.each([
  ['USD', 48_00],
  ['JPY', 4_800],
  ['KWD', 48_000],
])('the order in %s is of %i minor units', (currency, minor) => {
  expect(exampleOrderMinor(currency)).toBe(minor);
});
