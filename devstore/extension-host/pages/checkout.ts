/** The checkout page: the extension may change the cart. */
import { change, mountScenario } from './mount.ts';

const CHANGES = [
  'applyDiscountCodeChange',
  'applyGiftCardChange',
  'applyCartLinesChange',
  'applyMetafieldChange',
  'applyAttributeChange',
  'applyNoteChange',
] as const;

await mountScenario(({ endpoints }, push) => {
  const offered = CHANGES.flatMap((name) => {
    const endpoint = endpoints[name];
    return endpoint === undefined ? [] : [[name, change(endpoint, push)] as const];
  });
  return Object.fromEntries(offered);
});
