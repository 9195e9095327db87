import type { Refusal } from './api.ts';
import { points, sentence, type Sentence } from './sentence.ts';

/** Why a reward can't be had now, with the number that is missing. `nameOf` names a discount by its code. */
export function whyNotSentence(whyNot: Refusal, currency: string, nameOf: (code: string) => string = (code) => code): Sentence {
  switch (whyNot.code) {
    case 'not-enough-points':
      return sentence('why-not.not-enough-points', points(whyNot.missingPoints));
    case 'order-too-small':
      return sentence('why-not.order-too-small', { money: { minor: whyNot.missingMinor, currency } });
    case 'nothing-to-discount':
      return sentence('why-not.nothing-to-discount');
    case 'tier-too-low':
    case 'all-gone':
    case 'limit-reached':
      return sentence(`why-not.${whyNot.code}`);
    case 'not-yet':
      return sentence('why-not.not-yet', { day: { day: whyNot.from } });
    case 'over':
      return sentence('why-not.over', { day: { day: whyNot.lastDay } });
    case 'shipping-too-dear':
      return sentence('why-not.shipping-too-dear', { money: { minor: whyNot.capMinor, currency } });
    case 'does-not-combine':
      return sentence('why-not.does-not-combine', { code: nameOf(whyNot.with) });
    case 'steps-out-of-range':
    case 'not-in-cart':
    case 'needs-cart':
    case 'gone':
      return sentence(`why-not.${whyNot.code}`);
  }
}
