import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isSignedByShopify, isSignedProxyQuery } from './signatures.ts';

const body = Buffer.from('{"id": 1,  "note": "spaces count"}');
const sign = (bytes: Uint8Array, secret: string) => createHmac('sha256', secret).update(bytes).digest('base64');

describe('a webhook signature', () => {
  it.each([
    ['of the current secret', sign(body, 'new'), true],
    ['of the previous secret', sign(body, 'old'), true],
    ['of a stranger', sign(body, 'stranger'), false],
    ['of the same JSON, spaced otherwise', sign(Buffer.from(JSON.stringify(JSON.parse(body.toString()))), 'new'), false],
    ['cut short', sign(body, 'new').slice(0, 20), false],
    ['empty', '', false],
    ['missing', undefined, false],
  ])('%s → %s', (_name, signature, expected) => {
    expect(isSignedByShopify(body, signature, ['new', 'old'])).toBe(expected);
  });
});

describe('a query that the app proxy passed on', () => {
  // The example of Shopify's documentation.
  const secret = 'hush';
  const query =
    'extra=1&extra=2&shop=some-shop.myshopify.com&logged_in_customer_id=&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555';
  const message = 'extra=1,2logged_in_customer_id=path_prefix=/apps/awesome_reviewsshop=some-shop.myshopify.comtimestamp=1317327555';
  const signature = createHmac('sha256', secret).update(message).digest('hex');
  it.each([
    ['as signed', `${query}&signature=${signature}`, true],
    [
      'in another order',
      `signature=${signature}&${query.split('&').toReversed().join('&').replace('extra=2&extra=1', 'extra=1&extra=2')}`,
      true,
    ],
    ['for another shop', `${query.replace('some-shop', 'other-shop')}&signature=${signature}`, false],
    ['with something added', `${query}&locale=de&signature=${signature}`, false],
    ['cut short', `${query}&signature=${signature.slice(0, 20)}`, false],
    ['unsigned', query, false],
  ])('%s → %s', (_name, given, expected) => {
    expect(isSignedProxyQuery(new URLSearchParams(given), ['other', secret])).toBe(expected);
  });
});
