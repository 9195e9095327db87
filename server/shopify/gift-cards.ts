import { z } from 'zod';
import { formatDecimal, minor } from '../core/money.ts';
import type { AdminApi } from './admin.ts';

export interface GiftCardOrder {
  /** 8 to 20 letters and digits, derived from the redemption: Shopify takes no second card with it. */
  readonly code: string;
  readonly customerId: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** For staff: which redemption it is from. */
  readonly note: string;
}

/** made: now, or by an earlier call of ours; then Shopify does not say its id again · refused: Shopify will not make it, and has not. */
export type GiftCardResult = { readonly made: { readonly gid: string | undefined } } | { readonly refused: string };

export const createGiftCardDocument = /* GraphQL */ `
  mutation LoyaltyGiftCard($input: GiftCardCreateInput!) {
    giftCardCreate(input: $input) {
      giftCard {
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

const shape = z.object({
  giftCardCreate: z.object({
    giftCard: z.object({ id: z.string() }).nullable(),
    userErrors: z.array(z.object({ code: z.string().nullable(), message: z.string() })),
  }),
});

/** Makes a gift card for a customer, once however often it is called: nobody else can know its code, so "taken" means made. Throws `shopify_unavailable`. */
export async function createGiftCard(api: AdminApi, order: GiftCardOrder): Promise<GiftCardResult> {
  const input = {
    code: order.code,
    customerId: `gid://shopify/Customer/${order.customerId}`,
    initialAmount: { amount: formatDecimal({ minor: minor(order.amountMinor), currency: order.currency }), currencyCode: order.currency },
    note: order.note,
  };
  const { giftCardCreate } = await api.ask(createGiftCardDocument, { input }, shape);
  if (giftCardCreate.giftCard) return { made: { gid: giftCardCreate.giftCard.id } };
  if (giftCardCreate.userErrors.some(({ code }) => code === 'TAKEN')) return { made: { gid: undefined } };
  return { refused: giftCardCreate.userErrors.map(({ message }) => message).join('; ') };
}
