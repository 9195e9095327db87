import { describe, expect, test } from 'vitest';
import type { Cart } from './cart.ts';
import { rewardSchema } from './definition.ts';
import { quote, type Circumstances } from './quote.ts';
import { termsFor } from './reward-terms.ts';

const reward = (kind: string, more: object) =>
  rewardSchema.parse({ id: 'r', name: 'Reward', points: 100, minimumOrderMinor: 0, kind, ...more });
const skin = { collections: ['9001'] };
const three = reward('amount', { amountMinor: 3_00 });
const threeOffSkin = reward('amount', { amountMinor: 3_00, on: skin, minimumOrderMinor: 20_00 });
const veganShare = reward('percentage', { percent: 10, on: { tags: ['Vegan'] } });
const capped = reward('percentage', { percent: 20, capMinor: 5_00 });
const cappedSkin = reward('percentage', { percent: 20, capMinor: 50_00, on: skin });
const slider = reward('slider', { stepMinor: 1_00, minimumSteps: 2, maximumSteps: 10 });
const shipping = reward('free-shipping', { capMinor: 8_00 });
const piece = reward('product', { productId: '7002', valueMinor: 12_00 });
const dear = reward('product', { productId: '7002', valueMinor: 9_00 });
const card = reward('gift-card', { amountMinor: 10_00, minimumOrderMinor: 30_00 });

const serum = { productId: '7001', variantId: '8001', collections: ['9001'], tags: ['vegan'], quantity: 1, netMinor: 24_00 };
const tint = { productId: '7002', variantId: '8002', collections: ['9002'], tags: [], quantity: 2, netMinor: 24_00 };
/** As the checkout knows a line: without tags and collections. */
const untold = { productId: '7003', variantId: '8003', vendor: 'Glow', quantity: 1, netMinor: 24_00 };
const voucher = { productId: '7009', quantity: 1, netMinor: 50_00, giftCard: true };
const cart = (more: Partial<Cart>): Cart => ({ subtotalMinor: 48_00, currency: 'USD', lines: [serum, tint], ...more });
const other = (of: 'order' | 'product' | 'shipping', combinesWith: object) => ({ applied: [{ code: 'WELCOME', class: of, combinesWith }] });

describe('what each kind is worth on a cart, or why it cannot be had', () => {
  test.each<[string, typeof three, Cart | undefined, Circumstances, number | null, unknown]>([
    // what, reward, cart, circumstances, discount, why not
    ['on some products, of those alone', threeOffSkin, cart({}), {}, 3_00, null],
    [
      'on some products, the minimum counts those alone',
      threeOffSkin,
      cart({ lines: [{ ...serum, netMinor: 19_00 }, tint] }),
      {},
      3_00,
      { code: 'order-too-small', missingMinor: 1_00 },
    ],
    ['on some products of which none is there', veganShare, cart({ lines: [tint] }), {}, 0, { code: 'nothing-to-discount' }],
    ['tags are the same large or small', veganShare, cart({}), {}, 2_40, null],
    ['on some products, lines unknown: the checkout decides', threeOffSkin, cart({ lines: undefined }), {}, null, null],
    ['on some products, no line says which: the checkout decides', veganShare, cart({ lines: [untold, untold] }), {}, null, null],
    ['one line that says so is enough: the others are none', veganShare, cart({ lines: [serum, untold] }), {}, 2_40, null],
    ['a cart without lines has none of them', veganShare, cart({ subtotalMinor: 0, lines: [] }), {}, 0, { code: 'nothing-to-discount' }],
    [
      'gift cards are never discounted',
      reward('percentage', { percent: 10 }),
      cart({ subtotalMinor: 98_00, lines: [serum, tint, voucher] }),
      {},
      4_80,
      null,
    ],
    ['below the cap a percentage', capped, cart({ subtotalMinor: 24_00, lines: undefined }), {}, 4_80, null],
    ['above the cap the cap', capped, cart({}), {}, 5_00, null],
    ['a capped one is rounded down', capped, cart({ subtotalMinor: 10_99, lines: undefined }), {}, 2_19, null],
    ['the fewest steps when none are chosen', slider, cart({}), {}, 2_00, { code: 'not-enough-points', missingPoints: 100 }],
    ['steps cost each its points', slider, cart({}), { steps: 1 }, 1_00, { code: 'steps-out-of-range', minimum: 2, maximum: 10 }],
    ['too many steps', slider, cart({}), { steps: 11 }, 11_00, { code: 'steps-out-of-range', minimum: 2, maximum: 10 }],
    ['half a step', slider, cart({}), { steps: 2.5 }, 2_50, { code: 'steps-out-of-range', minimum: 2, maximum: 10 }],
    ['shipping within the cap', shipping, cart({ shippingMinor: 8_00 }), {}, 8_00, null],
    ['shipping above the cap', shipping, cart({ shippingMinor: 8_01 }), {}, null, { code: 'shipping-too-dear', capMinor: 8_00 }],
    ['shipping not known yet', shipping, cart({}), {}, null, null],
    ['one piece of two', piece, cart({}), {}, 12_00, null],
    ['a piece is worth no more than the merchant says', dear, cart({}), {}, 9_00, null],
    ['a product that is not there', piece, cart({ lines: [serum] }), {}, 0, { code: 'not-in-cart' }],
    [
      'a gift card asks for the minimum order',
      card,
      cart({ subtotalMinor: 10_00, lines: undefined }),
      {},
      null,
      { code: 'order-too-small', missingMinor: 20_00 },
    ],
    ['a gift card takes nothing off', card, cart({}), {}, null, null],
    [
      'a tier too low',
      reward('amount', { amountMinor: 3_00, tierFrom: 'pro' }),
      undefined,
      { tierReached: false },
      null,
      { code: 'tier-too-low', tierId: 'pro' },
    ],
    ['a tier reached', reward('amount', { amountMinor: 3_00, tierFrom: 'pro' }), undefined, { tierReached: true }, null, null],
    [
      'the day before the first',
      reward('amount', { amountMinor: 3_00, validFrom: '2026-11-03' }),
      undefined,
      { today: '2026-11-02' },
      null,
      { code: 'not-yet', from: '2026-11-03' },
    ],
    ['the first day', reward('amount', { amountMinor: 3_00, validFrom: '2026-11-03' }), undefined, { today: '2026-11-03' }, null, null],
    ['the last day', reward('amount', { amountMinor: 3_00, validTo: '2026-11-03' }), undefined, { today: '2026-11-03' }, null, null],
    [
      'the day after the last',
      reward('amount', { amountMinor: 3_00, validTo: '2026-11-03' }),
      undefined,
      { today: '2026-11-04' },
      null,
      { code: 'over', lastDay: '2026-11-03' },
    ],
    [
      'had as often as can be',
      reward('amount', { amountMinor: 3_00, limitPerMember: { times: 2, per: 'month' } }),
      undefined,
      { takenByMember: 2 },
      null,
      { code: 'limit-reached', times: 2, per: 'month' },
    ],
    [
      'had once of two',
      reward('amount', { amountMinor: 3_00, limitPerMember: { times: 2, per: 'month' } }),
      undefined,
      { takenByMember: 1 },
      null,
      null,
    ],
    ['all gone', reward('amount', { amountMinor: 3_00, limitTotal: 5 }), undefined, { takenInAll: 5 }, null, { code: 'all-gone' }],
    [
      'another discount on the order',
      three,
      cart(other('order', { order: true })),
      {},
      3_00,
      { code: 'does-not-combine', with: 'WELCOME' },
    ],
    ['a product discount that allows it', three, cart(other('product', { order: true })), {}, 3_00, null],
    ['a product discount that does not', three, cart(other('product', {})), {}, 3_00, { code: 'does-not-combine', with: 'WELCOME' }],
    [
      'a merchant who lets it go with nothing',
      reward('amount', { amountMinor: 3_00, combinesWith: {} }),
      cart(other('product', { order: true })),
      {},
      3_00,
      { code: 'does-not-combine', with: 'WELCOME' },
    ],
    ['what is no discount goes with all', card, cart(other('order', {})), {}, null, null],
  ])('%s', (_what, one, basket, circumstances, discountMinor, whyNot) => {
    expect(quote(one, 100, basket, circumstances)).toEqual({ discountMinor, whyNot });
  });
});

describe('what a redemption is good for', () => {
  test.each<[string, typeof three, Cart | undefined, number | undefined, unknown]>([
    ['an amount needs no terms', three, undefined, undefined, { terms: {} }],
    ['collections have a name in Shopify', threeOffSkin, undefined, undefined, { terms: {} }],
    ['tags become the products of the cart', veganShare, cart({}), undefined, { terms: { productIds: ['7001'] } }],
    ['tags without a cart', veganShare, undefined, undefined, { refused: { code: 'needs-cart' } }],
    ['tags of which no line tells', veganShare, cart({ lines: [untold] }), undefined, { refused: { code: 'needs-cart' } }],
    ['a cap reached: the order that reaches it', capped, cart({}), undefined, { terms: { amountMinor: 5_00, minimumMinor: 25_00 } }],
    [
      'a cap not reached: this very order',
      capped,
      cart({ subtotalMinor: 20_01, lines: undefined }),
      undefined,
      { terms: { amountMinor: 4_00, minimumMinor: 20_00 } },
    ],
    ['a cap on some products counts those', cappedSkin, cart({}), undefined, { terms: { amountMinor: 4_80, minimumMinor: 24_00 } }],
    ['a cap without a cart', capped, undefined, undefined, { refused: { code: 'needs-cart' } }],
    ['steps', slider, undefined, 7, { terms: { steps: 7, amountMinor: 7_00 } }],
    ['a piece whose price is not known', piece, undefined, undefined, { terms: { amountMinor: 12_00 } }],
    ['a gift card', card, undefined, undefined, { terms: {} }],
  ])('%s', (_what, one, basket, steps, expected) => {
    expect(termsFor(one, basket, steps)).toEqual(expected);
  });

  test('a capped amount is never more than its percentage of any order the code takes', () => {
    for (let subtotalMinor = 1; subtotalMinor <= 60_00; subtotalMinor += 7) {
      const result = termsFor(capped, cart({ subtotalMinor, lines: undefined }), undefined);
      if ('refused' in result) throw new Error('a cart was given');
      const { amountMinor = 0, minimumMinor = 0 } = result.terms;
      expect(amountMinor * 100).toBeLessThanOrEqual(minimumMinor * 20);
      expect(minimumMinor).toBeLessThanOrEqual(subtotalMinor);
    }
  });
});
