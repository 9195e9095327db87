/** The checkout as an extension sees it: signal values by path. */
import { productOf } from '../../store/carts.ts';
import { decimal } from '../../store/money.ts';
import type { Quote } from '../../store/quote.ts';
import type { Cart, Customer, Metafield } from '../../store/state.ts';
import type { Store } from '../../store/store.ts';
import type { BuiltExtension } from '../../extensions.ts';
import { namespaceOf } from '../../admin-api/metafield-view.ts';

type Signals = Record<string, unknown>;

/** `null` stands for what Shopify leaves undefined. */
export function checkoutSignals(store: Store, cart: Cart, priced: Quote, extension: BuiltExtension): Signals {
  const customer = store.customer(cart.customerId);
  return {
    ...cartSignals(store, cart, priced),
    'buyerIdentity.customer': customer ? customerSignal(store, customer) : null,
    'buyerIdentity.email': customer?.email ?? cart.email,
    'buyerIdentity.phone': null,
    'buyerIdentity.purchasingCompany': null,
    'localization.country': { isoCode: 'US' },
    appMetafields: metafieldSignal(store, cart.customerId, extension),
    appliedGiftCards: [],
    attributes: cart.attributes,
    note: cart.note || null,
    checkoutToken: cart.token,
    instructions: {
      attributes: { canUpdateAttributes: false },
      delivery: { canSelectCustomAddress: false },
      discounts: { canUpdateDiscountCodes: true },
      lines: { canAddCartLine: false, canRemoveCartLine: false, canUpdateCartLine: false },
      metafields: { canSetCartMetafields: false, canDeleteCartMetafield: false },
      notes: { canUpdateNote: false },
    },
  };
}

/** The part that changes with codes and tips. */
export function cartSignals(store: Store, cart: Cart, priced: Quote): Signals {
  const money = (cents: number) => ({ amount: Number(decimal(cents)), currencyCode: store.shop.currency });
  const applied = priced.codes.filter(({ refused }) => refused === undefined);
  return {
    'cost.subtotalAmount': money(priced.grossCents - onLinesCents(priced)),
    'cost.totalShippingAmount': money(priced.shippingNetCents),
    'cost.totalTaxAmount': money(priced.taxCents),
    'cost.totalAmount': money(priced.totalCents),
    discountCodes: applied.map(({ code }) => ({ code })),
    // Discounts on the whole cart; those on a line are with the line, those on shipping with the delivery.
    discountAllocations: priced.discounts
      .filter((discount) => discount.class === 'order')
      .map(({ amountCents, code }) => ({ type: 'code', code, discountedAmount: money(amountCents) })),
    lines: priced.lines.map((line, i) => ({
      id: `gid://shopify/CartLine/${cart.lines[i]?.id}`,
      quantity: line.quantity,
      merchandise: {
        id: `gid://shopify/ProductVariant/${line.product.variantId}`,
        type: 'variant',
        title: productOf(line.product.variantId).title,
        sku: line.product.sku,
        requiresShipping: !line.product.giftCard,
        selectedOptions: [],
        product: { id: `gid://shopify/Product/${line.product.id}`, vendor: store.shop.name, productType: line.product.kind },
      },
      cost: { totalAmount: money(line.grossCents - lineOwnCents(priced, line)) },
      attributes: cart.lines[i]?.attributes ?? [],
      discountAllocations: line.allocations
        .filter((part) => priced.discounts[part.index]?.class === 'product')
        .map((part) => ({ type: 'code', code: priced.discounts[part.index]?.code, discountedAmount: money(part.amountCents) })),
      lineComponents: [],
    })),
  };
}

function onLinesCents(priced: Quote): number {
  return priced.lines.reduce((sum, line) => sum + lineOwnCents(priced, line), 0);
}

function lineOwnCents(priced: Quote, line: Quote['lines'][number]): number {
  return line.allocations.reduce((sum, part) => sum + (priced.discounts[part.index]?.class === 'product' ? part.amountCents : 0), 0);
}

function customerSignal(store: Store, customer: Customer) {
  return {
    id: `gid://shopify/Customer/${customer.id}`,
    email: customer.email,
    firstName: customer.firstName,
    lastName: customer.lastName,
    fullName: `${customer.firstName} ${customer.lastName}`.trim(),
    image: { url: '/devstore/pages/icon.svg' },
    ordersCount: store.state.orders.filter((order) => order.customerId === customer.id).length,
    acceptsEmailMarketing: false,
    acceptsSmsMarketing: false,
  };
}

/** Only what the extension's configuration asks for. */
export function metafieldSignal(store: Store, customerId: string | null, extension: BuiltExtension): unknown[] {
  const ownerId = `gid://shopify/Customer/${customerId}`;
  const asked = (field: Metafield) =>
    extension.metafields.some((entry) => entry.key === field.key && namespaceOf(entry.namespace) === field.namespace);
  return store.state.metafields
    .filter((field) => field.ownerId === ownerId && asked(field))
    .map((field) => ({
      target: { type: 'customer', id: customerId },
      metafield: {
        namespace: field.namespace,
        key: field.key,
        value: field.value,
        type: field.type,
        valueType: field.type === 'json' ? 'json_string' : 'string',
      },
    }));
}
