import { z } from 'zod';
import { LaurelError } from '../core/errors.ts';
import { gidNumber } from '../core/id.ts';
import type { AdminApi } from './admin.ts';

export const customersDocument = /* GraphQL */ `
  query LoyaltyCustomers($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Customer {
        id
        displayName
        verifiedEmail
        defaultEmailAddress {
          emailAddress
        }
      }
    }
  }
`;
export const contactsDocument = /* GraphQL */ `
  query LoyaltyContacts($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Customer {
        id
        locale
        verifiedEmail
        defaultEmailAddress {
          emailAddress
          marketingState
        }
      }
    }
  }
`;
export const summaryDocument = /* GraphQL */ `
  mutation LoyaltySummary($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) {
      userErrors {
        code
        field
        message
      }
    }
  }
`;
export const tagsDocument = /* GraphQL */ `
  query LoyaltyTags($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Customer {
        id
        tags
      }
    }
  }
`;
export const changeTagsDocument = /* GraphQL */ `
  mutation LoyaltyChangeTags($id: ID!, $add: [String!]!, $remove: [String!]!) {
    tagsAdd(id: $id, tags: $add) {
      userErrors {
        message
      }
    }
    tagsRemove(id: $id, tags: $remove) {
      userErrors {
        message
      }
    }
  }
`;
export const introspectDocument = /* GraphQL */ `
  query LaurelWho {
    customer {
      id
    }
    shop {
      myshopifyDomain
    }
  }
`;

export interface CustomerDetails {
  readonly customerId: string;
  readonly name: string | undefined;
  /** Only when Shopify has verified it: a guest's orders are claimed by it. */
  readonly email: string | undefined;
}

const customersShape = z.object({
  nodes: z.array(
    z
      .object({
        id: z.string(),
        displayName: z.string().nullish(),
        verifiedEmail: z.boolean(),
        defaultEmailAddress: z.object({ emailAddress: z.string() }).nullish(),
      })
      .nullable(),
  ),
});
const contactsShape = z.object({
  nodes: z.array(
    z
      .object({
        id: z.string(),
        locale: z.string().nullish(),
        verifiedEmail: z.boolean(),
        defaultEmailAddress: z.object({ emailAddress: z.string(), marketingState: z.string() }).nullish(),
      })
      .nullable(),
  ),
});
const writable = z.email().max(254);
const setShape = z.object({ metafieldsSet: z.object({ userErrors: z.array(z.object({ message: z.string() })) }) });
const tagsShape = z.object({ nodes: z.array(z.object({ id: z.string(), tags: z.array(z.string()) }).nullable()) });
const tagsChange = z.object({ userErrors: z.array(z.object({ message: z.string() })) });
const changedShape = z.object({ tagsAdd: tagsChange, tagsRemove: tagsChange });
const whoShape = z.object({ data: z.object({ customer: z.object({ id: z.string() }), shop: z.object({ myshopifyDomain: z.string() }) }) });

/** Names and e-mails of customers, as far as Shopify gives them. At most 100 ids. */
export async function fetchCustomers(api: AdminApi, customerIds: readonly string[]): Promise<CustomerDetails[]> {
  const ids = customerIds.map((id) => `gid://shopify/Customer/${id}`);
  const { nodes } = await api.ask(customersDocument, { ids }, customersShape);
  return nodes.flatMap((node) =>
    node
      ? [
          {
            customerId: node.id.replace('gid://shopify/Customer/', ''),
            name: node.displayName ?? undefined,
            email: node.verifiedEmail ? node.defaultEmailAddress?.emailAddress.trim().toLowerCase() : undefined,
          },
        ]
      : [],
  );
}

/** Whom to write to, and how. */
export interface Contact {
  readonly customerId: string;
  /** One that Shopify has verified or its owner has subscribed with; undefined: there is none to write to. */
  readonly email: string | undefined;
  /** Has agreed to hear from the shop. */
  readonly subscribed: boolean;
  /** "de-CH", as Shopify knows it. */
  readonly locale: string | undefined;
}

/** Addresses, languages and consent of customers, asked when they are to be written to and never kept. At most 100 ids. */
export async function fetchContacts(api: AdminApi, customerIds: readonly string[]): Promise<Contact[]> {
  const ids = customerIds.map((id) => `gid://shopify/Customer/${id}`);
  const { nodes } = await api.ask(contactsDocument, { ids }, contactsShape);
  return nodes.flatMap((node) => {
    if (!node) return [];
    const { defaultEmailAddress: address, id, locale, verifiedEmail } = node;
    const subscribed = address?.marketingState === 'SUBSCRIBED';
    const email = writable.safeParse(verifiedEmail || subscribed ? address?.emailAddress.trim() : undefined).data;
    return [{ customerId: id.replace('gid://shopify/Customer/', ''), email, subscribed, locale: locale || undefined }];
  });
}

/** The summary surfaces show before live data comes; setting it twice is harmless. At most 25 customers. */
export async function setSummaries(
  api: AdminApi,
  summaries: readonly { customerId: string; summary: unknown; tier: string }[],
): Promise<void> {
  const metafields = summaries.flatMap(({ customerId, summary, tier }) => {
    const ownerId = `gid://shopify/Customer/${customerId}`;
    return [
      { ownerId, namespace: '$app', key: 'loyalty_summary', type: 'json', value: JSON.stringify(summary) },
      { ownerId, namespace: '$app', key: 'loyalty_tier', type: 'single_line_text_field', value: tier },
    ];
  });
  const answer = await api.ask(summaryDocument, { metafields }, setShape);
  const problem = answer.metafieldsSet.userErrors[0];
  if (problem) throw new LaurelError('shopify_unavailable', `metafields refused: ${problem.message}`);
}

/**
 * Gives each customer the one tag of their tier, if it has one, and takes those of `ours` that are not it; other tags are nobody's
 * business here. Asks first, so that nothing is changed that is right. At most 25 customers. Throws `shopify_unavailable`.
 */
export async function setTags(
  api: AdminApi,
  customers: readonly { readonly customerId: string; readonly accessTag: string | undefined }[],
  ours: readonly string[],
): Promise<void> {
  const ids = customers.map(({ customerId }) => `gid://shopify/Customer/${customerId}`);
  const { nodes } = await api.ask(tagsDocument, { ids }, tagsShape);
  // Shopify's tags are the same whether written large or small.
  const same = (a: string) => (b: string) => a.toLowerCase() === b.toLowerCase();
  for (const [i, node] of nodes.entries()) {
    const due = customers[i]?.accessTag;
    if (!node) continue;
    const add = due !== undefined && !node.tags.some(same(due)) ? [due] : [];
    const remove = node.tags.filter((tag) => ours.some(same(tag)) && (due === undefined || !same(due)(tag)));
    if (add.length + remove.length === 0) continue;
    const answer = await api.ask(changeTagsDocument, { id: node.id, add, remove }, changedShape);
    const problem = [...answer.tagsAdd.userErrors, ...answer.tagsRemove.userErrors][0];
    if (problem) throw new LaurelError('shopify_unavailable', `tags refused: ${problem.message}`);
  }
}

/** Puts one tag on a customer, or takes it off; done twice it is done once. False: Shopify will not, such as for a customer who is gone. Throws `shopify_unavailable`. */
export async function setTag(api: AdminApi, customerId: string, tag: string, on: boolean): Promise<boolean> {
  const id = `gid://shopify/Customer/${customerId}`;
  const answer = await api.ask(changeTagsDocument, { id, add: on ? [tag] : [], remove: on ? [] : [tag] }, changedShape);
  return answer.tagsAdd.userErrors.length + answer.tagsRemove.userErrors.length === 0;
}

/** Asks Shopify whose Customer Account access token this is. The token is used once and never kept. Throws `unauthenticated`. */
export async function whoHolds(accessToken: string, url: string, shopDomain: string): Promise<string> {
  // Nothing else can stand in a header, so Shopify need not be asked.
  if (!/^[\x21-\x7e]+$/.test(accessToken)) throw new LaurelError('unauthenticated', 'customer access token is none');
  let answer: Response;
  try {
    answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: accessToken },
      body: JSON.stringify({ query: introspectDocument }),
      signal: AbortSignal.timeout(5_000),
    });
  } catch {
    throw new LaurelError('shopify_unavailable', 'the Customer Account API did not answer');
  }
  if (answer.status >= 500) throw new LaurelError('shopify_unavailable', `the Customer Account API answered ${answer.status}`);
  const who = whoShape.safeParse(await answer.json().catch(() => undefined));
  if (!answer.ok || !who.success || who.data.data.shop.myshopifyDomain !== shopDomain) {
    throw new LaurelError('unauthenticated', 'customer access token refused');
  }
  const customerId = gidNumber(who.data.data.customer.id, 'Customer');
  if (customerId === undefined) throw new LaurelError('shopify_unavailable', `not a customer id: ${who.data.data.customer.id}`);
  return customerId;
}
