import type { RedemptionView } from '@laurel/server/api';
import { points } from './numbers.ts';

/** What came of taking a redemption back: "100 points are back." */
export function releasedSentence({ state, points: count, title }: Pick<RedemptionView, 'state' | 'points' | 'title'>): string {
  switch (state) {
    case 'released':
      return `${title} is taken back: ${points(count)} ${count === 1 ? 'is' : 'are'} there again.`;
    case 'captured':
      return `An order was faster: ${title} is used, and its points with it.`;
    default:
      return `${title} is being taken back. The points return as soon as the shop has answered that the code was not used.`;
  }
}
