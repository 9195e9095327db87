import type { Loyalty } from './lib/loyalty.server';
import type { VisitorSession } from './lib/session.server';
import type { Visit } from './lib/visit.server';

declare global {
  interface Env {
    /** The shop Laurel knows us by, "glow-and-co.myshopify.com". */
    LAUREL_SHOP_DOMAIN: string;
  }

  interface HydrogenAdditionalContext {
    loyalty: Loyalty;
    /** What several loaders of one page ask, asked once. */
    visit: Visit;
    visitor: VisitorSession;
    now: () => Date;
  }
}
