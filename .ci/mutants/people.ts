import { mutantsOf } from './mutant.ts';

const staff = ['server/staff/staff.db.test.ts'];
const approvals = ['server/approvals/approvals.db.test.ts', 'server/approvals/states.test.ts'];

/** Who may do what, and what takes a second person. */
export const peopleMutants = [
  ...mutantsOf(
    'server/http/callers.ts',
    ['server/http/roles.db.test.ts'],
    [['roles-ignored', 'a door opens only to the roles that may', '  if (wrong) {', '  if (wrong && act === act.toUpperCase()) {']],
  ),
  ...mutantsOf('server/staff/arrive.ts', staff, [
    [
      'everybody-owns',
      'only the first who comes owns the shop',
      `others ? (await readSettings(tx, ctx.shop.id)).defaultRole : 'owner'`,
      `'owner'`,
    ],
    ['arrives-unlocked', 'however many come at once, one is first', 'await lockStaff(tx, ctx.shop.id);', ''],
  ]),
  ...mutantsOf('server/staff/give-role.ts', staff, [
    ['last-owner-leaves', 'a shop has an owner', `before.role === 'owner' && owners.length === 1`, 'false'],
    ['role-overwritten', 'a role that somebody changed meanwhile is not overwritten', 'before.role !== change.was', 'false'],
  ]),
  ...mutantsOf('server/staff/change-settings.ts', staff, [
    ['settings-overwritten', 'two who change the settings do not overwrite each other', 'before.revision !== basedOnRevision', 'false'],
  ]),
  ...mutantsOf('server/approvals/need.ts', approvals, [
    [
      'split-helps',
      'small adjustments within a day are added up',
      'beforePoints + adjustment.points > limitPoints',
      'adjustment.points > limitPoints',
    ],
    ['approved-counts', 'what a second person approved was not given alone', ' && !approved && ', ' && '],
  ]),
  ...mutantsOf('server/approvals/ask.ts', approvals, [
    ['ask-unlocked', 'adjustments asked for at once are added up too', 'await lockAdjustable(tx, ctx, adjustment.memberId);', ''],
    [
      'posted-asks-again',
      'an attempt that is posted stays posted',
      'if (await isPosted(tx, ctx.shop.id, adjustmentKey(adjustment))) return undefined;',
      '',
    ],
    ['asks-in-vain', 'nobody is asked for what cannot be done', 'if (missingPoints > 0)', 'if (missingPoints < 0)'],
  ]),
  ...mutantsOf('server/approvals/states.ts', approvals, [
    ['approves-own', 'who asked does not decide', 'requestedBy === userId)', 'false)'],
    ['never-expires', 'what nobody decided in time is not decided', `state === 'pending' && now >= expiresAt`, 'false'],
  ]),
  ...mutantsOf('server/approvals/decide.ts', approvals, [
    ['posts-as-approver', 'what is approved is posted in the name of who asked', 'staffId: approval.requestedBy', 'staffId: userId'],
    ['approval-unwritten', 'a decision is in the audit log', 'await audit(tx, ctx, approval, decision, postingNo);', ''],
  ]),
  ...mutantsOf(
    'server/views/member-history.ts',
    ['server/http/people.db.test.ts', 'server/http/adjust.db.test.ts'],
    [['reason-leaks', 'what staff typed is not for the member', `{ ...said, subject: null, why: [] }`, 'said']],
  ),
  ...mutantsOf(
    'prisma/migrations/20261122000800_staff/migration.sql',
    [...staff, ...approvals],
    [
      [
        'ownerless',
        'a shop with staff has an owner',
        'create trigger has_owner after insert or update or delete on staff',
        'create trigger has_owner after insert on staff',
      ],
      ['owners-race', 'two owners who step back at once leave one', `  perform from shop where id = of_shop for no key update;\n`, ''],
      ['anyone-gives', 'only owners give roles', `if new.role <> old.role\n`, `if false and new.role <> old.role\n`],
      ['own-decided', 'who asked does not decide', `check (state not in ('approved', 'declined') or decided_by <> requested_by),`, ''],
      ['approved-unposted', 'what is approved is posted', `if new.state = 'approved' and not exists`, `if false and not exists`],
      [
        'asked-changes',
        'what was asked for stays',
        `old.requested_at, old.expires_at) then`,
        `old.requested_at, old.expires_at) and false then`,
      ],
    ],
  ),
];
