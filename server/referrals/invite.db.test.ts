import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepPreferences } from '../members/index.ts';
import { openPostOffice, type Arrived, type PostOffice } from '../mail/testing.ts';
import { defaultDefinition, publish, type Definition } from '../program/index.ts';

const terms: Definition['referral'] = {
  friend: { kind: 'points', points: 70 },
  advocate: { kind: 'points', points: 300 },
  minimumOrderMinor: 20_00,
  newCustomersOnly: true,
  vestDays: 14,
  limitPerAdvocate: { times: 5, per: 'year' },
};
const dayMs = 86_400_000;

let office: PostOffice;
let version = 1;
beforeAll(async () => {
  office = await openPostOffice();
  await promise(terms);
});
afterAll(() => office.close());

/** From now on the programme says so about friends. */
async function promise(referral: Definition['referral']): Promise<void> {
  const ctx = { ...office.stage.context(), actor: { kind: 'staff', userId: '42' } as const };
  const result = await publish(ctx, {
    basedOnVersion: version,
    definition: { ...defaultDefinition('USD'), ...(referral && { referral }) },
  });
  expect(result).toMatchObject({ version: version + 1 });
  version += 1;
}

type Said = Record<string, unknown>;
const buys = (customerId: string, more: Said = {}) =>
  office.stage.control('orders', { customerId, lines: [{ handle: 'the-ritual-set', quantity: 1 }], ...more });
/** The webhooks arrive, and whatever follows is done. */
async function heard(): Promise<void> {
  await office.stage.control('webhooks/settled', {});
  await office.stage.worker.round();
  await office.work();
}
const mailsTo = async (email: string): Promise<Arrived[]> => (await office.arrived()).filter(({ to }) => to.includes(email));
const subscriber = (firstName: string, locale?: string) =>
  office.customer({ firstName, newsletter: true, ...(locale !== undefined && { locale }) });

describe('who has ordered is asked to bring a friend', () => {
  it('once, with their own code and link and what both get', async () => {
    const ines = await subscriber('Ines');
    await buys(ines.id);
    await heard();
    const [invitation, ...more] = await mailsTo(ines.email);
    expect(more).toEqual([]);
    const { rows } = await office.stage.test.owner.query<{ code: string }>(
      'select code from referral_code c join member m on m.id = c.member_id where m.customer_id = $1',
      [ines.id],
    );
    expect(invitation).toMatchObject({ subject: 'Bring a friend to Glow & Co' });
    expect(invitation?.text).toContain(`${office.stage.appUrl}/r/${rows[0]?.code}\n`);
    expect(invitation?.text).toContain('with their first order of $20.00 or more they get 70 points, and you get 300 points.');
    expect(invitation?.text).toContain('friends who have not bought here before');
  });

  it('in the language Shopify knows of them', async () => {
    const jonas = await subscriber('Jonas', 'de-CH');
    await buys(jonas.id);
    await heard();
    expect(await mailsTo(jonas.email)).toMatchObject([{ subject: 'Bringen Sie jemanden zu Glow & Co' }]);
  });

  it('in the language they chose, rather', async () => {
    const kim = await subscriber('Kim', 'de');
    await keepPreferences(office.stage.context(), await office.member(kim.id), { notices: true, locale: 'ja' });
    await buys(kim.id);
    await heard();
    expect(await mailsTo(kim.email)).toMatchObject([{ subject: 'Glow & Coをお友だちに紹介しませんか' }]);
  });

  it('not again before 180 days have gone', async () => {
    const luis = await subscriber('Luis');
    await buys(luis.id);
    await heard();
    office.stage.advance(179 * dayMs);
    await buys(luis.id);
    await heard();
    expect(await mailsTo(luis.email)).toHaveLength(1);
    office.stage.advance(2 * dayMs);
    await buys(luis.id);
    await heard();
    expect(await mailsTo(luis.email)).toHaveLength(2);
  });

  it('once for several orders at a time, and for an order that is told of twice', async () => {
    const mia = await subscriber('Mia');
    await office.stage.control('webhooks', { mode: 'duplicate' });
    await buys(mia.id);
    await buys(mia.id);
    await office.stage.control('webhooks', { mode: 'normal' });
    await heard();
    await heard();
    expect(await mailsTo(mia.email)).toHaveLength(1);
  });

  it('also when Shopify did not answer at first', async () => {
    const noa = await subscriber('Noa');
    await buys(noa.id);
    await office.stage.control('webhooks/settled', {});
    await office.stage.worker.round();
    await office.stage.control('faults', { operation: 'LoyaltyContacts', mode: '500', times: 9 });
    await expect(office.work()).rejects.toMatchObject({ code: 'shopify_unavailable' });
    await office.stage.control('faults', { mode: 'clear' });
    await office.work();
    expect(await mailsTo(noa.email)).toHaveLength(1);
  });
});

describe('nobody is asked', () => {
  it('who has not agreed to hear from the shop', async () => {
    const otto = await office.customer({ firstName: 'Otto' });
    await buys(otto.id);
    await heard();
    expect(await mailsTo(otto.email)).toEqual([]);
  });

  it('who wishes no e-mails', async () => {
    const pia = await subscriber('Pia');
    await keepPreferences(office.stage.context(), await office.member(pia.id), { notices: false, locale: null });
    await buys(pia.id);
    await heard();
    expect(await mailsTo(pia.email)).toEqual([]);
  });

  it.each<[string, Said]>([
    ['by a test order', { test: true }],
    ['by an order of long ago that is heard of only now', { processedAt: '2026-01-02T12:00:00Z' }],
  ])('%s', async (_name, more) => {
    const quinn = await subscriber('Quinn');
    await buys(quinn.id, more);
    await heard();
    expect(await mailsTo(quinn.email)).toEqual([]);
  });

  it('by a change of an order that was settled before', async () => {
    const rosa = await subscriber('Rosa');
    await promise({ ...terms, inviteAfterOrder: false });
    const { orderId } = (await buys(rosa.id)) as { orderId: string };
    await heard();
    await promise(terms);
    await office.stage.control(`orders/${orderId}/refunds`, { amount: '1.00' });
    await heard();
    expect(await mailsTo(rosa.email)).toEqual([]);
  });

  it.each<[string, Definition['referral']]>([
    ['where the programme has no terms for friends', undefined],
    ['where it says not to ask', { ...terms, inviteAfterOrder: false }],
    ['before the terms begin', { ...terms, from: '2029-01-01' }],
    ['after they have ended', { ...terms, to: '2026-01-01' }],
  ])('%s', async (_name, referral) => {
    await promise(referral);
    const sam = await subscriber('Sam');
    await buys(sam.id);
    await heard();
    expect(await mailsTo(sam.email)).toEqual([]);
    await promise(terms);
  });
});
