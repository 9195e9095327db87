import { z } from 'zod';
import { LaurelError } from '../core/errors.ts';
import { formatDecimal, minor, parseMoney } from '../core/money.ts';
import type { AdminApi } from './admin.ts';

/** A credit that stands on a customer's store credit account, made by an app or by staff. */
export interface Credit {
  readonly gid: string;
  readonly amountMinor: number;
  readonly createdAt: Date;
}

export type CreditResult = { readonly credited: { readonly gid: string } } | { readonly refused: string };

export const creditDocument = /* GraphQL */ `
  mutation LoyaltyStoreCredit($id: ID!, $credit: StoreCreditAccountCreditInput!) {
    storeCreditAccountCredit(id: $id, creditInput: $credit) {
      storeCreditAccountTransaction {
        id
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`;
export const creditsDocument = /* GraphQL */ `
  query LoyaltyStoreCredits($id: ID!) {
    customer(id: $id) {
      storeCreditAccounts(first: 5) {
        nodes {
          balance {
            currencyCode
          }
          transactions(first: 30, reverse: true) {
            nodes {
              __typename
              createdAt
              event
              amount {
                amount
              }
              ... on StoreCreditAccountCreditTransaction {
                id
              }
            }
          }
        }
      }
    }
  }
`;

const creditedShape = z.object({
  storeCreditAccountCredit: z.object({
    storeCreditAccountTransaction: z.object({ id: z.string() }).nullable(),
    userErrors: z.array(z.object({ code: z.string().nullable(), message: z.string() })),
  }),
});
const transaction = z.object({
  __typename: z.string(),
  createdAt: z.coerce.date(),
  event: z.string(),
  amount: z.object({ amount: z.string() }),
  id: z.string().optional(),
});
const creditsShape = z.object({
  customer: z
    .object({
      storeCreditAccounts: z.object({
        nodes: z.array(
          z.object({ balance: z.object({ currencyCode: z.string() }), transactions: z.object({ nodes: z.array(transaction) }) }),
        ),
      }),
    })
    .nullable(),
});

/**
 * Gives a customer store credit. Shopify takes no reference with it, so it is asked once: after a lost answer this throws
 * `shopify_unavailable`, and whoever calls looks at `creditsOf` before trying again.
 */
export async function giveStoreCredit(api: AdminApi, customerId: string, amountMinor: number, currency: string): Promise<CreditResult> {
  const credit = { creditAmount: { amount: formatDecimal({ minor: minor(amountMinor), currency }), currencyCode: currency } };
  const { storeCreditAccountCredit: answer } = await api.askOnce(creditDocument, { id: gidOf(customerId), credit }, creditedShape);
  if (answer.storeCreditAccountTransaction) return { credited: { gid: answer.storeCreditAccountTransaction.id } };
  if (answer.userErrors.length === 0) throw new LaurelError('shopify_unavailable', 'store credit was neither given nor refused');
  return { refused: answer.userErrors.map(({ message }) => message).join('; ') };
}

/** The newest thirty credits in a currency that no order explains, newest first. Throws `shopify_unavailable`. */
export async function creditsOf(api: AdminApi, customerId: string, currency: string): Promise<Credit[]> {
  const { customer } = await api.ask(creditsDocument, { id: gidOf(customerId) }, creditsShape);
  const account = customer?.storeCreditAccounts.nodes.find(({ balance }) => balance.currencyCode === currency);
  return (account?.transactions.nodes ?? []).flatMap(({ amount, createdAt, event, id }) =>
    id !== undefined && event === 'ADJUSTMENT' ? [{ gid: id, amountMinor: parseMoney(amount.amount, currency).minor, createdAt }] : [],
  );
}

function gidOf(customerId: string): string {
  return `gid://shopify/Customer/${customerId}`;
}
