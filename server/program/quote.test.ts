import { describe, expect, test } from 'vitest';
import { rewardSchema, type Reward } from './definition.ts';
import { quote } from './quote.ts';

const base = { id: 'r', name: 'Reward', points: 100, minimumOrderMinor: 10_00 };
const three = rewardSchema.parse({ ...base, kind: 'amount', amountMinor: 3_00 });
const fifteen = rewardSchema.parse({ ...base, kind: 'percentage', percent: 15 });
const shipping = rewardSchema.parse({ ...base, kind: 'free-shipping' });
const generous = rewardSchema.parse({ ...base, kind: 'amount', amountMinor: 20_00, minimumOrderMinor: 0 });
const pennies = rewardSchema.parse({ ...base, kind: 'percentage', percent: 1, minimumOrderMinor: 0 });

describe('what a reward is worth on a cart, or why it cannot be had', () => {
  test.each<[string, Reward, number, number | undefined, number | null, unknown]>([
    // what, reward, balance, subtotal, discount, why not
    ['an amount', three, 100, 24_00, 3_00, null],
    ['an amount on the smallest order', three, 100, 10_00, 3_00, null],
    ['an amount is capped at the subtotal', generous, 100, 15_00, 15_00, null],
    ['a percentage', fifteen, 100, 24_00, 3_60, null],
    ['a percentage rounds half up', fifteen, 100, 10_10, 1_52, null],
    ['a percentage below half rounds down', fifteen, 100, 10_09, 1_51, null],
    ['free shipping has no amount of its own', shipping, 100, 24_00, null, null],
    ['without a cart only the points decide', three, 100, undefined, null, null],
    ['one point missing', three, 99, 24_00, 3_00, { code: 'not-enough-points', missingPoints: 1 }],
    ['a balance owed', three, -20, undefined, null, { code: 'not-enough-points', missingPoints: 120 }],
    ['one cent missing', three, 100, 9_99, 3_00, { code: 'order-too-small', missingMinor: 1 }],
    ['points are named before the order', three, 0, 0, 0, { code: 'not-enough-points', missingPoints: 100 }],
    ['an empty cart', generous, 100, 0, 0, { code: 'nothing-to-discount' }],
    ['less than a cent', pennies, 100, 49, 0, { code: 'nothing-to-discount' }],
    ['half a cent is a cent', pennies, 100, 50, 1, null],
  ])('%s', (_what, reward, balance, subtotalMinor, discountMinor, whyNot) => {
    const cart = subtotalMinor === undefined ? undefined : { subtotalMinor, currency: 'USD' };
    expect(quote(reward, balance, cart)).toEqual({ discountMinor, whyNot });
  });
});
