import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDevstore, type TestDevstore } from '../testing.ts';

let shop: TestDevstore;
beforeEach(async () => {
  shop = await startDevstore();
});
afterEach(() => shop.close());

const fragment = `fragment C on Cart {
  id checkoutUrl totalQuantity note attributes { key value }
  buyerIdentity { email customer { id displayName } }
  cost { subtotalAmount { amount } totalAmount { amount currencyCode } totalTaxAmount { amount } }
  discountCodes { code applicable }
  discountAllocations { targetType discountedAmount { amount } ... on CartCodeDiscountAllocation { code } }
  lines(first: 10) { nodes { id quantity cost { totalAmount { amount } subtotalAmount { amount } } discountAllocations { discountedAmount { amount } }
    merchandise { ... on ProductVariant { id product { title isGiftCard } } } } }
}`;
interface Cart {
  id: string;
  checkoutUrl: string;
  totalQuantity: number;
  discountCodes: { code: string; applicable: boolean }[];
  lines: { nodes: { id: string }[] };
}
interface Change {
  cart: Cart | null;
  userErrors: { code: string; message: string }[];
  warnings: { code: string }[];
}

async function act(field: string, variables: Record<string, unknown>, types: Record<string, string>): Promise<Change> {
  const declared = Object.entries(types).map(([name, type]) => `$${name}: ${type}`);
  const passed = Object.keys(types).map((name) => `${name}: $${name}`);
  const query = `mutation (${declared.join(', ')}) { done: ${field}(${passed.join(', ')}) { cart { ...C } userErrors { code field message } warnings { code message target } } } ${fragment}`;
  const answer = await shop.storefront<{ data?: { done: Change }; errors?: unknown }>(query, variables);
  if (!answer.data) throw new Error(JSON.stringify(answer.errors));
  return answer.data.done;
}
const variant = (n: number) => `gid://shopify/ProductVariant/${8000 + n}`;
const create = (input: object) => act('cartCreate', { input }, { input: 'CartInput' });
const setCodes = (cartId: string, discountCodes: string[]) =>
  act('cartDiscountCodesUpdate', { cartId, discountCodes }, { cartId: 'ID!', discountCodes: '[String!]!' });

describe('a cart', () => {
  it('is made, added to, changed and emptied', async () => {
    const made = await create({
      lines: [{ merchandiseId: variant(1), quantity: 2 }],
      attributes: [{ key: 'from', value: 'test' }],
      note: 'hi',
    });
    expect(made).toMatchObject({
      cart: {
        totalQuantity: 2,
        note: 'hi',
        attributes: [{ key: 'from', value: 'test' }],
        cost: { subtotalAmount: { amount: '48.00' }, totalAmount: { amount: '48.00', currencyCode: 'USD' }, totalTaxAmount: null },
      },
      userErrors: [],
      warnings: [],
    });
    const id = made.cart?.id ?? '';
    const lines = { cartId: 'ID!', lines: '[CartLineInput!]!' };
    const added = await act('cartLinesAdd', { cartId: id, lines: [{ merchandiseId: variant(1) }, { merchandiseId: variant(9) }] }, lines);
    expect(added.cart).toMatchObject({
      totalQuantity: 4,
      lines: { nodes: [{ quantity: 3 }, { quantity: 1, merchandise: { product: { title: 'Gift card', isGiftCard: true } } }] },
    });
    const [first, second] = added.cart?.lines.nodes.map((line) => line.id) ?? [];
    const changed = await act(
      'cartLinesUpdate',
      { cartId: id, lines: [{ id: first, quantity: 1 }] },
      { cartId: 'ID!', lines: '[CartLineUpdateInput!]!' },
    );
    expect(changed.cart?.totalQuantity).toBe(2);
    const emptied = await act('cartLinesRemove', { cartId: id, lineIds: [first, second] }, { cartId: 'ID!', lineIds: '[ID!]!' });
    expect(emptied.cart).toMatchObject({ totalQuantity: 0, lines: { nodes: [] } });
  });

  it('shows a discount on the order beside the lines, not in them, and spreads nothing by itself', async () => {
    const { cart, warnings } = await create({
      lines: [{ merchandiseId: variant(1) }, { merchandiseId: variant(3) }],
      discountCodes: ['welcome10'],
    });
    expect(warnings).toEqual([]);
    expect(cart).toMatchObject({
      cost: { subtotalAmount: { amount: '40.00' }, totalAmount: { amount: '36.00' } },
      discountCodes: [{ code: 'WELCOME10', applicable: true }],
      discountAllocations: [{ code: 'WELCOME10', targetType: 'LINE_ITEM', discountedAmount: { amount: '4.00' } }],
      lines: {
        nodes: [{ cost: { totalAmount: { amount: '24.00' } }, discountAllocations: [] }, { cost: { totalAmount: { amount: '16.00' } } }],
      },
    });
  });

  it('replaces its codes, keeps those that do not apply, and warns why', async () => {
    const { cart } = await create({ lines: [{ merchandiseId: variant(1) }], discountCodes: ['WELCOME10'] });
    const after = await setCodes(cart?.id ?? '', ['NOPE']);
    expect(after).toMatchObject({
      cart: { discountCodes: [{ code: 'NOPE', applicable: false }] },
      warnings: [{ code: 'DISCOUNT_NOT_FOUND', target: cart?.id }],
    });
    expect((await setCodes(cart?.id ?? '', [])).cart?.discountCodes).toEqual([]);
  });

  it('takes a code bound to a customer only once it knows the customer', async () => {
    await shop.admin(`mutation { discountCodeBasicCreate(basicCodeDiscount: { title: "Five", code: "BEN-5", startsAt: "2026-01-01T00:00:00Z", context: { customers: { add: ["gid://shopify/Customer/102"] } },
      customerGets: { items: { all: true }, value: { discountAmount: { amount: "5.00" } } } }) { userErrors { code } } }`);
    const { cart, warnings } = await create({ lines: [{ merchandiseId: variant(1) }], discountCodes: ['BEN-5'] });
    expect(warnings).toMatchObject([{ code: 'DISCOUNT_ELIGIBLE_CUSTOMER_MISSING' }]);
    const as = async (customerAccessToken: string) =>
      act(
        'cartBuyerIdentityUpdate',
        { cartId: cart?.id, buyerIdentity: { customerAccessToken } },
        { cartId: 'ID!', buyerIdentity: 'CartBuyerIdentityInput!' },
      );
    expect((await as(await tokenOf('101'))).warnings).toMatchObject([{ code: 'DISCOUNT_CUSTOMER_NOT_ELIGIBLE' }]);
    expect(await as(await tokenOf('102'))).toMatchObject({
      cart: { discountCodes: [{ applicable: true }], buyerIdentity: { email: 'ben@example.com', customer: { displayName: 'Ben Osei' } } },
      warnings: [],
    });
    expect((await as('shcat_forged')).userErrors).toMatchObject([{ code: 'INVALID' }]);
  });

  it('is gone once it has become an order, and an unknown one is an error', async () => {
    const { cart } = await create({ lines: [{ merchandiseId: variant(1) }] });
    const token = cart?.checkoutUrl.split('/').at(-1);
    const paid = await shop.request(`/checkout/${token}/orders`, {
      method: 'POST',
      body: new URLSearchParams({ email: 'g@example.com', shownTotalCents: '3092', tipPercent: '0' }),
    });
    expect(paid.status).toBe(303);
    const answer = await shop.storefront<{ data: object }>(`query ($id: ID!) { cart(id: $id) { id } }`, { id: cart?.id });
    expect(answer.data).toEqual({ cart: null });
    expect(await setCodes(cart?.id ?? '', [])).toMatchObject({ cart: null, userErrors: [{ code: 'INVALID' }] });
  });

  it('refuses what is not for sale', async () => {
    expect(await create({ lines: [{ merchandiseId: variant(99) }] })).toMatchObject({
      cart: { totalQuantity: 0 },
      userErrors: [{ code: 'INVALID' }],
    });
  });
});

describe('the catalogue', () => {
  it('lists, finds and pictures products', async () => {
    const answer = await shop.storefront<{ data: { products: { nodes: { featuredImage: { url: string } }[] } } }>(
      `{ shop { name paymentSettings { currencyCode } } products(first: 2) { nodes { handle priceRange { minVariantPrice { amount } } featuredImage { url altText } } pageInfo { hasNextPage } }
         product(handle: "gift-card") { isGiftCard variants(first: 1) { nodes { id price { amount } requiresShipping } } } missing: product(handle: "no") { id } }`,
    );
    expect(answer.data).toMatchObject({
      products: {
        nodes: [{ handle: 'dew-drops-serum', priceRange: { minVariantPrice: { amount: '24.00' } } }, {}],
        pageInfo: { hasNextPage: true },
      },
      product: { isGiftCard: true, variants: { nodes: [{ price: { amount: '25.00' }, requiresShipping: false }] } },
      missing: null,
    });
    const picture = await shop.devstore.fetch(new Request(answer.data.products.nodes[0]?.featuredImage.url ?? ''));
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
  });

  it('says so when it is asked for something it does not play', async () => {
    const answer = await shop.storefront<{ errors: { extensions: { code: string } }[] }>('{ blogs(first: 1) { nodes { id } } }');
    expect(answer.errors[0]?.extensions.code).toBe('DEVSTORE_NOT_IMPLEMENTED');
  });
});

/** Signs a person in as a storefront does. */
async function tokenOf(customerId: string): Promise<string> {
  const query = new URLSearchParams({ client_id: 'storefront', redirect_uri: 'http://127.0.0.1/back', state: 's', nonce: 'n' });
  const granted = await shop.request(`/customer/authentication/1/oauth/authorize?${query.toString()}`, {
    method: 'POST',
    body: new URLSearchParams({ customerId }),
  });
  const code = new URL(granted.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: 'storefront',
    redirect_uri: 'http://127.0.0.1/back',
    code,
  });
  const answer = await shop.request('/customer/authentication/1/oauth/token', { method: 'POST', body: form });
  return ((await answer.json()) as { access_token: string }).access_token;
}
