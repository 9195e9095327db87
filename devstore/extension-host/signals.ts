/** The signals an extension may read wherever it runs, with the values of an empty cart; the page's own come on top. */

interface Place {
  target: string;
  locale: string;
  currency: string;
  timeZone: string;
  networkAccess: boolean;
}

/** Initial values by path below `shopify`. */
export function standardSignals(place: Place): Record<string, unknown> {
  const common = localization(place);
  if (place.target === 'customer-account.page.render' || place.target === 'customer-account.profile.block.render') {
    return { ...common, 'authenticatedAccount.customer': undefined, 'authenticatedAccount.purchasingCompany': undefined };
  }
  if (place.target.startsWith('customer-account.'))
    return { ...common, ...cart(place.currency), authenticationState: 'fully_authenticated' };
  return { ...common, ...cart(place.currency), instructions: INSTRUCTIONS };
}

function localization({ locale, currency, timeZone, networkAccess }: Place): Record<string, unknown> {
  const language = { isoCode: locale };
  return {
    'localization.language': language,
    'localization.extensionLanguage': language,
    'localization.currency': { isoCode: currency },
    'localization.country': { isoCode: 'US' },
    'localization.timezone': timeZone,
    'extension.capabilities': networkAccess ? ['network_access'] : [],
    'extension.rendered': true,
  };
}

function cart(currencyCode: string): Record<string, unknown> {
  const nothing = { amount: 0, currencyCode };
  return {
    'cost.subtotalAmount': nothing,
    'cost.totalAmount': nothing,
    'cost.totalShippingAmount': undefined,
    'cost.totalTaxAmount': undefined,
    'buyerIdentity.customer': undefined,
    'buyerIdentity.purchasingCompany': undefined,
    lines: [],
    discountCodes: [],
    discountAllocations: [],
    appliedGiftCards: [],
    appMetafields: [],
    attributes: [],
    note: undefined,
    checkoutToken: undefined,
  };
}

const INSTRUCTIONS = {
  attributes: { canUpdateAttributes: true },
  discounts: { canUpdateDiscountCodes: true },
  lines: { canAddCartLine: true, canRemoveCartLine: true, canUpdateCartLine: true },
  metafields: { canSetCartMetafields: true, canDeleteCartMetafield: true },
  notes: { canUpdateNote: true },
  delivery: { canSelectCustomAddress: true },
};
