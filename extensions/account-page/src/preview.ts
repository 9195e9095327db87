import { ApiFailure, majorOf, sampleOverview, type Api } from '@laurel/extension-client';
import { words } from './words.ts';

/** Stands in for the server in the merchant's editor: an overview to look at, and nothing that acts. */
export function previewApi(): Api {
  const { say } = words();
  const nothing = () => Promise.reject(new ApiFailure('preview', 0));
  // Customer accounts do not say which currency the shop has; the preview shows one.
  const currency = 'USD';
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
