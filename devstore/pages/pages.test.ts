import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDevstore, type TestDevstore } from '../testing.ts';

let shop: TestDevstore;
let cookies: Map<string, string>;
beforeEach(async () => {
  shop = await startDevstore();
  cookies = new Map();
});
afterEach(() => shop.close());

/** A browser without scripts: keeps cookies, sends forms. */
async function visit(path: string, form?: Record<string, string>): Promise<Response> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await shop.request(path.replace('/devstore', ''), {
    headers: { cookie },
    ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
  });
  for (const set of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
    if (value === '') cookies.delete(name);
    else cookies.set(name, value);
  }
  return response;
}
const text = async (path: string) => (await visit(path)).text();
const cartToken = () => cookies.get('devstore_cart') ?? '';
const total = (page: string) => /id="total">([^<]+)</.exec(page)?.[1];
const shown = (page: string) => /name="shownTotalCents" value="(\d+)"/.exec(page)?.[1] ?? '';

async function buySerum(): Promise<void> {
  await visit('/cart/lines', { variantId: '8001', back: '/devstore/shop' });
}

describe('buying', () => {
  it('works from the shop to the thank-you page without scripts', async () => {
    await visit('/session', { customerId: '102', back: '/devstore/shop' });
    await buySerum();
    expect(await text('/cart')).toContain('Dew Drops Serum');
    const checkout = await text(`/checkout/${cartToken()}`);
    expect(total(checkout)).toBe('$30.92');
    const paid = await visit(`/checkout/${cartToken()}/orders`, { shownTotalCents: shown(checkout), tipPercent: '0' });
    expect(paid.status).toBe(303);
    expect(await text(paid.headers.get('location') ?? '')).toContain('Thank you, Ben');
    expect((await shop.state()).orders).toMatchObject([{ customerId: '102', total: '30.92' }]);
  });

  it('paying twice makes one order', async () => {
    await buySerum();
    const path = `/checkout/${cartToken()}/orders`;
    const form = { email: 'guest@example.com', shownTotalCents: '3092', tipPercent: '0' };
    const answers = await Promise.all([visit(path, form), visit(path, form)]);
    expect(new Set(answers.map((answer) => answer.headers.get('location'))).size).toBe(1);
    expect((await shop.state()).orders).toHaveLength(1);
  });

  it('asks a guest for an e-mail address', async () => {
    await buySerum();
    const answer = await visit(`/checkout/${cartToken()}/orders`, { email: 'nobody', shownTotalCents: '3092', tipPercent: '0' });
    expect(await answer.text()).toContain('Enter an e-mail address');
    expect((await shop.state()).orders).toEqual([]);
  });

  it('does not take more than was shown when a code ends meanwhile', async () => {
    await buySerum();
    await visit(`/checkout/${cartToken()}/discount-codes`, { type: 'addDiscountCode', code: 'welcome10' });
    const before = await text(`/checkout/${cartToken()}`);
    expect(total(before)).toBe('$28.33');
    const found = await shop.admin<{ data: { codeDiscountNodeByCode: { id: string } } }>(
      '{ codeDiscountNodeByCode(code: "WELCOME10") { id } }',
    );
    await shop.admin('mutation ($id: ID!) { discountCodeDeactivate(id: $id) { userErrors { code } } }', {
      id: found.data.codeDiscountNodeByCode.id,
    });
    const form = { email: 'g@example.com', shownTotalCents: shown(before), tipPercent: '0' };
    const refused = await (await visit(`/checkout/${cartToken()}/orders`, form)).text();
    expect(refused).toContain('The total has changed');
    expect(refused).toContain('This discount code is not active');
    expect(total(refused)).toBe('$30.92');
    expect((await visit(`/checkout/${cartToken()}/orders`, { ...form, shownTotalCents: shown(refused) })).status).toBe(303);
  });
});

describe('codes at checkout', () => {
  const change = async (type: string, code: string) => {
    const response = await shop.request(`/checkout/${cartToken()}/discount-codes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type, code }),
    });
    return (await response.json()) as {
      type: string;
      message?: string;
      state: { signals: Record<string, unknown>; shownTotalCents: number };
    };
  };

  it('an extension gets the new cart with the answer, and words for developers when refused', async () => {
    await buySerum();
    const good = await change('addDiscountCode', 'Welcome10');
    expect(good).toMatchObject({
      type: 'success',
      state: {
        shownTotalCents: 2833,
        signals: {
          discountCodes: [{ code: 'WELCOME10' }],
          discountAllocations: [{ type: 'code', code: 'WELCOME10', discountedAmount: { amount: 2.4, currencyCode: 'USD' } }],
          'cost.totalAmount': { amount: 28.33, currencyCode: 'USD' },
        },
      },
    });
    expect(await change('addDiscountCode', 'NOPE')).toMatchObject({
      type: 'error',
      message: 'DISCOUNT_NOT_FOUND: Enter a valid discount code',
      state: { shownTotalCents: 2833 },
    });
    expect(await change('removeDiscountCode', 'WELCOME10')).toMatchObject({
      type: 'success',
      state: { shownTotalCents: 3092, signals: { discountCodes: [] } },
    });
    expect(await change('removeDiscountCode', 'WELCOME10')).toMatchObject({ type: 'success' });
  });

  it('one bound to a customer stops applying when they sign out', async () => {
    await shop.admin(`mutation { discountCodeBasicCreate(basicCodeDiscount: { title: "Five", code: "BEN-5", startsAt: "2026-01-01T00:00:00Z", context: { customers: { add: ["gid://shopify/Customer/102"] } },
      customerGets: { items: { all: true }, value: { discountAmount: { amount: "5.00" } } } }) { userErrors { code } } }`);
    await buySerum();
    expect(await change('addDiscountCode', 'BEN-5')).toMatchObject({
      type: 'error',
      message: 'DISCOUNT_ELIGIBLE_CUSTOMER_MISSING: Sign in to use this discount code',
    });
    await visit('/session', { customerId: '102', back: '/devstore/shop' });
    expect((await change('addDiscountCode', 'BEN-5')).type).toBe('success');
    await visit('/session/end', { back: '/devstore/shop' });
    const page = await text(`/checkout/${cartToken()}`);
    expect(page).toContain('Sign in to use this discount code');
    expect(total(page)).toBe('$30.92');
  });
});

describe('pages', () => {
  it('write what people typed as text, never as markup', async () => {
    const answer = await visit('/customers', {
      firstName: '<script>alert(1)</script>',
      lastName: '"x"',
      email: 'no',
      back: '/devstore/shop',
    });
    const page = await answer.text();
    expect(page).not.toContain('<script>alert');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('go back only within the dev store', async () => {
    for (const back of ['https://elsewhere.example', '//elsewhere.example', '/devstore//elsewhere.example', '/rpc/member']) {
      expect((await visit('/session', { customerId: '101', back })).headers.get('location')).toBe('/devstore/shop');
    }
  });

  it('of other people’s orders are not shown', async () => {
    const { orderId } = await shop.control<{ orderId: string }>('orders', { customerId: '103', lines: [{ handle: 'rose-face-mist' }] });
    await visit('/session', { customerId: '102', back: '/devstore/shop' });
    expect((await visit(`/account/orders/${orderId}`)).status).toBe(404);
    await visit('/session', { customerId: '103', back: '/devstore/shop' });
    expect((await visit(`/account/orders/${orderId}`)).status).toBe(200);
  });

  it('of the merchant refund, edit and cancel, and say so when they cannot', async () => {
    const made = await shop.control<{ orderId: string; lines: { id: string }[] }>('orders', {
      customerId: '103',
      lines: [{ handle: 'rose-face-mist', quantity: 3 }],
    });
    const base = `/admin/orders/${made.orderId}`;
    const line = `line:${made.lines[0]?.id}`;
    const done = await visit(`${base}/refunds`, { [line]: '1', amount: '' });
    expect(await text(done.headers.get('location') ?? '')).toContain('The refund is booked.');
    expect(await (await visit(`${base}/refunds`, { [line]: '3' })).text()).toContain('Only 2 of Rose Face Mist can be refunded.');
    expect(await (await visit(`${base}/refunds`, { amount: 'a lot' })).text()).toContain('The amount is not a sum of money.');
    expect((await visit(`${base}/edits`, { [line]: '1' })).status).toBe(303);
    expect((await visit(`${base}/cancellations`, {})).status).toBe(303);
    expect(await (await visit(`${base}/cancellations`, {})).text()).toContain('already cancelled');
    expect((await shop.state()).orders).toMatchObject([{ currentSubtotal: '0.00', refunded: '30.92', financialStatus: 'REFUNDED' }]);
  });

  it.each([
    '',
    '/shop',
    '/cart',
    '/sign-in',
    '/admin',
    '/admin/customers',
    '/admin/discounts',
    '/admin/webhooks',
    '/admin/app',
    '/pages/shop.css',
  ])('%s opens', async (path) => {
    expect((await visit(path)).status).toBe(200);
  });

  it.each([
    '/nowhere',
    '/orders/1/thank-you',
    '/admin/orders/1',
    '/pictures/x.svg',
    '/pages/..%2f..%2findex.ts',
    '/extensions/..%2f../dist/x.js',
  ])('%s is not there', async (path) => {
    expect((await visit(path)).status).toBe(404);
  });
});
