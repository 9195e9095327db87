import type { Definition } from '@laurel/server/api';
import { Term, Terms } from '../parts/terms.tsx';
import { clawbackWords, expiryWords, holdWords, roundingWords, vestingWords } from './terms.ts';

/** The earning rules that are shown, not edited here. */
export function EarningTerms({ definition }: { readonly definition: Definition }) {
  return (
    <s-section heading="Earning">
      <Terms>
        <Term name="What earns">
          Every paid order of a member: what was paid for goods, after discounts, without tax, shipping, tips and gift cards.
        </Term>
        <Term name="Rounding">Points are {roundingWords(definition)}.</Term>
        <Term name="Available">Points can be used {vestingWords(definition)}.</Term>
        <Term name="Expiry">Points expire {expiryWords(definition)}.</Term>
        <Term name="Refunds">When an order is refunded, {clawbackWords(definition)}.</Term>
      </Terms>
    </s-section>
  );
}

export function RedemptionTerms({ definition }: { readonly definition: Definition }) {
  return (
    <s-section heading="Redemption">
      <Terms>
        <Term name="Code">A member gets a discount code of their own that works once.</Term>
        <Term name="Hold">
          The code stays good for {holdWords(definition)}; if it is not used by then, the points return by themselves.
        </Term>
      </Terms>
    </s-section>
  );
}
