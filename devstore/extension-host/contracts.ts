/** The committed element contracts, by extension target. */
import type { Contract, Target } from '../elements/contract.ts';
import checkout from '../elements/contracts/purchase.checkout.block.render.json' with { type: 'json' };
import thankYou from '../elements/contracts/purchase.thank-you.block.render.json' with { type: 'json' };
import orderStatus from '../elements/contracts/customer-account.order-status.block.render.json' with { type: 'json' };
import accountPage from '../elements/contracts/customer-account.page.render.json' with { type: 'json' };
import profile from '../elements/contracts/customer-account.profile.block.render.json' with { type: 'json' };

const contracts: Record<Target, unknown> = {
  'purchase.checkout.block.render': checkout,
  'purchase.thank-you.block.render': thankYou,
  'customer-account.order-status.block.render': orderStatus,
  'customer-account.page.render': accountPage,
  'customer-account.profile.block.render': profile,
};

/** The elements a target may render. Throws for a target this dev store does not host. */
export function contractOf(target: string): Contract {
  if (!(target in contracts)) throw new Error(`The dev store does not host ${target}; it hosts ${Object.keys(contracts).join(', ')}.`);
  return contracts[target as Target] as Contract;
}
