import { z } from 'zod';
import type { Buyer } from '../core/buyer.ts';
import { gidNumber } from '../core/id.ts';

const address = z
  .object({
    name: z.string().nullable(),
    address1: z.string().nullable(),
    address2: z.string().nullable(),
    zip: z.string().nullable(),
    phone: z.string().nullable(),
  })
  .nullish();

/** What is asked of an order so that referrals can be judged; absent when it was not asked. */
export const buyerFields = {
  customAttributes: z.array(z.object({ key: z.string(), value: z.string().nullable() })).optional(),
  phone: z.string().nullish(),
  clientIp: z.string().nullish(),
  billingAddress: address,
  shippingAddress: address,
  transactions: z
    .array(
      z.object({
        paymentDetails: z
          .object({
            bin: z.string().nullish(),
            number: z.string().nullish(),
            expirationMonth: z.int().nullish(),
            expirationYear: z.int().nullish(),
          })
          .nullish(),
      }),
    )
    .optional(),
};
const fields = z.object(buyerFields);

/** Cart attributes by which the storefront says who brought the buyer, and from which browser it is. */
export const referralAttribute = 'laurel_ref';
export const deviceAttribute = '_laurel_device';

/** Who placed an order, as far as it was asked. */
export function toBuyer(
  from: z.infer<typeof fields> & { readonly id: string; readonly email: string | null; readonly customer: { readonly id: string } | null },
): Buyer {
  const { billingAddress, clientIp, customAttributes = [], customer, email, phone, shippingAddress, transactions } = from;
  // Goods go to the one, the bill to the other: the bill's is the buyer's.
  const home = billingAddress?.address1 ? billingAddress : shippingAddress;
  const attribute = (key: string) => customAttributes.find((one) => one.key === key)?.value ?? undefined;
  const said = {
    customerId: customer ? gidNumber(customer.id, 'Customer') : undefined,
    referralCode: attribute(referralAttribute),
    name: home?.name ?? undefined,
    email: email ?? undefined,
    street: [home?.address1, home?.address2].filter(Boolean).join(', ') || undefined,
    postcode: home?.zip ?? undefined,
    phone: phone ?? home?.phone ?? undefined,
    card: cardOf(transactions?.find(({ paymentDetails }) => paymentDetails?.number)?.paymentDetails),
    ip: clientIp ?? undefined,
    device: attribute(deviceAttribute),
  };
  const told = Object.entries(said).filter(([, value]) => value !== undefined && value.trim() !== '');
  return { orderId: gidNumber(from.id, 'Order') ?? from.id, ...Object.fromEntries(told) };
}

type Card = NonNullable<z.infer<typeof fields>['transactions']>[number]['paymentDetails'];

function cardOf(card: Card | undefined): string | undefined {
  const last = card?.number?.replace(/\D/g, '').slice(-4);
  return card && last?.length === 4 ? [card.bin ?? '', last, card.expirationMonth ?? '', card.expirationYear ?? ''].join('/') : undefined;
}
