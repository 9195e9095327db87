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
    case 'gone':
    default:
      return sentence('why-not.gone');
  }
}
