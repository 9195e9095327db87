import { expect, test } from 'vitest';
import { askForSummary, readSummary } from './summary.ts';

const field = (value: unknown, type = 'customer', key = 'loyalty_summary') => [{ target: { type }, metafield: { key, value } }];

test.each([
  ['as Laurel writes it', field('{"points":120,"pendingPoints":3,"tier":"Gold","nextTier":null}'), { points: 120, tier: 'Gold' }],
  ['none', [], null],
  ['not told at all', undefined, null],
  ['of something else', field('{"points":120,"tier":"Gold"}', 'product'), null],
  ['another field', field('{"points":120,"tier":"Gold"}', 'customer', 'other'), null],
  ['no JSON', field('{'), null],
  ['no object', field('null'), null],
  ['without points', field('{"tier":"Gold"}'), null],
  ['not text', field(true), null],
])('%s', (_what, fields, summary) => {
  expect(readSummary(fields)).toEqual(summary);
});

const answering = (body: unknown) => () => Promise.resolve(Response.json(body));

test.each([
  [
    'as Laurel writes it',
    answering({ data: { customer: { metafield: { value: '{"points":7,"tier":"Pro"}' } } } }),
    { points: 7, tier: 'Pro' },
  ],
  ['none yet', answering({ data: { customer: { metafield: null } } }), null],
  ['Shopify refuses', answering({ errors: [{ message: 'Access denied' }] }), null],
  ['no JSON', () => Promise.resolve(new Response('busy')), null],
  ['nothing answers', () => Promise.reject(new TypeError('Failed to fetch')), null],
])('asked for: %s', async (_what, ask, summary) => {
  expect(await askForSummary(ask)).toEqual(summary);
});
