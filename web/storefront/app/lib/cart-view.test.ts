import type { CartReturn } from '@shopify/hydrogen';
import { describe, expect, it } from 'vitest';
import { merchandiseMinor, viewCart, withCode, withoutCode } from './cart-view';

const usd = (amount: string) => ({ amount, currencyCode: 'USD' });

interface LineFacts {
  readonly price: string;
  readonly quantity?: number;
  readonly total?: string;
  readonly giftCard?: boolean;
}

function cartOf(lines: readonly LineFacts[], offCart: readonly string[] = []): CartReturn {
  const nodes = lines.map(({ price, quantity = 1, total, giftCard = false }, place) => {
    const gross = (Number(price) * quantity).toFixed(2);
    return {
      id: `line-${place}`,
      quantity,
      cost: { amountPerQuantity: usd(price), subtotalAmount: usd(gross), totalAmount: usd(total ?? gross) },
      merchandise: {
        id: `v${place}`,
        title: 'Default Title',
        image: null,
        product: { id: `p${place}`, handle: `h${place}`, title: `T${place}`, isGiftCard: giftCard },
      },
    };
  });
  const facts = {
    id: 'cart',
    checkoutUrl: 'https://shop.example/checkout',
    cost: { subtotalAmount: usd('0'), totalAmount: usd('0') },
    discountCodes: [],
    discountAllocations: offCart.map((amount) => ({ targetType: 'LINE_ITEM', discountedAmount: usd(amount) })),
    lines: { nodes },
  };
  return facts as unknown as CartReturn;
}

describe('viewCart', () => {
  it('adds up lines, and takes a discount on a line off that line', () => {
    const view = viewCart(cartOf([{ price: '24.00', quantity: 2, total: '40.80' }, { price: '8.00' }]));
    expect(view).toMatchObject({ quantity: 3, grossMinor: 5600, discountMinor: 720, netMinor: 4880 });
  });

  it('spreads a discount on the cart over its lines to the last cent', () => {
    const view = viewCart(cartOf([{ price: '3.33' }, { price: '3.33' }, { price: '3.34' }], ['1.00']));
    expect(view.netMinor).toBe(900);
    expect(view.lines.map((line) => line.netMinor).reduce((sum, net) => sum + net)).toBe(900);
    expect(view.lines.every((line) => line.netMinor > 0)).toBe(true);
  });

  it('never discounts a gift card, and never goes below nothing', () => {
    const view = viewCart(cartOf([{ price: '25.00', giftCard: true }, { price: '5.00' }], ['9.00']));
    expect(view.lines.map((line) => line.netMinor)).toEqual([2500, 0]);
    expect(merchandiseMinor(view)).toBe(0);
  });
});

describe('a cart’s codes', () => {
  const present = [{ code: 'SPRING' }, { code: 'Glow-1' }];

  it('keep what was there when one more comes', () => {
    expect(withCode(present, 'NEW')).toEqual(['SPRING', 'Glow-1', 'NEW']);
  });

  it('hold each code once, whatever its case', () => {
    expect(withCode(present, 'GLOW-1')).toEqual(['SPRING', 'GLOW-1']);
    expect(withoutCode(present, 'spring')).toEqual(['Glow-1']);
  });
});
