/** Everything that is written down in the audit log: room and verb. Activity has words for each. */
export const auditActions = [
  'program.publish',
  'members.adjust',
  'members.pin-tier',
  'members.invite',
  'members.end-keep',
  'members.merge',
  'approvals.ask',
  'approvals.approve',
  'approvals.decline',
  'approvals.withdraw',
  'redemption.release',
  'redemption.hand-over',
  'staff.arrive',
  'staff.role',
  'staff.settings',
  'verification.correct',
  'actions.record',
  'referrals.approve',
  'referrals.refuse',
  'referrals.reopen',
  'referrals.block',
  'referrals.unblock',
  'keys.create',
  'keys.revoke',
] as const;

export type AuditAction = (typeof auditActions)[number];
