import type { AuditAction } from '../audit/index.ts';

type Details = Readonly<Record<string, unknown>>;
interface Words {
  /** For the list to choose from. */
  readonly name: string;
  /** What was done, after the name of who did it. `staff` names a staff member by their id. */
  readonly text: (details: Details, staff: (userId: string) => string) => string;
}

/** Words for every action there is. */
export const activityWords: Readonly<Record<AuditAction, Words>> = {
  'program.publish': {
    name: 'Programme published',
    text: ({ why, note }) =>
      typeof why === 'string'
        ? `published ${why}`
        : `published a new version of the programme${typeof note === 'string' ? `: ${note}` : ''}`,
  },
  'members.adjust': { name: 'Points adjusted', text: ({ points }) => moved(points, 'gave', 'took') },
  'members.pin-tier': {
    name: 'Tier pinned',
    text: ({ tierId, until }) => `pinned the tier ${said(tierId)} ${typeof until === 'string' ? `until ${until}` : 'until further notice'}`,
  },
  'members.invite': {
    name: 'Invited to a tier',
    text: ({ tierId, until }) => `invited to the tier ${said(tierId)}${typeof until === 'string' ? ` until ${until}` : ''}`,
  },
  'members.end-keep': {
    name: 'Pin or invitation ended',
    text: ({ kind, tierId }) => `ended ${kind === 'invited' ? 'the invitation to' : 'what was said about'} the tier ${said(tierId)}`,
  },
  'members.merge': {
    name: 'Members merged',
    text: ({ goneCustomerId, keptCustomerId, points }) =>
      `merged customer ${said(goneCustomerId)} into customer ${said(keptCustomerId)}, with ${count(points)}`,
  },
  'approvals.ask': { name: 'Approval asked for', text: ({ points }) => `asked ${moved(points, 'to give', 'to take')}` },
  'approvals.approve': { name: 'Approved', text: (details, staff) => decided('approved', details, staff) },
  'approvals.decline': { name: 'Declined', text: (details, staff) => decided('declined', details, staff) },
  'approvals.withdraw': { name: 'Request withdrawn', text: ({ points }) => `withdrew the request ${moved(points, 'to give', 'to take')}` },
  'redemption.release': {
    name: 'Redemption taken back',
    text: ({ points }) => `took back a redemption that held ${count(points)}`,
  },
  'redemption.hand-over': {
    name: 'Reward handed over',
    text: ({ points }) => `handed over a reward for ${count(points)}`,
  },
  'staff.arrive': { name: 'First visit', text: ({ role }) => `opened Laurel for the first time, as ${said(role)}` },
  'staff.role': { name: 'Role given', text: ({ from, to }) => `changed a role from ${said(from)} to ${said(to)}` },
  'staff.settings': { name: 'Settings changed', text: ({ before, after }) => changedSettings(asDetails(before), asDetails(after)) },
  'verification.correct': {
    name: 'Books corrected',
    text: ({ what, stored, derived }) => `put ${said(what)} right: it was ${number(stored)}, it should have been ${number(derived)}`,
  },
  'actions.record': {
    name: 'Action recorded',
    text: ({ actionId, points }) => `recorded that a member did “${said(actionId)}”, for ${count(points)}`,
  },
  'referrals.approve': { name: 'Referral approved', text: () => 'approved a referral' },
  'referrals.refuse': { name: 'Referral refused', text: () => 'refused a referral' },
  'referrals.reopen': { name: 'Referral looked at again', text: () => 'had a refused referral wait again' },
  'referrals.block': { name: 'Blocked from bringing friends', text: () => 'let a member bring no friends any more' },
  'referrals.unblock': { name: 'Bringing friends again', text: () => 'let a member bring friends again' },
  'keys.create': { name: 'Key made', text: ({ name }) => `made a key for ${said(name)}` },
  'keys.revoke': { name: 'Key taken back', text: ({ name }) => `took back the key for ${said(name)}` },
};

function decided(verb: string, { points, requestedBy }: Details, staff: (userId: string) => string): string {
  return `${verb} that ${staff(said(requestedBy))} ${moved(points, 'gives', 'takes')}`;
}

function changedSettings(before: Details, after: Details): string {
  const [limit, newLimit] = [before['adjustmentLimitPoints'], after['adjustmentLimitPoints']];
  const [role, newRole] = [before['defaultRole'], after['defaultRole']];
  const changes = [
    ...(limit === newLimit ? [] : [`the adjustment limit from ${number(limit)} to ${count(newLimit)}`]),
    ...(role === newRole ? [] : [`the default role from ${said(role)} to ${said(newRole)}`]),
    ...changedScore(before, after, 'referralHold', 'a referral waits for staff'),
    ...changedScore(before, after, 'referralRefuse', 'a referral is refused'),
  ];
  return changes.length === 0 ? 'saved the settings' : `changed ${changes.join(' and ')}`;
}

function changedScore(before: Details, after: Details, field: string, words: string): string[] {
  const [from, to] = [before[field], after[field]];
  return from === to ? [] : [`the score from which ${words} from ${number(from)} to ${number(to)}`];
}

/** "gave 50 points", "took 1 point". */
function moved(points: unknown, give: string, take: string): string {
  return Number(points) < 0 ? `${take} ${count(-Number(points))}` : `${give} ${count(points)}`;
}

function count(points: unknown): string {
  return `${number(points)} ${Number(points) === 1 ? 'point' : 'points'}`;
}

function number(value: unknown): string {
  return typeof value === 'number' ? value.toLocaleString('en') : '?';
}

function said(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : 'unknown';
}

function asDetails(value: unknown): Details {
  return typeof value === 'object' && value !== null ? (value as Details) : {};
}
