import { describe, expect, test } from 'vitest';
import { auditActions, type AuditAction } from '../audit/index.ts';
import { activityWords } from './activity-words.ts';

const staff = (userId: string) => (userId === '2' ? 'Jo Park' : `staff member ${userId}`);

/** What is written down with each action, and how it reads. An action without a row fails below. */
const examples: readonly [action: AuditAction, details: Record<string, unknown>, text: string][] = [
  ['program.publish', { basedOnVersion: 1 }, 'published a new version of the programme'],
  ['program.publish', { why: 'the programme a new shop starts from' }, 'published the programme a new shop starts from'],
  ['members.adjust', { points: 1_250, postingNo: 1 }, 'gave 1,250 points'],
  ['members.adjust', { points: -1, postingNo: 2 }, 'took 1 point'],
  ['members.pin-tier', { tierId: 'gold', until: null }, 'pinned the tier gold until further notice'],
  ['members.pin-tier', { tierId: 'gold', until: '2027-01-31' }, 'pinned the tier gold until 2027-01-31'],
  ['members.invite', { tierId: 'circle', until: null }, 'invited to the tier circle'],
  ['members.invite', { tierId: 'circle', until: '2027-01-31' }, 'invited to the tier circle until 2027-01-31'],
  ['members.end-keep', { no: 1, kind: 'invited', tierId: 'circle' }, 'ended the invitation to the tier circle'],
  ['members.end-keep', { no: 2, kind: 'pinned', tierId: 'gold' }, 'ended what was said about the tier gold'],
  ['members.merge', { goneCustomerId: '102', keptCustomerId: '101', points: 64 }, 'merged customer 102 into customer 101, with 64 points'],
  ['approvals.ask', { points: 50_000, limitPoints: 10_000 }, 'asked to give 50,000 points'],
  ['approvals.ask', { points: -20_000 }, 'asked to take 20,000 points'],
  ['approvals.approve', { points: 50_000, requestedBy: '2' }, 'approved that Jo Park gives 50,000 points'],
  ['approvals.decline', { points: -20_000, requestedBy: '7' }, 'declined that staff member 7 takes 20,000 points'],
  ['approvals.withdraw', { points: 50_000, requestedBy: '2' }, 'withdrew the request to give 50,000 points'],
  ['redemption.release', { points: 100 }, 'took back a redemption that held 100 points'],
  ['redemption.hand-over', { points: 300 }, 'handed over a reward for 300 points'],
  ['staff.arrive', { role: 'viewer' }, 'opened Laurel for the first time, as viewer'],
  ['staff.role', { from: 'viewer', to: 'support' }, 'changed a role from viewer to support'],
  [
    'staff.settings',
    { before: { adjustmentLimitPoints: 10_000, defaultRole: 'viewer' }, after: { adjustmentLimitPoints: 1, defaultRole: 'support' } },
    'changed the adjustment limit from 10,000 to 1 point and the default role from viewer to support',
  ],
  [
    'verification.correct',
    { what: 'available points', stored: 71, derived: 64 },
    'put available points right: it was 71, it should have been 64',
  ],
  ['actions.record', { actionId: 'review', points: 20 }, 'recorded that a member did “review”, for 20 points'],
  [
    'staff.settings',
    { before: { referralHold: 60, referralRefuse: 120 }, after: { referralHold: 50, referralRefuse: 120 } },
    'changed the score from which a referral waits for staff from 60 to 50',
  ],
  ['referrals.approve', { memberId: 'm', score: 70 }, 'approved a referral'],
  ['referrals.refuse', { memberId: 'm', score: 70 }, 'refused a referral'],
  ['referrals.reopen', { memberId: 'm', score: 70 }, 'had a refused referral wait again'],
  ['referrals.block', {}, 'let a member bring no friends any more'],
  ['referrals.unblock', {}, 'let a member bring friends again'],
  ['keys.create', { name: 'Reviews app' }, 'made a key for Reviews app'],
  ['keys.revoke', { name: 'Reviews app' }, 'took back the key for Reviews app'],
];

test.each(examples)('%s %o reads well', (action, details, text) => {
  expect(activityWords[action].text(details, staff)).toBe(text);
});

describe('every action there is', () => {
  test.each(auditActions)('%s has a name of its own and an example here', (action) => {
    expect(activityWords[action].name).toMatch(/^[A-Z][a-z -]+$/);
    expect(examples.some(([one]) => one === action)).toBe(true);
  });

  test('no two have the same name', () => {
    expect(new Set(Object.values(activityWords).map(({ name }) => name)).size).toBe(auditActions.length);
  });

  test.each(auditActions)('%s can be read even when nothing is written down with it', (action) => {
    expect(activityWords[action].text({}, staff)).toMatch(/^[a-z]/);
  });
});
