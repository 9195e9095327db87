export { auditActions, type AuditAction } from './actions.ts';
export { readAudit, type AuditFilter, type AuditRow } from './read.ts';
export { recordAudit, type AuditEntry } from './record.ts';
