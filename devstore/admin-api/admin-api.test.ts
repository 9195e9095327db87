import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accessToken, startDevstore, type TestDevstore } from '../testing.ts';

let shop: TestDevstore;
beforeEach(async () => {
  shop = await startDevstore();
});
afterEach(() => shop.close());

interface Answer<T> {
  data: T | null;
  errors?: { message: string; extensions?: { code: string } }[];
  extensions: { cost: { throttleStatus: { currentlyAvailable: number } } };
}

const createCode = `mutation ($discount: DiscountCodeBasicInput!) {
  discountCodeBasicCreate(basicCodeDiscount: $discount) { codeDiscountNode { id } userErrors { code field message } }
}`;
const five = {
  title: '$5 off',
  code: 'LAUREL-5',
  startsAt: '2026-03-01T00:00:00Z',
  endsAt: '2026-03-31T00:00:00Z',
  usageLimit: 1,
  appliesOncePerCustomer: true,
  context: { customers: { add: ['gid://shopify/Customer/102'] } },
  customerGets: { items: { all: true }, value: { discountAmount: { amount: '5.00', appliesOnEachItem: false } } },
  combinesWith: { shippingDiscounts: true },
  tags: ['laurel', 'r-1'],
};
interface Created {
  discountCodeBasicCreate: { codeDiscountNode: { id: string } | null; userErrors: { code: string; field: string[] }[] };
}
const create = (discount: object) => shop.admin<Answer<Created>>(createCode, { discount });

const orderQuery = `query ($id: ID!) { order(id: $id) {
  name email displayFinancialStatus discountCodes cancelledAt edited
  customer { id }
  currentSubtotalPriceSet { ...M } currentTotalTaxSet { ...M } currentShippingPriceSet { ...M } currentTotalPriceSet { ...M }
  totalTipReceivedSet { ...M } netPaymentSet { ...M } totalRefundedSet { ...M } refundDiscrepancySet { ...M }
  lineItems(first: 10) { nodes {
    title isGiftCard quantity currentQuantity
    discountedTotalSet { ...M } withCodes: discountedTotalSet(withCodeDiscounts: true) { ...M }
    priceAfterAllDiscountsBeforeTaxesSet { ...M }
    discountAllocations { allocatedAmountSet { ...M } discountApplication { ... on DiscountCodeApplication { code } } }
  } }
  refunds { totalRefundedSet { ...M } refundLineItems(first: 5) { nodes { quantity subtotalSet { ...M } totalTaxSet { ...M } } } }
} }
fragment M on MoneyBag { shopMoney { amount } }`;

/** `{ shopMoney: { amount } }` → the amount, everywhere. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if ('shopMoney' in value) return (value.shopMoney as { amount: string }).amount;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}
async function orderNow(orderId: string) {
  const answer = await shop.admin<Answer<{ order: object }>>(orderQuery, { id: `gid://shopify/Order/${orderId}` });
  return plain(answer.data?.order) as Record<string, unknown> & { lineItems: { nodes: Record<string, unknown>[] } };
}

describe('an order through the Admin API', () => {
  it('has the amounts reckoned by hand, before and after a refund in two parts', async () => {
    await create(five);
    // 3 × $24 + 1 × $16 + a $25 gift card; $5 off spread over $88: 72/88 → 4.0909 → 4.09, the rest on the last: 0.91.
    const { lines, orderId } = await shop.control<{ orderId: string; lines: { id: string }[] }>('orders', {
      customerId: '102',
      lines: [{ handle: 'dew-drops-serum', quantity: 3 }, { handle: 'cloud-cleanser' }, { handle: 'gift-card' }],
      discountCodes: ['laurel-5'],
    });
    expect(await orderNow(orderId)).toMatchObject({
      email: 'ben@example.com',
      displayFinancialStatus: 'PAID',
      discountCodes: ['LAUREL-5'],
      customer: { id: 'gid://shopify/Customer/102' },
      // 67.91 + 15.09 + 25.00; tax 5.43 + 1.21.
      currentSubtotalPriceSet: '108.00',
      currentTotalTaxSet: '6.64',
      currentShippingPriceSet: '5.00',
      currentTotalPriceSet: '119.64',
      netPaymentSet: '119.64',
      lineItems: {
        nodes: [
          {
            quantity: 3,
            currentQuantity: 3,
            discountedTotalSet: '72.00',
            withCodes: '67.91',
            priceAfterAllDiscountsBeforeTaxesSet: '67.91',
            discountAllocations: [{ allocatedAmountSet: '4.09', discountApplication: { code: 'LAUREL-5' } }],
          },
          { quantity: 1, priceAfterAllDiscountsBeforeTaxesSet: '15.09', discountAllocations: [{ allocatedAmountSet: '0.91' }] },
          { isGiftCard: true, priceAfterAllDiscountsBeforeTaxesSet: '25.00', discountAllocations: [] },
        ],
      },
      refunds: [],
    });

    const line = lines[0]?.id ?? '';
    await shop.control(`orders/${orderId}/refunds`, { lines: [{ lineItemId: line, quantity: 1 }] });
    // 67.91 / 3 = 22.6367 → 22.64; tax 5.43 / 3 = 1.81.
    expect(await orderNow(orderId)).toMatchObject({
      displayFinancialStatus: 'PARTIALLY_REFUNDED',
      totalRefundedSet: '24.45',
      currentSubtotalPriceSet: '85.36',
      refunds: [{ totalRefundedSet: '24.45', refundLineItems: { nodes: [{ quantity: 1, subtotalSet: '22.64', totalTaxSet: '1.81' }] } }],
    });
    await shop.control(`orders/${orderId}/refunds`, { lines: [{ lineItemId: line, quantity: 2 }] });
    const after = await orderNow(orderId);
    expect(after.lineItems.nodes[0]).toMatchObject({
      quantity: 3,
      currentQuantity: 0,
      priceAfterAllDiscountsBeforeTaxesSet: '0.00',
      withCodes: '67.91',
    });
    expect(after['totalRefundedSet']).toBe('73.34');
  });

  it('keeps its lines when money is refunded by hand, and says how much no line explains', async () => {
    const { orderId } = await shop.control<{ orderId: string }>('orders', { customerId: '101', lines: [{ handle: 'the-ritual-set' }] });
    await shop.control(`orders/${orderId}/refunds`, { amount: '10.00' });
    expect(await orderNow(orderId)).toMatchObject({
      currentSubtotalPriceSet: '64.00',
      totalRefundedSet: '10.00',
      refundDiscrepancySet: '-10.00',
      displayFinancialStatus: 'PARTIALLY_REFUNDED',
    });
  });

  it('cancelled, has nothing left and everything paid back', async () => {
    const { orderId } = await shop.control<{ orderId: string }>('orders', {
      customerId: '101',
      lines: [{ handle: 'rose-face-mist', quantity: 2 }],
    });
    await shop.control(`orders/${orderId}/cancellations`);
    expect(await orderNow(orderId)).toMatchObject({
      cancelledAt: '2026-03-01T12:00:00.000Z',
      displayFinancialStatus: 'REFUNDED',
      currentSubtotalPriceSet: '0.00',
      currentTotalPriceSet: '0.00',
      totalRefundedSet: '22.28',
      netPaymentSet: '0.00',
      refundDiscrepancySet: '0.00',
    });
  });

  it('edited, counts added units at full price and removed ones with their share of the discount', async () => {
    await create({ ...five, context: { all: 'ALL' } });
    const { lines, orderId } = await shop.control<{ orderId: string; lines: { id: string }[] }>('orders', {
      customerId: '101',
      lines: [{ handle: 'cloud-cleanser', quantity: 2 }, { handle: 'rose-face-mist' }],
      discountCodes: ['LAUREL-5'],
    });
    // $5 over $32 + $8: 4.00 and 1.00. Then one cleanser less (14.00 of 28.00) and one mist more (7.00 + 8.00).
    await shop.control(`orders/${orderId}/edits`, {
      lines: [
        { lineItemId: lines[0]?.id, quantity: 1 },
        { lineItemId: lines[1]?.id, quantity: 2 },
      ],
    });
    const edited = await orderNow(orderId);
    expect(edited).toMatchObject({ edited: true, currentSubtotalPriceSet: '29.00', displayFinancialStatus: 'PAID' });
    expect(
      edited.lineItems.nodes.map((line) => [line['quantity'], line['currentQuantity'], line['priceAfterAllDiscountsBeforeTaxesSet']]),
    ).toEqual([
      [2, 1, '14.00'],
      [2, 2, '15.00'],
    ]);
  });

  it('refuses to refund more than is there, and changes nothing', async () => {
    const { lines, orderId } = await shop.control<{ orderId: string; lines: { id: string }[] }>('orders', {
      lines: [{ handle: 'rose-face-mist' }],
      email: 'guest@example.com',
    });
    const before = await orderNow(orderId);
    for (const body of [{ lines: [{ lineItemId: lines[0]?.id, quantity: 2 }] }, { amount: '999.00' }, {}]) {
      expect(await shop.control(`orders/${orderId}/refunds`, body)).toHaveProperty('message');
    }
    expect(await orderNow(orderId)).toEqual(before);
  });

  it('is paged by cursors that stay right', async () => {
    const { orderId } = await shop.control<{ orderId: string }>('orders', {
      lines: ['dew-drops-serum', 'cloud-cleanser', 'rose-face-mist'].map((handle) => ({ handle })),
    });
    const page = (after: string | null) =>
      shop.admin<Answer<{ order: { lineItems: { nodes: { title: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } }>>(
        'query ($id: ID!, $after: String) { order(id: $id) { lineItems(first: 2, after: $after) { nodes { title } pageInfo { hasNextPage endCursor } } } }',
        { id: `gid://shopify/Order/${orderId}`, after },
      );
    const first = (await page(null)).data?.order.lineItems;
    const second = (await page(first?.pageInfo.endCursor ?? '')).data?.order.lineItems;
    expect(first?.nodes.map(({ title }) => title)).toEqual(['Dew Drops Serum', 'Cloud Cleanser']);
    expect(second).toMatchObject({ nodes: [{ title: 'Rose Face Mist' }], pageInfo: { hasNextPage: false } });
  });

  it('is found by the time it changed', async () => {
    const early = await shop.control<{ name: string; orderId: string }>('orders', { lines: [{ handle: 'rose-face-mist' }] });
    await shop.control('clock', { advanceMs: 60_000 });
    const late = await shop.control<{ name: string }>('orders', { lines: [{ handle: 'rose-face-mist' }] });
    const since = (time: string) =>
      shop.admin<Answer<{ orders: { nodes: { name: string }[] } }>>(
        `{ orders(first: 5, sortKey: UPDATED_AT, query: "updated_at:>='${time}'") { nodes { name } } }`,
      );
    expect((await since('2026-03-01T12:00:30Z')).data?.orders.nodes).toEqual([{ name: late.name }]);
    await shop.control(`orders/${early.orderId}/refunds`, { amount: 1 });
    expect((await since('2026-03-01T12:00:30Z')).data?.orders.nodes).toEqual([{ name: early.name }, { name: late.name }]);
  });
});

describe('discount codes', () => {
  const status = `query ($code: String!) { codeDiscountNodeByCode(code: $code) { id codeDiscount { __typename ... on DiscountCodeBasic { status tags asyncUsageCount } } } }`;
  const find = async (code: string) =>
    (await shop.admin<Answer<{ codeDiscountNodeByCode: { id: string; codeDiscount: object } | null }>>(status, { code })).data
      ?.codeDiscountNodeByCode;

  it('a second one of the same name is TAKEN, whatever its case', async () => {
    expect((await create(five)).data?.discountCodeBasicCreate.userErrors).toEqual([]);
    const again = await create({ ...five, code: 'laurel-5' });
    expect(again.data?.discountCodeBasicCreate).toMatchObject({
      codeDiscountNode: null,
      userErrors: [{ code: 'TAKEN', field: ['basicCodeDiscount', 'code'] }],
    });
    expect(await find('Laurel-5')).toMatchObject({ codeDiscount: { status: 'ACTIVE', tags: ['laurel', 'r-1'], asyncUsageCount: 0 } });
  });

  it.each([
    ['code', { code: ' ' }, 'BLANK'],
    ['title', { title: '' }, 'BLANK'],
    ['endsAt', { endsAt: '2026-02-01T00:00:00Z' }, 'END_DATE_BEFORE_START_DATE'],
    ['tags', { tags: ['1', '2', '3', '4', '5', '6'] }, 'TOO_MANY_TAGS'],
    [
      'minimumRequirement',
      { minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: '1' }, quantity: { greaterThanOrEqualToQuantity: '1' } } },
      'MINIMUM_SUBTOTAL_AND_QUANTITY_RANGE_BOTH_PRESENT',
    ],
  ])('a wrong %s is a user error, and nothing is made', async (field, wrong, code) => {
    const answer = await create({ ...five, ...wrong });
    expect(answer.data?.discountCodeBasicCreate).toMatchObject({
      codeDiscountNode: null,
      userErrors: [{ code, field: ['basicCodeDiscount', field] }],
    });
    expect(await find('LAUREL-5')).toBeNull();
  });

  it('one use is one use: the second order goes without it', async () => {
    await create(five);
    const order = { customerId: '102', lines: [{ handle: 'dew-drops-serum' }], discountCodes: ['LAUREL-5'] };
    const [first, second] = [
      await shop.control<{ orderId: string }>('orders', order),
      await shop.control<{ orderId: string }>('orders', order),
    ];
    expect(await orderNow(first.orderId)).toMatchObject({ discountCodes: ['LAUREL-5'], currentSubtotalPriceSet: '19.00' });
    expect(await orderNow(second.orderId)).toMatchObject({ discountCodes: [], currentSubtotalPriceSet: '24.00' });
    expect(await find('LAUREL-5')).toMatchObject({ codeDiscount: { asyncUsageCount: 1 } });
  });

  it('switched off, no longer applies; switching off twice is harmless; deleted, it is gone', async () => {
    await create(five);
    const id = (await find('LAUREL-5'))?.id;
    const off = 'mutation ($id: ID!) { discountCodeDeactivate(id: $id) { userErrors { code } } }';
    for (const _ of [1, 2])
      expect((await shop.admin<Answer<object>>(off, { id })).data).toEqual({ discountCodeDeactivate: { userErrors: [] } });
    expect(await find('LAUREL-5')).toMatchObject({ codeDiscount: { status: 'EXPIRED' } });
    const { orderId } = await shop.control<{ orderId: string }>('orders', {
      customerId: '102',
      lines: [{ handle: 'dew-drops-serum' }],
      discountCodes: ['LAUREL-5'],
    });
    expect(await orderNow(orderId)).toMatchObject({ discountCodes: [] });
    await shop.admin('mutation ($id: ID!) { discountCodeDelete(id: $id) { deletedCodeDiscountId } }', { id });
    expect(await find('LAUREL-5')).toBeNull();
  });

  it('what the dev store does not play is refused, not ignored', async () => {
    const answer = await create({
      ...five,
      customerGets: { ...five.customerGets, value: { discountOnQuantity: { quantity: '1', effect: { percentage: 1 } } } },
    });
    expect(answer.errors?.[0]?.extensions?.code).toBe('DEVSTORE_NOT_IMPLEMENTED');
  });
});

describe('the schema', () => {
  it.each([
    ['an unknown field', '{ shop { nmae } }', /Cannot query field "nmae" on type "Shop"/],
    ['an unknown argument', '{ order(di: "x") { id } }', /Unknown argument "di"/],
    ['a missing argument', '{ order { id } }', /argument "id" of type "ID!" is required/],
    ['nonsense', '{ shop {', /Syntax Error/],
  ])('refuses %s loudly', async (_what, query, message) => {
    const answer = await shop.admin<Answer<object>>(query);
    expect(answer.errors?.[0]?.message).toMatch(message);
    expect(answer.data).toBeUndefined();
  });

  it('says so when a root field or a required value is not played', async () => {
    for (const query of ['{ products(first: 1) { nodes { id } } }', '{ shop { shopOwnerName } }']) {
      expect((await shop.admin<Answer<object>>(query)).errors?.[0]?.extensions?.code).toBe('DEVSTORE_NOT_IMPLEMENTED');
    }
  });

  it('refuses a list without first or last, as Shopify does', async () => {
    expect((await shop.admin<Answer<object>>('{ orders { nodes { id } } }')).errors?.[0]?.message).toMatch(/first or last/);
  });
});

describe('who may ask', () => {
  const ask = (headers: Record<string, string>, version = '2026-07') =>
    shop.request(`/admin/api/${version}/graphql.json`, { method: 'POST', headers, body: JSON.stringify({ query: '{ shop { name } }' }) });

  it('nobody without the access token', async () => {
    expect((await ask({})).status).toBe(401);
    expect((await ask({ 'x-shopify-access-token': 'shpat_other' })).status).toBe(401);
    expect((await ask({ 'x-shopify-access-token': accessToken })).status).toBe(200);
  });

  it('and only of the version it plays', async () => {
    expect((await ask({ 'x-shopify-access-token': accessToken }, '2025-01')).status).toBe(404);
  });
});

describe('trouble on request', () => {
  it('throttles as Shopify does: HTTP 200, a code, and how long to wait', async () => {
    await shop.control('faults', { operation: 'shop', mode: 'throttled' });
    const busy = await shop.admin<Answer<object>>('{ shop { name } }');
    expect(busy).toMatchObject({
      errors: [{ extensions: { code: 'THROTTLED' } }],
      extensions: { cost: { throttleStatus: { currentlyAvailable: 0 } } },
    });
    expect((await shop.admin<Answer<object>>('{ shop { name } }')).errors).toBeUndefined();
  });

  it('"timeout-after" acts once and loses the answer; "timeout-before" does not act', async () => {
    await shop.control('faults', { operation: 'discountCodeBasicCreate', mode: 'timeout-before' });
    await expect(create(five)).rejects.toThrow('dropped the connection');
    expect((await shop.state()).discounts.map(({ code }) => code)).not.toContain('LAUREL-5');
    await shop.control('faults', { operation: 'discountCodeBasicCreate', mode: 'timeout-after' });
    await expect(create(five)).rejects.toThrow('dropped the connection');
    expect((await create(five)).data?.discountCodeBasicCreate.userErrors).toMatchObject([{ code: 'TAKEN' }]);
    expect((await shop.state()).discounts.filter(({ code }) => code === 'LAUREL-5')).toHaveLength(1);
  });

  it('hits only what it names, as often as asked', async () => {
    await shop.control('faults', { operation: 'order', mode: '500', times: 2 });
    const status = async (query: string) =>
      (
        await shop.request('/admin/api/2026-07/graphql.json', {
          method: 'POST',
          headers: { 'x-shopify-access-token': accessToken },
          body: JSON.stringify({ query }),
        })
      ).status;
    expect(await status('{ shop { name } }')).toBe(200);
    const order = '{ order(id: "gid://shopify/Order/1") { id } }';
    expect([await status(order), await status(order), await status(order)]).toEqual([500, 500, 200]);
  });
});

describe('metafields', () => {
  it('are set all or none, and read back by the app’s own namespace', async () => {
    const set = 'mutation ($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) { userErrors { code field } } }';
    const field = { ownerId: 'gid://shopify/Customer/101', namespace: '$app', key: 'loyalty_summary', type: 'json', value: '{"points":3}' };
    const bad = await shop.admin<Answer<object>>(set, { metafields: [field, { ...field, key: 'b', value: '{' }] });
    expect(bad.data).toEqual({ metafieldsSet: { userErrors: [{ code: 'INVALID_VALUE', field: ['metafields', '1', 'value'] }] } });
    const read = () =>
      shop.admin<Answer<object>>(
        '{ customer(id: "gid://shopify/Customer/101") { metafield(namespace: "$app", key: "loyalty_summary") { jsonValue } } }',
      );
    expect((await read()).data).toEqual({ customer: { metafield: null } });
    await shop.admin(set, { metafields: [field] });
    expect((await read()).data).toEqual({ customer: { metafield: { jsonValue: { points: 3 } } } });
  });
});

describe('customers’ tags', () => {
  const changed = (verb: 'tagsAdd' | 'tagsRemove', tags: readonly string[], id = 'gid://shopify/Customer/101') =>
    shop.admin<Answer<Record<string, { userErrors: unknown[] }>>>(
      `mutation ($id: ID!, $tags: [String!]!) { ${verb}(id: $id, tags: $tags) { node { id } userErrors { field message } } }`,
      { id, tags },
    );
  const tags = async () =>
    (await shop.admin<Answer<object>>('{ customer(id: "gid://shopify/Customer/101") { tags } }')).data as { customer: { tags: string[] } };

  it('are added once and taken away, however they are written, and others stay', async () => {
    await changed('tagsAdd', ['Early', 'early', ' other ']);
    await changed('tagsAdd', ['EARLY']);
    expect((await tags()).customer.tags.toSorted()).toEqual(expect.arrayContaining(['Early', 'other']));
    expect((await tags()).customer.tags.filter((tag) => tag.toLowerCase() === 'early')).toHaveLength(1);
    await changed('tagsRemove', ['eArly', 'never there']);
    expect((await tags()).customer.tags).toContain('other');
    expect((await tags()).customer.tags.map((tag) => tag.toLowerCase())).not.toContain('early');
  });

  it('of nobody are refused', async () => {
    expect((await changed('tagsAdd', ['a'], 'gid://shopify/Customer/9')).data).toEqual({
      tagsAdd: { node: null, userErrors: [{ field: ['id'], message: 'Invalid id' }] },
    });
  });
});
