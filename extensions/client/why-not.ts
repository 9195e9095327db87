import type { Refusal } from './api.ts';
import { points, sentence, type Sentence, type Value } from './sentence.ts';

/** Why a reward can't be had now, with the number that is missing. `nameOf` names a discount by its code. */
export function whyNotSentence(whyNot: Refusal, currency: string, nameOf: (code: string) => string = (code) => code): Sentence {
  return sentence(`why-not.${whyNot.code}`, valuesOf(whyNot, currency, nameOf));
}

function valuesOf(whyNot: Refusal, currency: string, nameOf: (code: string) => string): Readonly<Record<string, Value>> | undefined {
  switch (whyNot.code) {
    case 'not-enough-points':
      return points(whyNot.missingPoints);
    case 'order-too-small':
      return { money: { minor: whyNot.missingMinor, currency } };
    case 'shipping-too-dear':
      return { money: { minor: whyNot.capMinor, currency } };
    case 'not-yet':
      return { day: { day: whyNot.from } };
    case 'over':
      return { day: { day: whyNot.lastDay } };
    case 'does-not-combine':
      return { code: nameOf(whyNot.with) };
    default:
      return undefined;
  }
}
