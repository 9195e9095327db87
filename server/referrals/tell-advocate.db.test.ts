import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPostOffice, type PostOffice } from '../mail/testing.ts';
import { keepPreferences } from '../members/index.ts';
import { defaultDefinition, publish, type Definition } from '../program/index.ts';
import { claimReferral, codeOf } from './index.ts';

const terms: NonNullable<Definition['referral']> = {
  friend: { kind: 'points', points: 70 },
  advocate: { kind: 'points', points: 1300 },
  minimumOrderMinor: 0,
  newCustomersOnly: true,
  vestDays: 14,
  limitPerAdvocate: { times: 5, per: 'year' },
  inviteAfterOrder: false,
};

let office: PostOffice;
let version = 1;
beforeAll(async () => {
  office = await openPostOffice();
  await promise(terms);
});
afterAll(() => office.close());

async function promise(referral: NonNullable<Definition['referral']>): Promise<void> {
  const ctx = { ...office.stage.context(), actor: { kind: 'staff', userId: '42' } as const };
  await publish(ctx, { basedOnVersion: version, definition: { ...defaultDefinition('USD'), referral } });
  version += 1;
}

/** Somebody brings a friend, who then orders. */
async function brought(firstName: string) {
  const advocate = await office.customer({ firstName });
  const friend = await office.customer({ firstName: 'Friend' });
  const [advocateId, friendId] = [await office.member(advocate.id), await office.member(friend.id)];
  const ctx = office.stage.context();
  const code = await ctx.db.transaction(ctx.shop.id, (tx) => codeOf(tx, ctx, advocateId));
  await claimReferral(ctx, { friendId, code, at: ctx.now });
  office.stage.advance(60_000);
  const order = await office.stage.control<{ orderId: string }>('orders', {
    customerId: friend.id,
    lines: [{ handle: 'the-ritual-set', quantity: 1 }],
  });
  await heard();
  return { ...advocate, advocateId, orderId: order.orderId };
}

/** The webhooks arrive and are worked through; jobs wait. */
async function heard(): Promise<void> {
  await office.stage.control('webhooks/settled', {});
  await office.stage.worker.round();
}
const mailsTo = async (email: string) => (await office.arrived()).filter(({ to }) => to.includes(email));

it('a friend’s first order counts: the member who brought them reads what they get, and from when', async () => {
  const ada = await brought('Ada');
  await office.work();
  expect(await mailsTo(ada.email)).toMatchObject([
    {
      subject: 'Your friend’s first order at Glow & Co counts',
      text: expect.stringContaining('For that you get 1,300 points, yours from November 16, 2026 on.'),
    },
  ]);
  // Told again, it is the same mail.
  const { rows } = await office.stage.test.owner.query<{ id: string }>('select id from referral');
  const ctx = office.stage.context();
  const { tellAdvocate } = await import('./index.ts');
  await tellAdvocate(
    ctx,
    office.stage.deps.admin.of(office.stage.shop),
    { secrets: office.stage.deps.secrets, shopUrl: 'https://x.example' },
    rows[0]?.id ?? '',
  );
  await office.work();
  expect(await mailsTo(ada.email)).toHaveLength(1);
});

it('nobody is told of thanks that were taken back before', async () => {
  const bea = await brought('Bea');
  await office.stage.control(`orders/${bea.orderId}/cancellations`, {});
  await heard();
  await office.work();
  expect(await mailsTo(bea.email)).toEqual([]);
});

it('who wishes no e-mails is thanked all the same, and not written to', async () => {
  const { advocateId, email } = await brought('Cleo');
  await keepPreferences(office.stage.context(), advocateId, { notices: false, locale: null });
  await office.work();
  expect(await mailsTo(email)).toEqual([]);
});

it('a reward is named, in the reader’s language', async () => {
  const [reward] = defaultDefinition('USD').rewards;
  await promise({ ...terms, advocate: { kind: 'reward', rewardId: reward?.id ?? '' } });
  const dora = await brought('Dora');
  await office.work();
  expect(await mailsTo(dora.email)).toMatchObject([{ text: expect.stringContaining(`For that you get “${reward?.name}”`) }]);
});
