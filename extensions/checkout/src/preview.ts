import { ApiFailure, majorOf, sampleOverview, type Api } from '@laurel/extension-client';
import { host } from './host.ts';
import { words } from './words.ts';

/** Stands in for the server in the merchant's editor: an overview to look at, and nothing that acts. */
export function previewApi(): Api {
  const { say } = words();
  const nothing = () => Promise.reject(new ApiFailure('preview', 0));
  const currency = host().localization.currency.value.isoCode;
  const overview = sampleOverview(currency, {
    program: say('sample.program'),
    tier: say('sample.tier'),
    nextTier: say('sample.next-tier'),
    discount: say('sample.discount', { money: { minor: 5 / majorOf(1, currency), currency } }),
    shipping: say('sample.shipping'),
  });
  return {
    overview: () => Promise.resolve(overview),
    redeem: nothing,
    undo: nothing,
  };
}
