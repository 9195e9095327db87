import type { Actor } from '../context.ts';
import type { ShopId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import type { AuditAction } from './actions.ts';
import type { AuditEntry } from './record.ts';

export interface AuditFilter {
  readonly action?: AuditAction;
  /** A staff member's id; 'others': all that no staff member did. */
  readonly person?: string;
  readonly from?: Date;
  /** Not included. */
  readonly until?: Date;
  /** The last entry already seen. */
  readonly before?: { readonly at: Date; readonly id: string };
}

export type AuditRow = AuditEntry;

/** Entries that fit, newest first, at most `limit`. */
export async function readAudit(tx: Tx, shopId: ShopId, filter: AuditFilter, limit: number): Promise<AuditRow[]> {
  const rows = await tx.rows<{ id: string; at: Date; actor: Actor; action: AuditAction; subject: string; details: AuditRow['details'] }>(
    `select id, at, actor, action, subject, details from audit_entry
     where shop_id = $1 and ($2::text is null or action = $2)
       and ($3::text is null or case when $3 = 'others' then actor ->> 'kind' <> 'staff' else actor ->> 'kind' = 'staff' and actor ->> 'userId' = $3 end)
       and ($4::timestamptz is null or at >= $4) and ($5::timestamptz is null or at < $5)
       and ($6::timestamptz is null or (at, id) < ($6, $7::uuid))
     order by at desc, id desc limit $8`,
    [
      shopId,
      filter.action ?? null,
      filter.person ?? null,
      filter.from ?? null,
      filter.until ?? null,
      filter.before?.at ?? null,
      filter.before?.id ?? null,
      limit,
    ],
  );
  return rows;
}
