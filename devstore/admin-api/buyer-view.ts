import type { Buyer, Order } from '../store/state.ts';
import type { View } from './view.ts';

/** Who paid an order: address, network and card, as far as it was said. */
export function buyerView({ buyer = {} }: Order): View {
  const { address1, address2, ip, name, phone, zip } = buyer;
  const isSaid = name !== undefined || address1 !== undefined;
  const address = isSaid
    ? {
        __typename: 'MailingAddress',
        id: 'gid://shopify/MailingAddress/1',
        name: name ?? null,
        address1: address1 ?? null,
        address2: address2 ?? null,
        zip: zip ?? null,
        phone: phone ?? null,
      }
    : null;
  return {
    phone: phone ?? null,
    clientIp: ip ?? null,
    billingAddress: address,
    shippingAddress: address,
    transactions: buyer.cardNumber === undefined ? [] : [{ __typename: 'OrderTransaction', paymentDetails: cardView(buyer) }],
  };
}

function cardView({ cardExpires = '12/2029', cardNumber = '' }: Buyer): View {
  const digits = cardNumber.replace(/\D/g, '');
  const [month, year] = cardExpires.split('/');
  return {
    __typename: 'CardPaymentDetails',
    bin: digits.slice(0, 6),
    number: `•••• •••• •••• ${digits.slice(-4)}`,
    expirationMonth: Number(month),
    expirationYear: Number(year),
  };
}
