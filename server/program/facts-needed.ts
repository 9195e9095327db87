import type { FactsNeeded } from '../core/facts.ts';
import type { Definition } from './definition.ts';

/**
 * What the rules of any of these definitions read of an order. Of all that were ever published: an order keeps the promise it was
 * granted under, and is read again when it is refunded years later. Vendors, products' tags and channels cost nothing and are always read.
 */
export function factsNeeded(definitions: readonly Definition[]): FactsNeeded {
  const some = (asks: (definition: Definition) => boolean): boolean => definitions.some(asks);
  return {
    customerTags: some(
      ({ earning, campaigns = [] }) =>
        earning.exclude?.customerTags !== undefined || campaigns.some(({ audience }) => audience?.customerTags !== undefined),
    ),
    collections: some((definition) => lineMatches(definition).some((match) => match?.collections !== undefined)),
    saleLines: some(({ earning }) => earning.exclude?.saleLines === true),
    codeLines: some(({ earning }) => earning.exclude?.codeLines === true),
    subscriptions: some(({ earning }) => earning.rules.some(({ kind }) => kind === 'subscription-factor')),
    tax: some(({ earning }) => earning.include?.tax === true),
    shipping: some(({ earning }) => earning.include?.shipping === true),
    duties: some(({ earning }) => earning.include?.duties === true),
    tips: some(({ earning }) => earning.include?.tips === true),
    paidCurrency: some(({ tiers }) => tiers.some(({ rateIn }) => rateIn !== undefined)),
    referral: some(({ referral }) => referral !== undefined),
    dispatch: some(({ earning }) => ['on-fulfilment', 'on-delivery', 'return-window'].includes(earning.vesting.kind)),
  };
}

function lineMatches({ earning, campaigns = [] }: Definition) {
  return [
    ...earning.rules.map((rule) => ('match' in rule ? rule.match : undefined)),
    ...campaigns.map(({ effect }) => ('match' in effect ? effect.match : undefined)),
    earning.exclude?.lines,
  ];
}
