/** Making gift cards. They are not spent in this shop's checkout. */
import { refuse } from '../graphql/engine.ts';
import { parseCents } from '../store/money.ts';
import type { GiftCard } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { moneyV2 } from './money.ts';
import type { View, Views } from './view.ts';

export interface GiftCardInput {
  readonly code?: string | null;
  readonly customerId?: string | null;
  readonly initialAmount?: { readonly amount: string; readonly currencyCode: string } | null;
  readonly note?: string | null;
}

const played = ['code', 'customerId', 'initialAmount', 'note'];

export function createGiftCard(views: Views, input: GiftCardInput) {
  const { store } = views;
  for (const name of Object.keys(input))
    if (!played.includes(name)) throw refuse(`The dev store does not implement giftCardCreate.${name}`);
  const problem = problemOf(store, input);
  if (problem) return { giftCard: null, giftCardCode: null, userErrors: [problem] };
  return store.change(() => {
    const card: GiftCard = {
      id: store.nextId('other'),
      code: (input.code ?? '').trim().toLowerCase(),
      customerId: customerIdOf(input) ?? null,
      valueCents: parseCents(input.initialAmount?.amount ?? '0'),
      note: input.note ?? null,
      createdAt: store.now().toISOString(),
    };
    (store.state.giftCards ??= []).push(card);
    return { giftCard: giftCardView(views, card), giftCardCode: card.code, userErrors: [] };
  });
}

function problemOf(store: Store, input: GiftCardInput) {
  const code = (input.code ?? '').trim();
  const problem = (field: string, is: string, message: string) => ({ field: ['input', field], code: is, message });
  if (code.length < 8) return problem('code', 'TOO_SHORT', 'Code is too short (minimum is 8 characters)');
  if (code.length > 20) return problem('code', 'TOO_LONG', 'Code is too long (maximum is 20 characters)');
  if (!/^[a-z0-9]+$/i.test(code)) return problem('code', 'INVALID', 'Code can only contain letters and digits');
  if ((store.state.giftCards ?? []).some((card) => card.code === code.toLowerCase()))
    return problem('code', 'TAKEN', 'Code has been taken');
  if (!input.initialAmount || Number(input.initialAmount.amount) <= 0)
    return problem('initialAmount', 'GREATER_THAN', 'Initial value must be greater than 0');
  if (input.customerId != null && !store.customer(customerIdOf(input) ?? null))
    return problem('customerId', 'CUSTOMER_NOT_FOUND', 'The customer could not be found.');
  return undefined;
}

function customerIdOf({ customerId }: GiftCardInput): string | undefined {
  return /^gid:\/\/shopify\/Customer\/(\d+)$/.exec(customerId ?? '')?.[1];
}

export function giftCardView({ customer, store }: Views, card: GiftCard): View {
  const value = moneyV2(card.valueCents, store.shop.currency);
  return {
    __typename: 'GiftCard',
    id: `gid://shopify/GiftCard/${card.id}`,
    balance: value,
    initialValue: value,
    createdAt: card.createdAt,
    updatedAt: card.createdAt,
    customer: customer(card.customerId),
    enabled: true,
    isRedeemable: true,
    deactivatedAt: null,
    expiresOn: null,
    lastCharacters: card.code.slice(-4),
    maskedCode: `•••• •••• •••• ${card.code.slice(-4)}`,
    note: card.note,
  };
}
