import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isSignedByShopify } from './signatures.ts';

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
