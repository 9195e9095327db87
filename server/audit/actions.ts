/** Everything that is written down in the audit log: room and verb. Activity has words for each. */
export const auditActions = [
  'program.publish',
  'members.adjust',
  'members.merge',
  'approvals.ask',
  'approvals.approve',
  'approvals.decline',
  'approvals.withdraw',
  'redemption.release',
  'staff.arrive',
  'staff.role',
  'staff.settings',
  'verification.correct',
] as const;

export type AuditAction = (typeof auditActions)[number];
