import { createRequire } from 'node:module';
import { buildClientSchema, parse, validate, type IntrospectionQuery } from 'graphql';
import { expect, it } from 'vitest';
import { cartFragment, cartMutationFragment, customerQuery, productCardsQuery, productQuery, shopQuery } from './queries';

const load = createRequire(import.meta.url);

function schema(name: 'storefront' | 'customer-account') {
  const file = load(`@shopify/hydrogen/${name}.schema.json`) as IntrospectionQuery | { data: IntrospectionQuery };
  return buildClientSchema('data' in file ? file.data : file);
}

const storefront = schema('storefront');
const cartQuery = `query Cart($id: ID!, $numCartLines: Int) { cart(id: $id) { ...CartApiQuery ...CartApiMutation } } ${cartFragment} ${cartMutationFragment}`;

it.each(Object.entries({ productCardsQuery, productQuery, shopQuery, cartQuery }))(
  '%s fits Shopify’s published Storefront schema',
  (_name, text) => {
    expect(validate(storefront, parse(text)).map((problem) => problem.message)).toEqual([]);
  },
);

it('customerQuery fits Shopify’s published Customer Account schema', () => {
  expect(validate(schema('customer-account'), parse(customerQuery)).map((problem) => problem.message)).toEqual([]);
});
