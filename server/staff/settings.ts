import type { ShopId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import type { DefaultRole } from './roles.ts';

/** What a shop decided about its staff, and about what they are to look at. */
export interface Settings {
  /** More points than this in one adjustment, or within 24 hours by one staff member for one member, need a second person. */
  readonly adjustmentLimitPoints: number;
  /** What whoever opens the app for the first time may do. */
  readonly defaultRole: DefaultRole;
  /** From this score on a referral waits for staff. */
  readonly referralHold: number;
  /** From this score on it is refused. */
  readonly referralRefuse: number;
}

export interface StoredSettings extends Settings {
  /** 0: nothing was ever changed. */
  readonly revision: number;
  readonly changedAt: Date | undefined;
  readonly changedBy: string | undefined;
}

/** What a shop starts with; docs/decisions/011-a-second-person.md says why. */
const initial: StoredSettings = {
  adjustmentLimitPoints: 10_000,
  defaultRole: 'viewer',
  // The scores that server/bench/referral.ts measures.
  referralHold: 60,
  referralRefuse: 120,
  revision: 0,
  changedAt: undefined,
  changedBy: undefined,
};

interface Row {
  readonly revision: number;
  readonly adjustment_limit_points: number;
  readonly default_role: DefaultRole;
  readonly referral_hold: number;
  readonly referral_refuse: number;
  readonly changed_at: Date;
  readonly changed_by: string;
}

/** The shop's settings as they stand. */
export async function readSettings(tx: Tx, shopId: ShopId): Promise<StoredSettings> {
  const [row] = await tx.rows<Row>(
    'select revision, adjustment_limit_points, default_role, referral_hold, referral_refuse, changed_at, changed_by from shop_settings where shop_id = $1',
    [shopId],
  );
  return row
    ? {
        adjustmentLimitPoints: row.adjustment_limit_points,
        defaultRole: row.default_role,
        referralHold: row.referral_hold,
        referralRefuse: row.referral_refuse,
        revision: row.revision,
        changedAt: row.changed_at,
        changedBy: row.changed_by,
      }
    : initial;
}
