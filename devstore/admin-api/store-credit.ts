/** Store credit in the shop's currency. It is not spent in this shop's checkout. */
import { refuse } from '../graphql/engine.ts';
import { parseCents } from '../store/money.ts';
import type { StoreCredit } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { moneyV2 } from './money.ts';
import type { View, Views } from './view.ts';

export interface CreditInput {
  readonly creditAmount: { readonly amount: string; readonly currencyCode: string };
  readonly expiresAt?: string | null;
  readonly notify?: boolean | null;
}

export function creditStoreCredit(views: Views, id: string, input: CreditInput) {
  const { store } = views;
  if (input.expiresAt != null) throw refuse('The dev store does not implement creditInput.expiresAt');
  const customer = store.customer(/^gid:\/\/shopify\/Customer\/(\d+)$/.exec(id)?.[1] ?? null);
  const problem = (code: string, message: string) => ({
    storeCreditAccountTransaction: null,
    userErrors: [{ field: ['id'], code, message }],
  });
  if (!customer) return problem('OWNER_NOT_FOUND', 'Owner does not exist');
  if (input.creditAmount.currencyCode !== store.shop.currency) return problem('UNSUPPORTED_CURRENCY', 'Currency is not supported');
  const amountCents = parseCents(input.creditAmount.amount);
  if (amountCents <= 0) return problem('NEGATIVE_OR_ZERO_AMOUNT', 'A positive amount must be used to credit a store credit account');
  return store.change(() => {
    const credit: StoreCredit = {
      id: store.nextId('other'),
      customerId: customer.id,
      amountCents,
      balanceAfterCents: balanceOf(store, customer.id) + amountCents,
      createdAt: store.now().toISOString(),
    };
    (store.state.credits ??= []).push(credit);
    return { storeCreditAccountTransaction: creditView(views, credit), userErrors: [] };
  });
}

/** The customer's accounts: one, or none before the first credit. */
export function accountViews(views: Views, customerId: string): View[] {
  const credits = creditsOf(views.store, customerId);
  return credits.length === 0 ? [] : [accountView(views, customerId)];
}

function accountView(views: Views, customerId: string): View {
  const { store } = views;
  return {
    __typename: 'StoreCreditAccount',
    id: `gid://shopify/StoreCreditAccount/${customerId}`,
    balance: moneyV2(balanceOf(store, customerId), store.shop.currency),
    owner: () => views.customer(customerId),
    transactions: () => creditsOf(store, customerId).map((credit) => creditView(views, credit)),
  };
}

function creditView(views: Views, credit: StoreCredit): View {
  const { currency } = views.store.shop;
  return {
    __typename: 'StoreCreditAccountCreditTransaction',
    id: `gid://shopify/StoreCreditAccountCreditTransaction/${credit.id}`,
    account: () => accountView(views, credit.customerId),
    amount: moneyV2(credit.amountCents, currency),
    remainingAmount: moneyV2(credit.amountCents, currency),
    balanceAfterTransaction: moneyV2(credit.balanceAfterCents, currency),
    createdAt: credit.createdAt,
    event: 'ADJUSTMENT',
    expiresAt: null,
    origin: null,
  };
}

function creditsOf({ state }: Store, customerId: string): StoreCredit[] {
  return (state.credits ?? []).filter((credit) => credit.customerId === customerId);
}

function balanceOf(store: Store, customerId: string): number {
  return creditsOf(store, customerId).reduce((sum, { amountCents }) => sum + amountCents, 0);
}
