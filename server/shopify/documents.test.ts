import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, NoDeprecatedCustomRule, parse, specifiedRules, validate, type IntrospectionQuery } from 'graphql';
import { describe, expect, it } from 'vitest';
import { changeTagsDocument, customersDocument, introspectDocument, summaryDocument, tagsDocument } from './customers.ts';
import { createBasicDocument, createShippingDocument, deactivateDocument, findCodeDocument } from './discounts.ts';
import { changedOrdersDocument, moreLinesDocument, ordersDocument } from './orders.ts';
import { shopDocument } from './shops.ts';

/** Shopify's published schemas, as the dev store keeps them. */
function schema(name: string) {
  const file = join(import.meta.dirname, '../../devstore/schemas', name);
  return buildClientSchema(JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as IntrospectionQuery, { assumeValid: true });
}

const admin = schema('admin_2026-07.json.gz');
const customer = schema('customer_2026-07.json.gz');

describe('every question we ask fits Shopify’s published schema and uses nothing deprecated', () => {
  it.each([
    ['the shop', admin, shopDocument],
    ['orders', admin, ordersDocument],
    ['changed orders', admin, changedOrdersDocument],
    ['more lines', admin, moreLinesDocument],
    ['customers', admin, customersDocument],
    ['summaries', admin, summaryDocument],
    ['customers’ tags', admin, tagsDocument],
    ['change tags', admin, changeTagsDocument],
    ['make a code', admin, createBasicDocument],
    ['make a shipping code', admin, createShippingDocument],
    ['find a code', admin, findCodeDocument],
    ['switch a code off', admin, deactivateDocument],
    ['whose token', customer, introspectDocument],
  ])('%s', (_name, against, document) => {
    expect(validate(against, parse(document), [...specifiedRules, NoDeprecatedCustomRule]).map((error) => error.message)).toEqual([]);
  });
});
