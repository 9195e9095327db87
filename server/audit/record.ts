import type { Actor } from '../context.ts';
import type { ShopId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import type { AuditAction } from './actions.ts';

/** What somebody did that staff may want to look up later. Holds no personal data beyond who acted. */
export interface AuditEntry {
  readonly id: string;
  readonly at: Date;
  readonly actor: Actor;
  readonly action: AuditAction;
  /** What it was done to: "program/3". */
  readonly subject: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Writes an entry inside the caller's transaction: it stands if and only if the act does. Entries are never changed. */
export async function recordAudit(tx: Tx, shopId: ShopId, entry: AuditEntry): Promise<void> {
  await tx.exec('insert into audit_entry (shop_id, id, at, actor, action, subject, details) values ($1, $2, $3, $4, $5, $6, $7)', [
    shopId,
    entry.id,
    entry.at,
    JSON.stringify(entry.actor),
    entry.action,
    entry.subject,
    JSON.stringify(entry.details),
  ]);
}
