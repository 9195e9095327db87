import type { Refusal } from './api.ts';
import { points, sentence, type Sentence } from './sentence.ts';

/** Why a reward can't be had now, with the number that is missing. */
export function whyNotSentence(whyNot: Refusal, currency: string): Sentence {
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
    case 'gone':
    default:
      return sentence('why-not.gone');
  }
}
