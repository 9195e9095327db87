// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { aRedemption, aReward, anOverview } from '../../client/fixtures.ts';
import { given, openSurface } from '../../testing/surface.ts';

const surface = openSurface('purchase.checkout.block.render', import.meta.dirname);
const usd = (amount: number) => ({ amount, currencyCode: 'USD' });
const kept = {
  target: { type: 'customer', id: '102' },
  metafield: { namespace: '$app', key: 'loyalty_summary', value: '{"points":120,"tier":"Pro"}' },
};
const serum = {
  quantity: 1,
  merchandise: { id: 'gid://shopify/ProductVariant/8001', product: { id: 'gid://shopify/Product/7001', vendor: 'Glow & Co' } },
  cost: { totalAmount: usd(24) },
  discountAllocations: [],
};
const change = vi.fn<(change: { type: string; code: string }) => Promise<{ type: string }>>();

const signals = () => ({
  customer: given<{ id: string } | undefined>({ id: 'gid://shopify/Customer/102' }),
  codes: given<{ code: string }[]>([]),
  instructions: given({ discounts: { canUpdateDiscountCodes: true } }),
});
let host: ReturnType<typeof signals>;

beforeEach(() => {
  host = signals();
  change.mockReset().mockResolvedValue({ type: 'success' });
  surface.give('buyerIdentity', { customer: host.customer });
  surface.give('discountCodes', host.codes);
  surface.give('instructions', host.instructions);
  surface.give('settings', given({ heading: undefined, layout: undefined, show_guest_message: undefined }));
  surface.give('appMetafields', given([kept]));
  surface.give('lines', given([serum]));
  surface.give('discountAllocations', given([]));
  surface.give('cost', { subtotalAmount: given(usd(24)), totalShippingAmount: given(usd(5)) });
  surface.give('storage', { read: () => Promise.resolve(null), write: () => Promise.resolve() });
  surface.give('applyDiscountCodeChange', change);
});

const button = (text: string) => surface.find('s-button').find((one) => one.textContent === text);
const press = (text: string) => button(text)?.dispatchEvent(new Event('click'));

function onlyClockIsFaked(): void {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
}

/** Answers are read, views drawn and their effects run, while the faked clock goes on by a twentieth of a second. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) {
    await vi.advanceTimersByTimeAsync(1);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('what Shopify keeps stands there at the first render, before any answer', async () => {
  await surface.render();
  expect(surface.text()).toContain('points 120 120');
  expect(surface.text()).toContain('Pro');
  expect(surface.find('s-skeleton-paragraph')).toHaveLength(1);
});

test('one request brings the rest, told with the lines of the cart', async () => {
  surface.answers = () => Response.json(anOverview());
  await surface.render();
  await vi.waitFor(() => expect(button('act.redeem')).toBeDefined());
  expect(surface.text()).toContain('points 340 340');
  expect(surface.asked).toEqual([
    {
      method: 'POST',
      path: '/rpc/member/carts',
      body: {
        subtotalMinor: 24_00,
        currency: 'USD',
        lines: [{ productId: '7001', variantId: '8001', vendor: 'Glow & Co', quantity: 1, netMinor: 24_00 }],
        shippingMinor: 5_00,
        codes: [],
      },
    },
  ]);
});

test('refused for good, the summary stays with a calm sentence and another try', async () => {
  surface.answers = () => Response.json({ code: 'internal', message: 'no', requestId: 'r' }, { status: 400 });
  await surface.render();
  await vi.waitFor(() => expect(surface.text()).toContain('error.kept'));
  expect(surface.text()).toContain('points 120 120');
  surface.answers = () => Response.json(anOverview());
  press('error.again');
  await vi.waitFor(() => expect(surface.text()).toContain('points 340 340'));
});

test('a guest has no summary and is invited; signed in after that, it is asked anew', async () => {
  host.customer.value = undefined;
  surface.give('appMetafields', given([]));
  surface.answers = () => Response.json(anOverview({ member: null, points: null, tier: null, next: null }));
  await surface.render();
  await vi.waitFor(() => expect(surface.text()).toContain('guest.sign-in'));
  surface.answers = () => Response.json(anOverview());
  host.customer.value = { id: 'gid://shopify/Customer/102' };
  await vi.waitFor(() => expect(surface.text()).toContain('points 340 340'));
});

test('a redeemed code goes into the checkout; where the checkout declines it, the points return', async () => {
  const redemption = aRedemption();
  surface.answers = ({ method, path }) => {
    if (path.endsWith('/carts')) return Response.json(anOverview());
    return Response.json(method === 'DELETE' ? { ...redemption, state: 'released' } : redemption);
  };
  await surface.render();
  await vi.waitFor(() => expect(button('act.redeem')).toBeDefined());
  change.mockResolvedValue({ type: 'error' });
  press('act.redeem');
  await vi.waitFor(() => expect(surface.text()).toContain('notice.declined $3 off 100 100'));
  expect(change.mock.calls).toEqual([[{ type: 'addDiscountCode', code: redemption.code }]]);
  expect(surface.asked.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
});

test('where codes cannot be changed there is no button, and the block says so; it follows when they can', async () => {
  host.instructions.value = { discounts: { canUpdateDiscountCodes: false } };
  surface.answers = () => Response.json(anOverview());
  await surface.render();
  await vi.waitFor(() => expect(surface.text()).toContain('locked'));
  expect(surface.find('s-button')).toEqual([]);
  host.instructions.value = { discounts: { canUpdateDiscountCodes: true } };
  await vi.waitFor(() => expect(button('act.redeem')).toBeDefined());
});

test('what does not go with a code of the member’s own names it, and has no button', async () => {
  const redemption = aRedemption();
  const ten = aReward({ id: 'ten-off', name: '$10 off', whyNot: { code: 'does-not-combine', with: redemption.code } });
  host.codes.value = [{ code: redemption.code }];
  surface.answers = () => Response.json(anOverview({ rewards: [aReward(), ten], redemptions: [redemption] }));
  await surface.render();
  await vi.waitFor(() => expect(surface.text()).toContain('why-not.does-not-combine $3 off'));
  expect(surface.find('s-button').map((one) => one.textContent)).toEqual(['act.undo']);
});

test('at the end of its time a code’s block asks anew', async () => {
  onlyClockIsFaked();
  const redemption = aRedemption();
  host.codes.value = [{ code: redemption.code }];
  surface.answers = () => Response.json(anOverview({ at: '2026-11-22T15:28:58Z', redemptions: [redemption] }));
  await surface.render();
  await settled();
  expect(surface.text()).toContain('left.clock 1:02');
  vi.advanceTimersByTime(2_000);
  await settled();
  expect(surface.text()).toContain('left.clock 1:00');
  expect(surface.text()).toContain('left.said $3 off 1 1');
  expect(surface.asked).toHaveLength(1);

  surface.answers = () => Response.json(anOverview({ at: '2026-11-22T15:30:01Z' }));
  vi.advanceTimersByTime(60_000);
  await settled();
  expect(surface.asked).toHaveLength(2);
  expect(surface.text()).not.toContain('left.');
  expect(button('act.redeem')).toBeDefined();
});

test('taken off the page in the middle of it, the block leaves no timer', async () => {
  onlyClockIsFaked();
  const redemption = aRedemption();
  host.codes.value = [{ code: redemption.code }];
  surface.answers = () => Response.json(anOverview({ at: '2026-11-22T14:10:00Z', redemptions: [redemption] }));
  await surface.render();
  await settled();
  expect(surface.text()).toContain('left.minutes 80 80');
  surface.unmount();
  // The query library forgets an unused answer after five minutes; the code would have an hour and more.
  vi.advanceTimersByTime(300_000);
  expect(vi.getTimerCount()).toBe(0);
});
