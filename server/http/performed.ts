import { whyNotWords, type Performed } from '../actions/index.ts';
import { LaurelError } from '../core/errors.ts';

/** What an action brought. Throws `refused` with the reason when it brought nothing. */
export function performed(result: Performed): { points: number; repeated: boolean } {
  if (!('refused' in result)) return result;
  throw new LaurelError('refused', `action refused: ${result.refused.code}`, {
    publicMessage: whyNotWords(result.refused),
    details: { ...result.refused },
  });
}
