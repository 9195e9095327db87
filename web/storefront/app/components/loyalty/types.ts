import type { RedemptionView } from '@laurel/server/api';

/** What a purchase would earn. Of guests it depends on who they are: they get a lower bound, or where the programme has none, about so many. */
export interface EarnPreview {
  readonly points: number;
  readonly kind: 'exact' | 'at-least' | 'about';
}

/** An open redemption as a page shows it; counted on the server, so that page and script agree. */
export interface OpenRedemption extends RedemptionView {
  readonly inCart: boolean;
  /** The code takes something off this cart as it is now. */
  readonly applies: boolean;
  readonly minutesLeft: number;
}
