import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, NoDeprecatedCustomRule, parse, specifiedRules, validate, type IntrospectionQuery } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { FactsNeeded } from '../core/facts.ts';
import { changeTagsDocument, contactsDocument, customersDocument, introspectDocument, summaryDocument, tagsDocument } from './customers.ts';
import { createBasicDocument, createShippingDocument, deactivateDocument, findCodeDocument } from './discounts.ts';
import {
  changedOrdersDocument,
  collectionsDocument,
  moreCollectionsDocument,
  orderQuestions,
  ordersPerQuery,
  productsPerQuery,
} from './order-documents.ts';
import { createGiftCardDocument } from './gift-cards.ts';
import { productWordsDocument } from './products.ts';
import { shopDocument } from './shops.ts';
import { creditDocument, creditsDocument } from './store-credit.ts';
import { factsNeeded } from '../program/index.ts';
import { costOf } from './testing.ts';

/** Shopify's published schemas, as the dev store keeps them. */
function schema(name: string) {
  const file = join(import.meta.dirname, '../../devstore/schemas', name);
  return buildClientSchema(JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as IntrospectionQuery, { assumeValid: true });
}

const admin = schema('admin_2026-07.json.gz');
const customer = schema('customer_2026-07.json.gz');

const nothing = factsNeeded([]);
const needs = Object.keys(nothing) as (keyof FactsNeeded)[];
const asking = (...some: (keyof FactsNeeded)[]): FactsNeeded => ({ ...nothing, ...Object.fromEntries(some.map((need) => [need, true])) });
/** Nothing, each need alone, each two together, and all of them. */
const combinations = [
  nothing,
  ...needs.flatMap((need, i) => [asking(need), ...needs.slice(i + 1).map((other) => asking(need, other))]),
  asking(...needs),
];

function problems(against: ReturnType<typeof schema>, document: string): string[] {
  return validate(against, parse(document), [...specifiedRules, NoDeprecatedCustomRule]).map((error) => error.message);
}

describe('every question we ask fits Shopify’s published schema and uses nothing deprecated', () => {
  it.each([
    ['the shop', admin, shopDocument],
    ['changed orders', admin, changedOrdersDocument],
    ['collections', admin, collectionsDocument],
    ['more collections', admin, moreCollectionsDocument],
    ['customers', admin, customersDocument],
    ['customers’ addresses', admin, contactsDocument],
    ['summaries', admin, summaryDocument],
    ['customers’ tags', admin, tagsDocument],
    ['change tags', admin, changeTagsDocument],
    ['make a code', admin, createBasicDocument],
    ['make a shipping code', admin, createShippingDocument],
    ['find a code', admin, findCodeDocument],
    ['switch a code off', admin, deactivateDocument],
    ['make a gift card', admin, createGiftCardDocument],
    ['give store credit', admin, creditDocument],
    ['find store credit', admin, creditsDocument],
    ['tags and vendors of products', admin, productWordsDocument],
    ['whose token', customer, introspectDocument],
  ])('%s', (_name, against, document) => {
    expect(problems(against, document)).toEqual([]);
  });

  it('orders and more of their lines, whatever the rules need', () => {
    for (const needed of combinations) {
      const { moreLines, orders } = orderQuestions(needed);
      expect(problems(admin, orders)).toEqual([]);
      expect(problems(admin, moreLines)).toEqual([]);
    }
  });
});

describe('no question costs more than Shopify answers, which is 1,000', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, i) => `gid://shopify/Order/${i}`);

  it('orders and more of their lines, whatever the rules need; and no room is left unused', () => {
    for (const needed of combinations) {
      const { lines, linesAlone, moreLines, orders } = orderQuestions(needed);
      expect(costOf(admin, orders, { ids: ids(ordersPerQuery), lines })).toBeLessThanOrEqual(1_000);
      expect(costOf(admin, moreLines, { lines: linesAlone })).toBeLessThanOrEqual(1_000);
      const oneMore = costOf(admin, orders, { ids: ids(ordersPerQuery), lines: lines + 1 });
      expect(lines === 40 || oneMore > 1_000).toBe(true);
    }
  });

  it('a programme with no rules beyond the rate pays for nothing more, and one with all of them for every page', () => {
    const cost = (needed: FactsNeeded, lines: number) => costOf(admin, orderQuestions(needed).orders, { ids: ids(ordersPerQuery), lines });
    expect(orderQuestions(nothing)).toMatchObject({ lines: 40 });
    expect(cost(nothing, 40)).toBe(835);
    expect(orderQuestions(asking(...needs))).toMatchObject({ lines: 10 });
    expect(cost(asking(...needs), 10)).toBe(965);
  });

  it('store credit and products', () => {
    expect(costOf(admin, creditsDocument, { id: 'gid://shopify/Customer/1' })).toBeLessThanOrEqual(1_000);
    expect(costOf(admin, productWordsDocument, { ids: ids(100) })).toBeLessThanOrEqual(1_000);
  });

  it('collections', () => {
    expect(costOf(admin, collectionsDocument, { ids: ids(productsPerQuery) })).toBeLessThanOrEqual(1_000);
    expect(costOf(admin, moreCollectionsDocument, {})).toBeLessThanOrEqual(1_000);
  });
});
