import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MemberId } from '../core/id.ts';
import { announce, enroll } from '../members/index.ts';
import { defaultDefinition, publish } from '../program/index.ts';
import { openStage, type Stage } from '../testing/stage.ts';
import { customerToken, staffToken } from '../testing/tokens.ts';
import type { MemberFile, MemberOverview, SaidTier } from '../views/index.ts';

let stage: Stage;
let memberId: MemberId;
const customerId = '102';

beforeAll(async () => {
  stage = await openStage();
  const base = defaultDefinition('USD');
  const tiers = [
    ...base.tiers.map((tier) => ({ ...tier, ...(tier.id === 'icon' && { accessTag: 'Early', freeShippingFromMinor: 50_00 }) })),
    {
      id: 'vip',
      name: 'VIP',
      thresholdMinor: 900_00,
      inviteOnly: true as const,
      pointsPerMajorUnit: 8,
      perks: [],
      accessTag: 'inner-circle',
    },
  ];
  await publish(stage.context(), { basedOnVersion: 1, definition: { ...base, tiers } });
  memberId = (await enroll(stage.context(), [{ customerId }])).memberOf(customerId);
});
afterAll(() => stage.close());

const staffAsk = async (path: string, body?: unknown) =>
  fetch(`${stage.appUrl}/rpc/admin/members/${memberId}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await staffToken(stage)}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const file = async () => (await (await staffAsk('')).json()) as MemberFile;
const overview = async () =>
  (await (
    await fetch(`${stage.appUrl}/rpc/member`, { headers: { authorization: `Bearer ${await customerToken(stage, customerId)}` } })
  ).json()) as MemberOverview;
const tags = async () => {
  await announce(stage.context(), stage.deps.admin.of(stage.shop), [customerId]);
  const { customers } = await stage.control<{ customers: { id: string; tags?: string[] }[] }>('state');
  return customers.find(({ id }) => id === customerId)?.tags ?? [];
};
const pin = { kind: 'pinned', tierId: 'icon', until: '2027-06-30', reason: 'a long wait made good' };

describe('staff', () => {
  it('pin a tier; the member, the shop and the file know it; ended, all is as before', async () => {
    const before = await tags();
    const answer = await staffAsk('/tier-words', pin);
    expect([answer.status, (await answer.json()) as SaidTier]).toEqual([201, { tierId: 'icon', tierName: 'Icon', changed: true }]);
    expect((await staffAsk('/tier-words', pin)).status).toBe(200);
    expect((await overview()).tier).toMatchObject({
      id: 'icon',
      reason: 'because the shop’s team chose this tier for you',
      benefits: ['6 points per $1', 'Triple points', 'Early access', 'Birthday surprise', 'Free shipping from $50.00'],
      keeps: {
        by: 'pinned',
        until: '2027-06-30',
        after: 'Fan',
        text: 'The shop’s team chose Icon for you until June 30, 2027. After that it is Fan.',
      },
    });
    expect((await tags()).toSorted()).toEqual([...before, 'Early'].toSorted());
    const { tierWords, keeps } = await file();
    expect(keeps.by).toBe('pinned');
    expect(tierWords).toMatchObject([
      { no: 1, kind: 'pinned', tierId: 'icon', tierName: 'Icon', until: '2027-06-30', by: '42', reason: pin.reason, over: false },
    ]);
    const ended = await staffAsk('/tier-words/1/end', {});
    expect([ended.status, await ended.json()]).toEqual([200, { tierId: 'fan', tierName: 'Fan', changed: true }]);
    expect((await staffAsk('/tier-words/1/end', {})).status).toBe(200);
    expect(await tags()).toEqual(before);
    expect((await file()).tierWords).toEqual([]);
    expect((await overview()).next).toMatchObject({
      missingMinor: 150_00,
      missingPoints: null,
      missingOrders: null,
      text: 'Spend $150.00 more to reach Pro.',
      percent: 0,
    });
  });

  it('invite to a tier by invitation, whose tag takes the place of the former', async () => {
    await staffAsk('/tier-words', { ...pin, until: undefined, reason: 'first pinned' });
    const invited = await staffAsk('/tier-words', { kind: 'invited', tierId: 'vip', reason: 'a friend of the house' });
    expect(invited.status).toBe(201);
    const open = (await file()).tierWords;
    expect((await staffAsk(`/tier-words/${open.find(({ kind }) => kind === 'pinned')?.no}/end`, {})).status).toBe(200);
    expect((await overview()).tier).toMatchObject({ id: 'vip', keeps: { by: 'invited', until: null, after: null } });
    expect(await tags()).toContain('inner-circle');
    expect(await tags()).not.toContain('Early');
  });

  it.each([
    [{ ...pin, tierId: 'diamond' }, 'The programme has no such tier. Choose one of its tiers.'],
    [{ ...pin, kind: 'invited' }, 'Icon is reached by what members do. Pin the tier instead.'],
    [{ ...pin, until: '2026-11-01' }, 'That day has passed. Choose today or a later day.'],
    [{ ...pin, until: '2027-02-29' }, 'until: Enter a day such as 2027-12-31.'],
    [{ ...pin, reason: ' x ' }, 'reason: Say why, in 3 to 300 characters.'],
    [{ ...pin, kind: 'crowned' }, 'kind: Choose to pin or to invite.'],
    [{ ...pin, tierId: '' }, 'tierId: Choose a tier.'],
  ])('are told what is wrong with %j', async (body, message) => {
    const answer = await staffAsk('/tier-words', body);
    expect([answer.status, await answer.json()]).toEqual([400, expect.objectContaining({ message })]);
  });

  it('cannot end what was never said', async () => {
    expect((await staffAsk('/tier-words/99/end', {})).status).toBe(404);
    expect((await staffAsk('/tier-words/x/end', {})).status).toBe(400);
  });
});
